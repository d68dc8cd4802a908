"""The bot's own account, its application, where its gateway is, and the DMs it opens."""

from collections.abc import Callable

from bot.playground.server.rest.call import Answer, Call, Route
from bot.playground.server.rest.errors import bad_form, closed_dm, unknown_user
from bot.playground.server.world import payloads
from bot.playground.server.world.models import Json

_MAX_GUILDS = 200


def routes(gateway_bot: Callable[[], Json]) -> list[Route]:
    """Return the routes; `gateway_bot` tells where the gateway is, and how to connect."""

    async def gateway(_call: Call) -> Answer:
        return Answer({"url": gateway_bot()["url"]})

    async def for_bots(_call: Call) -> Answer:
        return Answer(gateway_bot())

    return [
        Route("GET", "/gateway", gateway, with_token=True),
        Route("GET", "/gateway/bot", for_bots),
        Route("GET", "/users/@me", _me),
        Route("GET", "/users/@me/guilds", _my_guilds),
        Route("POST", "/users/@me/channels", _open_dm),
        Route("GET", "/users/{user_id}", _user),
        Route("GET", "/oauth2/applications/@me", _application),
        Route("GET", "/applications/@me", _application),
    ]


async def _me(call: Call) -> Answer:
    own = {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}
    return Answer(payloads.user(call.world.bot) | own)


async def _my_guilds(call: Call) -> Answer:
    limit = call.number("limit", _MAX_GUILDS, 1, _MAX_GUILDS)
    after = call.number("after", 0, 0, 2**63)
    guilds = sorted(call.world.guilds_of(call.bot_id), key=lambda guild: guild.id)
    shown = [guild for guild in guilds if guild.id > after][:limit]
    return Answer([payloads.my_guild(call.world, guild, call.bot_id) for guild in shown])


async def _open_dm(call: Call) -> Answer:
    recipient = call.json.get("recipient_id")
    if recipient is None:
        raise bad_form("recipient_id", "BASE_TYPE_REQUIRED", "This field is required")
    user = call.world.users.get(int(recipient))
    if user is None:
        raise bad_form("recipient_id", "NUMBER_TYPE_COERCE", "Unknown user.")
    if user.bot:
        raise closed_dm()
    # Opening succeeds also where sending will not: closed DMs show at the first message.
    channel = call.world.open_dm(call.world.bot, user)
    return Answer(payloads.channel(call.world, channel, call.bot_id))


async def _user(call: Call) -> Answer:
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise unknown_user()
    return Answer(payloads.user(user))


async def _application(call: Call) -> Answer:
    return Answer(payloads.application(call.world))
