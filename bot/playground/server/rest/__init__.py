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


def all_routes(gateway_url: Callable[[], str], shards: int) -> list[Route]:
    """Return every route but those of interactions."""
    resources = (channels, commands, guilds, history, messages, reactions, threads)
    made = account.routes(gateway_url, shards)
    for resource in resources:
        made += resource.routes()
    return made
