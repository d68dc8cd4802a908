"""What a delivered message says, as values: frozen at the claim, kept as JSON, drawn by the face.

A view holds ids and raw texts. Names are shown by Discord from the ids, so that they are always
those of today; texts are escaped where they are drawn.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _View(BaseModel):
    model_config = ConfigDict(frozen=True)


class PingView(_View):
    """The message that opens a round, while it is open and after.

    Attributes:
        series_name: Of which schedule; empty where the group has one only, in every view.
        mentions: Whose phone rings; `named`: who is named beside them, and hears nothing.
        silent: It rings no phone at all.
        late_minutes: How late it is; 0 if on time.
        repeated: It may stand there a second time: history could not be read.
        is_open: Whether buttons to answer stand under it; after the close: *Add mine*, until the
            next round opens.
        accepts: Whether answers are accepted at all.
    """

    kind: Literal["ping"] = "ping"
    round_id: str
    group_name: str
    series_name: str
    nominal_on: date
    questions: tuple[str, ...]
    mentions: tuple[int, ...] = ()
    named: tuple[int, ...] = ()
    silent: bool = False
    closes_at: datetime
    checked_in: int = 0
    late: int = 0
    away: int = 0
    to_come: int = 0
    late_minutes: int = 0
    close_moved: bool = False
    repeated: bool = False
    is_open: bool = True
    accepts: bool = True


class MentionsView(_View):
    """Mentions that follow a ping in its thread: those that did not fit, or were put off.

    Whoever could not be reached by DM is named there and not mentioned.
    """

    kind: Literal["mentions"] = "mentions"
    round_id: str
    group_name: str
    mentions: tuple[int, ...]
    named: tuple[int, ...] = ()
    closes_at: datetime


class ThreadView(_View):
    """The thread of a round's cards."""

    kind: Literal["thread"] = "thread"
    round_id: str
    name: str
    ping_channel_id: int
    ping_message_id: int


class NudgeView(_View):
    """The one reminder to those who are missing.

    Attributes:
        mentions: Whose phone rings; `named`: who is named only.
    """

    kind: Literal["nudge"] = "nudge"
    round_id: str
    group_name: str
    mentions: tuple[int, ...] = ()
    named: tuple[int, ...] = ()
    closes_at: datetime


class DirectView(_View):
    """An opening, a nudge or a reminder that a member gets as a DM."""

    kind: Literal["direct"] = "direct"
    reason: Literal["ping", "nudge", "reminder"]
    round_id: str
    group_name: str
    series_name: str = ""
    server_id: int
    channel_id: int
    closes_at: datetime


class CardView(_View):
    """A member's check-in in the thread.

    Attributes:
        kept: The texts of the commitments that were ticked; `next`: of those that were made.
        removed: It was taken back: nothing of it is shown.
    """

    kind: Literal["card"] = "card"
    check_in_id: str
    round_id: str
    user_id: int
    moved: str = ""
    next: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    hands: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    late: bool = False
    edited: bool = False
    removed: bool = False


class SummaryView(_View):
    """What closes a round; edited when somebody answers late."""

    kind: Literal["summary"] = "summary"
    round_id: str
    group_name: str
    series_name: str
    nominal_on: date
    in_ids: tuple[int, ...] = ()
    late_ids: tuple[int, ...] = ()
    away_ids: tuple[int, ...] = ()
    missing: int = 0
    kept: int = 0
    made: int = 0
    hands: tuple[tuple[int, str], ...] = ()
    next_opens_at: datetime | None = None
    accepts: bool = True


class NoticeView(_View):
    """A notice to those who run a group; `notices` has the causes.

    Attributes:
        cause: Which one ("silent", "paused", "missed", "no_facilitator", "no_channel", ...).
        fixed: It says that the cause is over.
        detail: What belongs to the sentence: a name of a schedule, a number; raw.
        series_id: To which schedule its buttons belong, if to one.
    """

    kind: Literal["notice"] = "notice"
    notice_id: str
    group_id: str
    group_name: str
    cause: str
    fixed: bool = False
    detail: tuple[str, ...] = ()
    series_id: str | None = None
    at: datetime | None = None


class NoteView(_View):
    """A private note to a member: "We've missed you"."""

    kind: Literal["note"] = "note"
    group_id: str
    group_name: str
    round_id: str | None = None


class InvitationView(_View):
    """The invitation to a group, in its channel; in `rhythm` each schedule has its line."""

    kind: Literal["invitation"] = "invitation"
    group_id: str
    group_name: str
    rhythm: str
    invited: tuple[int, ...] = ()
    joined: tuple[int, ...] = ()
    open_to_role_ids: tuple[int, ...] = ()
    first_opens_at: datetime | None = None
    begun: bool = False
    is_open: bool = True


class EndingView(_View):
    """A group's last summary."""

    kind: Literal["ending"] = "ending"
    group_id: str
    group_name: str
    rounds: int
    check_ins: int
    kept: int
    made: int


View = Annotated[
    PingView
    | MentionsView
    | ThreadView
    | NudgeView
    | DirectView
    | CardView
    | SummaryView
    | NoticeView
    | NoteView
    | InvitationView
    | EndingView,
    Field(discriminator="kind"),
]

_ADAPTER: TypeAdapter[View] = TypeAdapter(View)


def to_json(view: View) -> str:
    """Return a view as it is kept."""
    return _ADAPTER.dump_json(view).decode()


def from_json(text: str) -> View:
    """Return a view as it was kept."""
    return _ADAPTER.validate_json(text)
