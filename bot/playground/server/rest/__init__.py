"""Discord's REST API v10 over the world, one module for each kind of resource."""

from collections.abc import Callable

from bot.playground.server.rest import (
    account,
    channels,
    commands,
    guilds,
    history,
    messages,
    reactions,
    threads,
)
from bot.playground.server.rest.call import Route
from bot.playground.server.world.models import Json


def all_routes(gateway_bot: Callable[[], Json]) -> list[Route]:
    """Return every route but those of interactions; for `gateway_bot` see `account`."""
    resources = (channels, commands, guilds, history, messages, reactions, threads)
    made = account.routes(gateway_bot)
    for resource in resources:
        made += resource.routes()
    return made
