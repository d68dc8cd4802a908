"""What every part of `/group` works with. Nobody but who runs a group gets to its presses."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bot.accountability.models.groups import GroupState
from bot.accountability.models.rounds import ScheduleState
from bot.errors import Gone, NotAllowed, Refusal
from bot.ui.group_choice import NOT_IN_IT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping
    from datetime import datetime

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.desk import Memo
    from bot.group_finding import GroupFinder
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]
    GroupPress = Callable[[Interaction, PeerGroup, Press], Awaitable[None]]
    SeriesPress = Callable[[Interaction, Series, Press], Awaitable[None]]
    MemoPress = Callable[[Interaction, PeerGroup, Memo, Press], Awaitable[None]]

T = TypeVar("T")

_ENDED = "This group has ended. For 30 days, those who run it can reopen it."
_REMOVED = "That schedule is not here any more."
_BUSY = "I'm at it already."
_LONGEST, _END = 19, 1 << 63
"""Of numbers: the file holds no larger ones."""


class Office:
    """Lets those who run a group through, and does their work.

    Args:
        services: The bot's services.
        routes: Where presses and forms come from.
        finder: Finds the group of a command, and knows who may.
        on_top: Answers commands.
    """

    def __init__(
        self, services: Services, routes: Routes, finder: GroupFinder, on_top: OnTop
    ) -> None:
        self.routes = routes
        self.finder = finder
        self._follow_up = services.follow_up
        self._desk = services.desk
        self._clock = services.clock
        self._on_top = on_top
        self._busy: set[str] = set()

    # -- who may

    async def group(self, interaction: Interaction, group_id: str) -> PeerGroup:
        """Return a group that goes on, to those who run it.

        Raises:
            NotAllowed: Who asks does not, or there is none: they are told the same.
            Gone: It has ended.
        """
        group = await self.finder.of_press(interaction, group_id, run=True)
        if group.state is GroupState.ENDED:
            raise Gone(_ENDED)
        return group

    async def series(
        self, interaction: Interaction, series_id: str, *, removed: bool = False
    ) -> Series:
        """Return a schedule, to those who run its group; a removed one only if asked for."""
        series = await self.run(lambda book: book.rows.series.get(series_id))
        if series is None:
            raise NotAllowed(NOT_IN_IT)
        await self.group(interaction, series.group_id)
        if series.state is ScheduleState.REMOVED and not removed:
            raise Gone(_REMOVED)
        return series

    async def memo(
        self, interaction: Interaction, kind: str, memo_id: str
    ) -> tuple[PeerGroup, Memo]:
        """Return what its owner left behind a button, if they still run its group."""
        memo = await self._desk.recall(
            kind, interaction.guild_id or 0, memo_id, owner_id=interaction.user.id
        )
        return await self.group(interaction, cast("Data", memo.data)["group"]), memo

    def on_group(self, kind: str, handler: GroupPress) -> None:
        """Call `handler` for each press that names a group, by somebody who runs it."""

        async def checked(interaction: Interaction, press: Press) -> None:
            await handler(interaction, await self.group(interaction, press.id), press)

        self.routes.on_press(kind, checked)

    def on_series(self, kind: str, handler: SeriesPress, *, removed: bool = False) -> None:
        """Call `handler` for each press that names a schedule, by somebody who runs its group."""

        async def checked(interaction: Interaction, press: Press) -> None:
            series = await self.series(interaction, press.id, removed=removed)
            await handler(interaction, series, press)

        self.routes.on_press(kind, checked)

    def on_memo(self, kind: str, memo_kind: str, handler: MemoPress) -> None:
        """Call `handler` for each press of a memo's owner, if they still run its group.

        Of a double click, the second is refused.
        """

        async def checked(interaction: Interaction, press: Press) -> None:
            with self.once(press.id):
                group, memo = await self.memo(interaction, memo_kind, press.id)
                await handler(interaction, group, memo, press)

        self.routes.on_press(kind, checked)

    @contextmanager
    def once(self, id_: str) -> Iterator[None]:
        """Do what stands behind a button once at a time."""
        if id_ in self._busy:
            raise Refusal(_BUSY)
        self._busy.add(id_)
        try:
            yield
        finally:
            self._busy.discard(id_)

    # -- what is done

    @property
    def now(self) -> datetime:
        """The instant."""
        return self._clock.now()

    async def run(self, work: Callable[[Accountability], T]) -> T:
        """Run work on the follow-up's file."""
        return await self._follow_up.run(work)

    async def show(self, interaction: Interaction, reply: Reply) -> None:
        """Answer a command, with what waits to be told on top; a press changes its message."""
        await self._on_top.show(interaction, reply)

    async def keep(
        self, interaction: Interaction, kind: str, group_id: str, data: Mapping[str, object]
    ) -> str:
        """Keep for a week what stands behind a button of whoever asks; return its id."""
        kept = {**data, "group": group_id}
        memo = await self._desk.keep(kind, interaction.guild_id or 0, interaction.user.id, kept)
        return memo.id

    async def rewrite(self, memo: Memo, data: Mapping[str, object]) -> None:
        """Replace what stands behind a button."""
        await self._desk.rewrite(memo, data)

    async def discard(self, memo: Memo) -> bool:
        """Throw away what stands behind a button; tell whether it was still there."""
        return await self._desk.discard(memo)


def one_of(press: Press) -> str:
    """Return what was chosen in a menu, if anything was: untrusted."""
    return press.values[0] if press.values else ""


def number(text: str) -> int:
    """Return a number that stands in a `custom_id` or was chosen: untrusted; 0 for none."""
    readable = text.isascii() and text.isdecimal() and len(text) <= _LONGEST and int(text) < _END
    return int(text) if readable else 0
