"""Short ways to send, edit and be refused with discord.py's HTTP client, as its own models do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord.http import handle_message_parameters

if TYPE_CHECKING:
    from discord.http import HTTPClient


async def say(http: HTTPClient, channel_id: int, content: str | None = None, **more: Any) -> Any:  # noqa: ANN401 - discord.py's own types
    """Send a message as `channel.send` does."""
    with handle_message_parameters(content, **more) as parameters:
        return await http.send_message(channel_id, params=parameters)


async def edit(
    http: HTTPClient,
    message: dict[str, Any],
    content: str | None = discord.utils.MISSING,
    **more: Any,  # noqa: ANN401 - likewise
) -> Any:  # noqa: ANN401 - likewise
    """Edit a message as `message.edit` does."""
    with handle_message_parameters(content, **more) as parameters:
        return await http.edit_message(
            int(message["channel_id"]), int(message["id"]), params=parameters
        )


async def refusal(attempt: Any) -> int:  # noqa: ANN401 - discord.py's coroutines
    """Return the number with which Discord refuses."""
    with pytest.raises(discord.HTTPException) as caught:
        await attempt
    return caught.value.code
