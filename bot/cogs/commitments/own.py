"""A member's own commitments, found by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Gone
from bot.ui import commitments as texts

if TYPE_CHECKING:
    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Commitment
    from bot.group_finding import GroupFinder
    from bot.services import Services
    from bot.ui.press import Interaction


class Own:
    """Finds commitments, for nobody but whose they are.

    Attributes:
        finder: What finds the group of a command.
    """

    def __init__(self, services: Services, finder: GroupFinder) -> None:
        self._follow_up = services.follow_up
        self.finder = finder

    async def get(
        self, interaction: Interaction, commitment_id: str
    ) -> tuple[Commitment, PeerGroup]:
        """Return a commitment of who asks, with its group; raises Gone, whoever else has it."""
        found = await self._follow_up.run(lambda book: book.rows.commitments.get(commitment_id))
        if found is None or found.user_id != interaction.user.id:
            raise Gone(texts.NOT_YOURS)
        return found, await self.finder.of_press(interaction, found.group_id)
