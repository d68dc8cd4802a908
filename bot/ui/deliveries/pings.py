"""The message that opens a round, open and after; and the mentions that follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.deliveries.wording import called, counted, people, titled
from bot.ui.moments import full, relative
from bot.ui.reply import Button, Reply, Style
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from bot.accountability.models.views import MentionsView, PingView
    from bot.ui.reply import Row

_QUESTION = 100
_A_LINE = 40
"""What a phone shows without a break."""
_NAMED = 25
_NAMED_BESIDE = 10
_AN_HOUR = 60
_TWO_HOURS = 120


def ping(view: PingView, delivery_id: str) -> Reply:
    """Return the opening of a round."""
    title = f"**Check-in: {titled(view.group_name, view.series_name)}**"
    rest = [*_named(view), *_asked(view), *_until(view), _counts(view), *_excuses(view)]
    names = [called(view.mentions, [title, *rest])] if view.mentions else []
    return Reply(
        "\n".join([title, *names, *rest]),
        rows=_buttons(view, delivery_id),
        silent=view.silent,
        mentions=view.mentions,
    )


def mentions(view: MentionsView, delivery_id: str) -> Reply:
    """Return the mention of those who did not fit into the opening, or were asleep."""
    until = f"The check-in is open until {full(view.closes_at)}."
    return Reply(
        f"{called(view.mentions or view.named, [until])}\n{until}",
        rows=(_to_answer(view.round_id, delivery_id),),
        silent=not view.mentions,
        mentions=view.mentions,
    )


def _named(view: PingView) -> list[str]:
    if not view.named or not view.is_open:
        return []
    return [people(view.named, _NAMED_BESIDE if view.mentions else _NAMED)]


def _asked(view: PingView) -> list[str]:
    if not view.is_open:
        return []
    questions = [safe_text(question, _QUESTION) for question in view.questions]
    in_one = " ".join(questions)
    return [in_one] if len(in_one) <= _A_LINE else questions


def _until(view: PingView) -> list[str]:
    if view.is_open:
        return [f"Two minutes. Open until {full(view.closes_at)} ({relative(view.closes_at)})."]
    return ["Closed. You can still add yours." if view.accepts else "Closed."]


def _counts(view: PingView) -> str:
    counts = [f"In {view.checked_in}"]
    if view.late:
        counts.append(f"Late {view.late}")
    counts.append(f"Away {view.away}")
    if view.is_open:
        counts.append(f"To come {view.to_come}")
    return " · ".join(counts)


def _excuses(view: PingView) -> list[str]:
    lines = []
    if view.late_minutes:
        moved = " The close moved too." if view.close_moved else ""
        lines.append(f"-# I was down, sorry: this is {_how_late(view.late_minutes)} late.{moved}")
    if view.repeated:
        lines.append("-# You may have seen this before: I couldn't look whether it was posted.")
    return lines


def _how_late(minutes: int) -> str:
    if minutes < _TWO_HOURS:
        hours, rest = divmod(minutes, _AN_HOUR)
        if not hours:
            return counted(rest, "minute", "minutes")
        return f"1 hour {rest} min" if rest else "1 hour"
    return counted(round(minutes / _AN_HOUR), "hour", "hours")


def _buttons(view: PingView, delivery_id: str) -> tuple[Row, ...]:
    if view.is_open:
        return (_to_answer(view.round_id, delivery_id),)
    if view.accepts:
        return ((Button("Add mine", "round.check_in", view.round_id, delivery_id),),)
    # A button that can't be pressed: the message is still known by it.
    return ((Button("Closed", "round.check_in", view.round_id, delivery_id, disabled=True),),)


def _to_answer(round_id: str, delivery_id: str) -> Row:
    return (
        Button("Check in", "round.check_in", round_id, delivery_id, Style.MAIN),
        Button("Later", "round.later", round_id, delivery_id),
        Button("Away", "round.away", round_id, delivery_id),
    )
