"""A server with people, and `python -m bot run` beside it: killed and started again at will."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Self

from bot.playground.server import StandIn
from tests.bot.cli.process import PATIENCE, BotProcess, settings_for
from tests.stories.house import INVITED, MANAGE_GUILD

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from bot.playground.server import Person
    from bot.playground.server.people import SeenMessage

CREATE = "/channels/{channel_id}/messages"
# For how long nothing must happen before it counts as quiet; the bot's tasks can't be seen.
_QUIET = 0.15


class Hall:
    """The world, its people and the running bot.

    Args:
        folder: Where the bot is started; its data lies there.
        openapi: Discord's description, where there is one to check requests against.

    Attributes:
        bot: The bot that runs now.
        logs: What those before it wrote.
    """

    def __init__(self, folder: Path, openapi: Path | None) -> None:
        self.folder = folder
        self.stand_in = StandIn(openapi=openapi)
        self.stand_in.quiet_seconds = _QUIET
        self.bot: BotProcess
        self.logs: list[str] = []

    async def __aenter__(self) -> Self:
        await self.stand_in.start()
        world = self.stand_in.world
        self.guild = world.add_guild("Owners Circle", bot_permissions=INVITED)
        self.librarians = world.add_role(self.guild, "Librarians")
        managing = world.add_role(self.guild, "Hosts", MANAGE_GUILD)
        self.admin = self.stand_in.person("Ada", guild=self.guild, roles=[managing])
        self.librarian = self.stand_in.person("Lib", guild=self.guild, roles=[self.librarians])
        self.alice = self.stand_in.person("Alice", guild=self.guild)
        self.bob = self.stand_in.person("Bob", guild=self.guild)
        await self.start()
        chosen = await self.admin.slash("setup roles")
        await chosen.choose("Who keeps the library?", self.librarians)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.bot.__aexit__(kind, error, trace)
        self.logs.append(self.bot.err)
        await self.stand_in.stop()

    async def start(self) -> None:
        """Start the bot, and wait until it has come to rest."""
        self.bot = await BotProcess(self.folder, "run", **settings_for(self.stand_in)).__aenter__()
        await self.bot.said("connected to Gateway")
        await self.stand_in.settle(within=PATIENCE)

    async def kill(self) -> None:
        """End the bot as a power cut does."""
        self.bot.send(signal.SIGKILL)
        await self.bot.ended()
        self.logs.append(self.bot.err)

    async def stop(self) -> int:
        """Ask the bot to end; return its exit code."""
        self.bot.send(signal.SIGTERM)
        return await self.bot.ended(within=10)

    def lost_posts(self) -> set[str]:
        """Return where the bot tried to post, and got no answer."""
        return {one.path for one in self.stand_in.requests if one.route == CREATE and one.lost}

    def posts(self) -> list[SeenMessage]:
        """Return what Bob sees that the bot posted for members."""
        return [seen for seen in self.bob.messages() if "Remove" in seen.buttons]

    async def answer_open_question(self, question: str, text: str) -> None:
        """Let the librarian answer a question of the list."""
        listed = await self.librarian.slash("library gaps")
        opened = await (await listed.choose("Pick one …", question)).click("Answer")
        assert opened.modal is not None
        preview = await opened.modal.submit({"Answer": text})
        assert (await preview.click("Save")).content.startswith("Saved.")


async def wants_to_be_told(person: Person, question: str, way: str) -> None:
    """Ask what the library does not know, and ask to be told."""
    nothing = await person.slash("ask", question=question)
    assert "The library has nothing on that yet." in nothing.content
    noted = await (await nothing.click("Tell me when it's answered")).click(way)
    assert "Noted." in noted.content
