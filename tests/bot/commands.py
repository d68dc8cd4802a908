"""The bot's commands as Discord would get them, with no connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.client import SoundingBoard
from bot.services import build_services

if TYPE_CHECKING:
    from pathlib import Path

    from bot.clock import Clock


async def command_payloads(folder: Path, clock: Clock) -> list[dict[str, Any]]:
    """Return the payload of every top-level command."""
    services = build_services(folder, clock)
    await services.start()
    async with SoundingBoard(services) as client:
        await client.add_cogs()
        payloads = [command.to_dict(client.tree) for command in client.tree.get_commands()]
    await services.close()
    return payloads


def leaves(command: dict[str, Any], path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Return (qualified name, payload) of everything that a member can run in a command."""
    name = f"{path} {command['name']}".strip()
    inner = [part for part in command.get("options", ()) if part["type"] in {1, 2}]
    if not inner:
        return [(name, command)]
    return [leaf for part in inner for leaf in leaves(part, name)]
