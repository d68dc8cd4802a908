"""What every part of `/library` works with. Nobody but librarians gets to its presses and forms."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from bot.authority import guild_of, require_librarian
from bot.errors import Refusal
from bot.ui import answering

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from bot.desk import Memo
    from bot.services import Services
    from bot.ui.forms import FormLayout, Written
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes
    from knowledge import KnowledgeBase

    PressHandler = Callable[[Interaction, Press], Awaitable[None]]
    FormHandler = Callable[[Interaction, Written], Awaitable[None]]

T = TypeVar("T")

_BUSY = "I'm at it already."


class Bench:
    """Lets librarians through, and runs their work on the library of their own server.

    Args:
        services: The bot's services.
        routes: Where presses and forms come from.
    """

    def __init__(self, services: Services, routes: Routes) -> None:
        self.services = services
        self._desk = services.desk
        self._libraries = services.libraries
        self._routes = routes
        self._busy: set[str] = set()

    async def check(self, interaction: Interaction) -> None:
        """Raise NotAllowed, which names who may, unless who asks is a librarian there."""
        await require_librarian(interaction, self._desk)

    def on_press(self, kind: str, handler: PressHandler) -> None:
        """Call `handler` for each press of that kind by a librarian."""

        async def checked(interaction: Interaction, press: Press) -> None:
            await self.check(interaction)
            await handler(interaction, press)

        self._routes.on_press(kind, checked)

    def on_form(
        self, kind: str, layout: Callable[[Written], FormLayout], handler: FormHandler
    ) -> None:
        """Call `handler` for each form of that kind that a librarian sends."""

        async def checked(interaction: Interaction, written: Written) -> None:
            await self.check(interaction)
            await handler(interaction, written)

        self._routes.on_form(kind, layout, checked)

    async def open_form(self, interaction: Interaction, opened: Written) -> None:
        """Open a form; it must be the interaction's first answer."""
        await self._routes.open_form(interaction, opened)

    async def read(self, interaction: Interaction, work: Callable[[KnowledgeBase], T]) -> T:
        """Run work that only reads on the server's library."""
        return await answering.patiently(
            interaction, self._libraries.read(guild_of(interaction), work)
        )

    async def survey(self, interaction: Interaction, work: Callable[[KnowledgeBase], T]) -> T:
        """Run work that reads the whole library, beside those who ask."""
        return await answering.patiently(
            interaction, self._libraries.survey(guild_of(interaction), work)
        )

    async def glance(self, interaction: Interaction, work: Callable[[KnowledgeBase], T]) -> T:
        """Run short work that only reads, before a form: Discord takes no form after a deferral."""
        return await self._libraries.read(guild_of(interaction), work)

    async def write(self, interaction: Interaction, work: Callable[[KnowledgeBase], T]) -> T:
        """Run work that writes on the server's library."""
        return await answering.patiently(
            interaction, self._libraries.write(guild_of(interaction), work)
        )

    async def keep(self, interaction: Interaction, kind: str, data: Mapping[str, object]) -> Memo:
        """Keep for a week what stands behind a button of whoever asks."""
        return await self._desk.keep(kind, guild_of(interaction), interaction.user.id, data)

    async def recall(self, interaction: Interaction, kind: str, memo_id: str) -> Memo:
        """Return what stands behind a button, to the one whose it is; raises Gone."""
        return await self._desk.recall(
            kind, guild_of(interaction), memo_id, owner_id=interaction.user.id
        )

    async def rewrite(self, memo: Memo, data: Mapping[str, object]) -> None:
        """Replace what stands behind a button."""
        await self._desk.rewrite(memo, data)

    @contextmanager
    def once(self, memo_id: str) -> Iterator[None]:
        """Do what stands behind a button once at a time: of a double click, the second is refused.

        What was done before is for the caller to see, in what it has written down.
        """
        if memo_id in self._busy:
            raise Refusal(_BUSY)
        self._busy.add(memo_id)
        try:
            yield
        finally:
            self._busy.discard(memo_id)


def by(interaction: Interaction) -> str:
    """Return who does it, as the library writes it down."""
    return str(interaction.user.id)


async def show(interaction: Interaction, reply: Reply) -> None:
    """Answer a form: by changing the message from which it was opened, if there was one."""
    if interaction.message is None:
        await answering.send(interaction, reply)
    else:
        await answering.update(interaction, reply)
