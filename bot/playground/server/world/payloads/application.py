"""The application and its commands in Discord's JSON."""

from bot.playground.server.world.models import ApplicationCommand, Intent, Json
from bot.playground.server.world.payloads.people import user
from bot.playground.server.world.state import WorldState

# Which flag of an application says that its owner switched a privileged intent on; for bots in
# fewer than a hundred servers Discord sets the "limited" one of each pair.
_LIMITED = {
    Intent.GUILD_PRESENCES: 1 << 13,
    Intent.GUILD_MEMBERS: 1 << 15,
    Intent.MESSAGE_CONTENT: 1 << 19,
}


def application(world: WorldState) -> Json:
    """Return the application object that its own bot may read."""
    one = world.application
    flags = _flags(one.privileged)
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(world.users[one.bot_id]),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(world.users[one.owner_id]),
        "approximate_guild_count": len(world.guilds_of(one.bot_id)),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {"0": {}},
    }


def application_stub(world: WorldState) -> Json:
    """Return the application as READY tells of it."""
    return {"id": str(world.application.id), "flags": _flags(world.application.privileged)}


def command(one: ApplicationCommand) -> Json:
    """Return an application command object."""
    payload = one.body | {
        "id": str(one.id),
        "application_id": str(one.application_id),
        "version": str(one.version),
    }
    if one.guild_id is not None:
        payload["guild_id"] = str(one.guild_id)
    return payload


def _flags(privileged: Intent) -> int:
    return sum(flag for intent, flag in _LIMITED.items() if privileged & intent)
