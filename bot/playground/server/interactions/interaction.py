"""One interaction: who did what where, and what the bot has answered so far."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.playground.server.gateway.signal import Signal
from bot.playground.server.rules.callbacks import CallbackType, InteractionType
from bot.playground.server.world.models import MessageFlag, MessageType

if TYPE_CHECKING:
    from datetime import datetime

    from bot.playground.server.world.models import Json, Message


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does, before it is sent.

    Attributes:
        kind: What kind of thing.
        data: What exactly, in Discord's JSON: command with options, component, or form.
        source: The message whose component is used, also for the form that it opened.
        option_type: For autocompletion, the type of the option that is typed.
        metadata: What a message that answers tells of it, beyond what all tell.
        forged: A component that the source is claimed to have, and has not.
    """

    kind: InteractionType
    data: Json
    source: Message | None = None
    option_type: int | None = None
    metadata: Json = field(default_factory=dict)
    forged: Json | None = None


@dataclass(eq=False, slots=True)
class Interaction:
    """What a person did, and the bot's answers to it.

    Attributes:
        source: The message whose component was used, also for the form that it opened.
        message_type: What a message that answers is, e.g. the answer to a slash command.
        option_type: For autocompletion, the type of the option that is typed.
        metadata: What a message that answers tells of where it comes from.
        deprecated: The same in the older form, for commands only.
        sent_at: When it was sent, in seconds of the loop: the bot has three real ones.
        callback: The first answer; None until it came.
        original: The message of the first answer: posted, promised or changed by it.
        followups: The further messages, oldest first.
        choices: What was offered to complete a text.
        modal: The form that was opened.
        original_edits: How often the message of the first answer was changed.
        news: Fires with each answer and change.
    """

    id: int
    kind: InteractionType
    user_id: int
    channel_id: int
    guild_id: int | None
    created_at: datetime
    sent_at: float
    message_type: MessageType = MessageType.DEFAULT
    source: Message | None = None
    option_type: int | None = None
    metadata: Json = field(default_factory=dict)
    deprecated: Json | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    callback: CallbackType | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    choices: list[tuple[str, str | int | float]] = field(default_factory=list)
    modal: Json | None = None
    original_edits: int = 0
    news: Signal = field(default_factory=Signal)

    @property
    def loading(self) -> bool:
        """Whether an answer was promised that has not come yet."""
        if self.callback is not CallbackType.DEFERRED_MESSAGE or self.original is None:
            return False
        return not self.original.deleted and bool(self.original.flags & MessageFlag.LOADING)

    @property
    def messages(self) -> list[Message]:
        """The messages that can be read and changed with the token."""
        own = [self.original, self.source, *self.followups]
        return [each for each in own if each is not None and not each.deleted]
