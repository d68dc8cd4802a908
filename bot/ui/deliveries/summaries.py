"""What closes a round, and what closes a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.deliveries.wording import counted, day, fitted, name_of, people, person, titled
from bot.ui.moments import full
from bot.ui.reply import Button, Reply
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from bot.accountability.models.views import EndingView, SummaryView

_HAND = 200


def summary(view: SummaryView, delivery_id: str) -> Reply:
    """Return the summary of a round: those who are missing are a number."""
    title = f"**{titled(view.group_name, view.series_name)} · {day(view.nominal_on)}**"
    button = Button(
        "Add mine", "round.check_in", view.round_id, delivery_id, disabled=not view.accepts
    )
    rows = ((button,),)
    if not view.in_ids and not view.late_ids:
        return Reply("\n".join([title, *_nobody(view)]), rows=rows, silent=True)
    head = [title]
    for word, ids in (("In", view.in_ids), ("Late", view.late_ids), ("Away", view.away_ids)):
        if ids:
            head.append(f"{word}: {people(ids)}")
    if view.missing:
        head.append(f"Not this time: {view.missing}")
    if view.made:
        head.append(f"Kept together: {view.kept} of {view.made}")
    if view.hands:
        head.append("**Could use a hand**")
    hands = [f"{person(user_id)}: {safe_text(text, _HAND)}" for user_id, text in view.hands]
    return Reply(fitted(head, hands, _next(view)), rows=rows, silent=True)


def ending(view: EndingView, delivery_id: str) -> Reply:
    """Return a group's last summary."""
    lines = [
        f"**{name_of(view.group_name)} has ended**",
        (
            f"{counted(view.rounds, 'round', 'rounds')},"
            f" {counted(view.check_ins, 'check-in', 'check-ins')}."
        ),
    ]
    if view.made:
        lines.append(f"Kept together: {view.kept} of {view.made}.")
    lines += [
        "Thank you for keeping each other company.",
        "-# It can be reopened for 30 days. Then everything is deleted.",
    ]
    reopen = Button("Reopen", "ending.reopen", view.group_id, delivery_id)
    return Reply("\n".join(lines), rows=((reopen,),), silent=True)


def _nobody(view: SummaryView) -> list[str]:
    lines = ["A quiet one: no check-ins this time. What you promised carries over."]
    if view.away_ids:
        lines.append(f"Away: {people(view.away_ids)}")
    return [*lines, *_next(view)]


def _next(view: SummaryView) -> list[str]:
    if view.next_opens_at is None:
        return []
    return [f"Next: {full(view.next_opens_at)}"]
