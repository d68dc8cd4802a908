"""What a press names, found again: a round, a check-in, a schedule, each with its group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Gone, NotAllowed
from bot.ui import group_choice
from bot.ui.check_ins import after

if TYPE_CHECKING:
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import CheckIn, Round, Series
    from bot.group_finding import GroupFinder
    from bot.services import Services
    from bot.ui.press import Interaction


class Found:
    """Finds what ids stand for, for members of the group alone: all ids are untrusted.

    Whoever is in no such group is told the same of every id, whether it stands for something or
    not.
    """

    def __init__(self, services: Services, finder: GroupFinder) -> None:
        self._follow_up = services.follow_up
        self._finder = finder

    async def round(self, interaction: Interaction, round_id: str) -> tuple[Round, PeerGroup]:
        """Return a round with its group."""
        found = await self._follow_up.run(lambda book: book.rows.rounds.get(round_id))
        if found is None:
            raise NotAllowed(group_choice.NOT_IN_IT)
        return found, await self._finder.of_press(interaction, found.group_id)

    async def series(self, interaction: Interaction, series_id: str) -> tuple[Series, PeerGroup]:
        """Return a schedule with its group."""
        found = await self._follow_up.run(lambda book: book.rows.series.get(series_id))
        if found is None:
            raise NotAllowed(group_choice.NOT_IN_IT)
        return found, await self._finder.of_press(interaction, found.group_id)

    async def check_in(
        self, interaction: Interaction, check_in_id: str
    ) -> tuple[CheckIn, PeerGroup]:
        """Return a check-in of who asks, with its group.

        Raises:
            NotAllowed: It is somebody else's, of the same group.
            Gone: It was taken back.
        """
        found = await self._follow_up.run(lambda book: book.rows.check_ins.get(check_in_id))
        if found is None:
            raise Gone(after.GONE)
        group = await self._finder.of_press(interaction, found.group_id)
        if found.user_id != interaction.user.id:
            raise NotAllowed(after.NOT_YOURS)
        return found, group
