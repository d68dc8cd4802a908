"""Discord's REST API v10 over the world, one module for each kind of resource."""

from collections.abc import Callable

from bot.playground.server.rest import account
from bot.playground.server.rest.call import Route


def all_routes(gateway_url: Callable[[], str], shards: int) -> list[Route]:
    """Return every route but those of interactions."""
    return [*account.routes(gateway_url, shards)]
