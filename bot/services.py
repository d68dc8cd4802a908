"""What the cogs work with, built in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.desk import Desk
from bot.follow_up import FollowUp
from bot.intake import Cooldowns, Intake
from bot.libraries import Libraries

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from bot.clock import Clock


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one server may keep."""

    articles: int = 5000
    megabytes: int = 200


@dataclass(frozen=True, slots=True)
class Services:
    """The bot's services; nothing in them knows the settings or Discord's connection."""

    clock: Clock
    desk: Desk
    libraries: Libraries
    follow_up: FollowUp
    intake: Intake
    cooldowns: Cooldowns
    limits: Limits

    async def start(self) -> None:
        """Open what must be open; raises StorageError."""
        await self.desk.start()
        await self.follow_up.start()

    async def close(self) -> None:
        """Finish what is running, and write everything into the files."""
        await self.intake.close()
        await self.libraries.close()
        await self.follow_up.close()
        await self.desk.close()


def build_services(
    data_dir: Path,
    clock: Clock,
    *,
    limits: Limits | None = None,
    open_libraries: int = 64,
    attachment_hosts: Collection[str] = (),
) -> Services:
    """Build the services over one data folder.

    Args:
        data_dir: The folder of all files.
        clock: The one clock.
        limits: How much one server may keep.
        open_libraries: How many libraries stay open for reading.
        attachment_hosts: Loopback addresses ("127.0.0.1:8080") that attachments may come from
            beside Discord's own hosts: for development only.
    """
    return Services(
        clock=clock,
        desk=Desk(data_dir / "desk.db", clock.now),
        libraries=Libraries(data_dir / "knowledge", clock.now, open_libraries),
        follow_up=FollowUp(data_dir / "accountability.db"),
        intake=Intake(extra_hosts=attachment_hosts),
        cooldowns=Cooldowns(),
        limits=limits or Limits(),
    )
