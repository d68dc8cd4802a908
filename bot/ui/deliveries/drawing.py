"""From a view to its message."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.accountability.models.views import (
    CardView,
    DirectView,
    EndingView,
    InvitationView,
    MentionsView,
    NoteView,
    NoticeView,
    NudgeView,
    PingView,
    SummaryView,
    ThreadView,
)
from bot.ui.deliveries import cards, invitations, notices, pings, reminders, summaries
from bot.ui.safe_text import plain_line

if TYPE_CHECKING:
    from bot.accountability.models.views import View
    from bot.ui.reply import Reply

_LONGEST_THREAD = 100


def draw(view: View, delivery_id: str) -> Reply:  # noqa: C901, PLR0911 - one line for each kind
    """Return the message of a view; raises TypeError for a thread, which is none.

    Args:
        view: What it says.
        delivery_id: Stands as the argument of every button under it.
    """
    match view:
        case PingView():
            return pings.ping(view, delivery_id)
        case MentionsView():
            return pings.mentions(view, delivery_id)
        case DirectView():
            return reminders.direct(view, delivery_id)
        case NudgeView():
            return reminders.nudge(view, delivery_id)
        case CardView():
            return cards.card(view, delivery_id)
        case SummaryView():
            return summaries.summary(view, delivery_id)
        case EndingView():
            return summaries.ending(view, delivery_id)
        case NoticeView():
            return notices.notice(view, delivery_id)
        case NoteView():
            return notices.note(view, delivery_id)
        case InvitationView():
            return invitations.invitation(view, delivery_id)
        case ThreadView():
            raise TypeError("A thread is started, and not sent.")
        case _:
            assert_never(view)


def thread_name(view: ThreadView) -> str:
    """Return a thread's name, of at most 100 characters."""
    return plain_line(view.name, _LONGEST_THREAD) or "Check-in"
