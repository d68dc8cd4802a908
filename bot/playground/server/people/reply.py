"""What came of a command, a press or a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.people.message import SeenMessage
from bot.playground.server.people.modal import Modal
from bot.playground.server.rules.callbacks import CallbackType

if TYPE_CHECKING:
    from bot.playground.server.interactions import Interaction
    from bot.playground.server.people.person import Person
    from bot.playground.server.world.models import Message


class Reply(SeenMessage):
    """The bot's answer: a new message, the changed one, or a form.

    Attributes:
        modal: The form that opened; None when there was a message.
    """

    def __init__(self, person: Person, interaction: Interaction) -> None:
        super().__init__(person, None)
        self._interaction = interaction
        form = interaction.modal
        self.modal: Modal | None = Modal(person, interaction, form) if form else None
        # A press that was only acknowledged may be answered by a message of its own.
        acknowledged = interaction.callback is CallbackType.DEFERRED_UPDATE
        self._by_followup = bool(
            acknowledged and not interaction.original_edits and interaction.followups
        )

    @property
    def message(self) -> Message | None:
        """The message that answers."""
        one = self._interaction
        return one.followups[0] if self._by_followup else one.original

    @property
    def text(self) -> str:
        """All that can be read, in the message or in the form."""
        return self.modal.text if self.modal else super().text

    @property
    def followups(self) -> list[SeenMessage]:
        """The further messages that came with it, oldest first."""
        further = self._interaction.followups[1 if self._by_followup else 0 :]
        return [SeenMessage(self.person, each) for each in further if not each.deleted]
