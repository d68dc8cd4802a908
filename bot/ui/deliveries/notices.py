"""Notices to those who run a group, and the private note to a member who was missed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.accountability.models.notices import Cause
from bot.ui.deliveries.wording import day, name_of
from bot.ui.reply import Button, Reply, Style

if TYPE_CHECKING:
    from bot.accountability.models.views import NoteView, NoticeView
    from bot.ui.reply import Row

_SENTENCES = {
    Cause.MISSED: (
        "I was down on {1}, so {0} could not open. Everybody is excused. Nothing to do: the next"
        " one opens as planned."
    ),
    Cause.SILENT: (
        "Nobody has checked in to {0} for two rounds. The next ones open silently, until somebody"
        " does. How shall it go on?"
    ),
    Cause.PAUSED: (
        "Four rounds of {0} without a check-in: it has paused itself. Nothing is lost. *Carry on*"
        " opens the next one."
    ),
    Cause.NO_FACILITATOR: (
        "Nobody is left to facilitate. Check-ins go on. Someone who manages the server can name a"
        " facilitator with `/group members`."
    ),
    Cause.NO_CHANNEL: (
        "I can't post in <#{0}>, so check-ins don't arrive. Let an admin run `/setup check` there,"
        " or choose another channel with `/group members`."
    ),
    Cause.DM_CLOSED: (
        "My DM did not reach you. Open your DMs for this server and choose again with `/me pings`."
        " Until then you are named in the thread."
    ),
    Cause.ZONE: (
        "The group's time zone, {0}, is not known any more, so nothing opens. Choose a city near"
        " you: `/group members`, then *Name, clock*."
    ),
    Cause.CLOCK: (
        "My computer's clock can't be trusted, so nothing is opened or sent for now. Whoever runs"
        " me can read the log."
    ),
    Cause.RESTORED: (
        "I was restored from a backup. What I could not look for was not sent ({0} in all). Nothing"
        " to do: the next check-in opens as planned."
    ),
    Cause.ANOTHER_COPY: (
        "Another copy of me seems to run, so I hold everything back. Whoever runs me has to stop"
        " one of the two."
    ),
}
_OTHER = "Something needs your attention. `/group schedule list` shows how things are."
_FIXED = {
    Cause.MISSED: "{0} opens again.",
    Cause.SILENT: "{0} has been answered again: openings mention people as before.",
    Cause.PAUSED: "{0} goes on.",
    Cause.NO_FACILITATOR: "The group has a facilitator again.",
    Cause.NO_CHANNEL: "I can post in <#{0}> again.",
    Cause.DM_CLOSED: "My DMs reach you again.",
    Cause.ZONE: "The group's clock is known again: check-ins go on.",
    Cause.CLOCK: "The clock is right again: check-ins go on.",
    Cause.RESTORED: "Everything is as planned again.",
    Cause.ANOTHER_COPY: "I'm the only one again: check-ins go on.",
}


def notice(view: NoticeView, delivery_id: str) -> Reply:
    """Return a notice: one sentence, and what can be done."""
    text = f"**{name_of(view.group_name)}**\n{_sentence(view)}"
    return Reply(text, rows=(_buttons(view, delivery_id),), silent=True)


def note(view: NoteView, delivery_id: str) -> Reply:
    """Return what a member reads who has missed three rounds: once, and with no blame."""
    text = (
        f"We've missed you in **{name_of(view.group_name)}**. Nothing to catch up on."
        " I'll stop pinging until you're back."
    )
    buttons = [
        Button("Away", "note.away", view.group_id, delivery_id),
        Button("Leave", "note.leave", view.group_id, delivery_id),
    ]
    if view.round_id:
        check_in = Button("Check in", "round.check_in", view.round_id, delivery_id, Style.MAIN)
        buttons.insert(0, check_in)
    return Reply(text, rows=(tuple(buttons),), silent=True)


def _sentence(view: NoticeView) -> str:
    try:
        template = (_FIXED if view.fixed else _SENTENCES)[Cause(view.cause)]
        return template.format(*_details(view))
    except (KeyError, ValueError, IndexError):  # a later version's cause, read after a downgrade
        return _OTHER


def _details(view: NoticeView) -> list[str]:
    if view.cause == Cause.MISSED:
        series_name, on = view.detail
        return [_named(series_name), day(date.fromisoformat(on))]
    return [_named(one) for one in view.detail]


def _named(text: str) -> str:
    return name_of(text) or "a schedule"


def _buttons(view: NoticeView, delivery_id: str) -> Row:
    seen = Button("Seen", "notice.seen", view.notice_id, delivery_id)
    if view.series_id is None or view.fixed:
        return (seen,)
    rhythm = Button("Change rhythm", "notice.rhythm", view.series_id, delivery_id)
    pause = Button("Pause", "notice.pause", view.series_id, delivery_id)
    carry_on = Button("Carry on", "notice.carry_on", view.series_id, delivery_id, Style.MAIN)
    if view.cause == Cause.SILENT:
        return (rhythm, pause, carry_on)
    if view.cause == Cause.PAUSED:
        return (rhythm, carry_on)
    return (seen,)
