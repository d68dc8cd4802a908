"""What a group will see, on sample answers: for those who run it, with nobody's phone ringing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.calendar_days import today_of
from bot.accountability.dispatch.showing import questions_of
from bot.accountability.models.check_ins import FormFacts, Timing
from bot.accountability.models.rounds import Commitment, CommitmentState
from bot.accountability.models.views import CardView, NudgeView, PingView, SummaryView
from bot.ui.check_ins import form
from bot.ui.deliveries import draw
from bot.ui.reply import Button, Reply, Style

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.accountability.models.views import View
    from bot.ui.forms import FormLayout
    from bot.ui.reply import Row

PAGES = {"ping": "Opening", "card": "Card", "nudge": "Nudge", "summary": "Summary"}
ONLY_LOOKED_AT = "That was only to look at: nothing of it is kept."
_HEAD = "-# Only you see this. No phone rings, and the answers are made up."
_ROUND = "sample"
_A_WEEK = timedelta(days=7)
_LENGTH = timedelta(days=2)
_KEPT, _NEXT, _HAND = (
    "Call three former clients",
    "Write the job ad for a dispatcher",
    "pricing a 40-seat quote",
)
_MOST_NAMED = 25


def page(
    group: PeerGroup,
    series: Series,
    shown: str,
    members: Sequence[int],
    now: datetime,
    *,
    several: bool = False,
) -> Reply:
    """Return one page of the preview: a message as it will be seen, its buttons without effect.

    Args:
        group: The group.
        series: Its schedule.
        shown: Which page.
        members: Who is named in it: at least whoever looks.
        now: The instant.
        several: Whether the group has other schedules too: messages name this one then.
    """
    shown = shown if shown in PAGES else "ping"
    view = _view(group, series, shown, tuple(members[:_MOST_NAMED]), now)
    if not several and isinstance(view, (PingView, SummaryView)):
        view = view.model_copy(update={"series_name": ""})
    drawn = draw(view, _ROUND)
    turns = tuple(
        Button(label, "group.preview", series.id, name, disabled=name == shown)
        for name, label in PAGES.items()
    )
    look = Button("Form", "group.see_form", series.id, style=Style.MAIN)
    rows = (*_without_effect(drawn), (*turns, look))
    return Reply(f"{_HEAD}\n{drawn.content}", rows=rows, silent=True)


def form_layout(group: PeerGroup, series: Series, now: datetime) -> FormLayout:
    """Return the form as a member will see it the second time, with a commitment to tick."""
    today = today_of(group, now)
    promised = Commitment("sample", group.id, 0, _KEPT, CommitmentState.OPEN, now)
    facts = FormFacts(
        group_id=group.id,
        group_name=group.name,
        channel_id=group.channel_id,
        series_id=series.id,
        series_name=series.name,
        timing=Timing.ON_TIME,
        round_id=None,
        nominal_on=today,
        opens_at=now,
        closes_at=now + _LENGTH,
        questions=series.questions,
        due_on=today + _A_WEEK,
        commitments=(promised,) if series.questions.commitments else (),
    )
    return form.layout(facts)


def _without_effect(drawn: Reply) -> tuple[Row, ...]:
    """Return a message's buttons as they will look; none can be pressed."""
    rows = []
    for row in drawn.rows:
        if isinstance(row, tuple):
            buttons = [one for one in row if isinstance(one, Button)]
            rows.append(
                tuple(
                    replace(one, kind="group.sample", id=f"{number}", argument="", disabled=True)
                    for number, one in enumerate(buttons)
                )
            )
    return tuple(rows)


def _view(
    group: PeerGroup, series: Series, shown: str, members: tuple[int, ...], now: datetime
) -> View:
    asked, today, closes_at = series.questions, today_of(group, now), now + _LENGTH
    hand = () if asked.own else (_HAND,)
    match shown:
        case "nudge":
            return NudgeView(
                round_id=_ROUND,
                group_name=group.name,
                mentions=members[:1],
                closes_at=closes_at,
            )
        case "card":
            return CardView(
                check_in_id=_ROUND,
                round_id=_ROUND,
                user_id=members[0],
                moved="" if asked.own else "Two proposals out, one signed.",
                kept=(_KEPT,) if asked.commitments else (),
                next=(_NEXT,) if asked.commitments else (),
                hands=hand,
                own=tuple((question, "As it went.") for question in asked.own),
            )
        case "summary":
            return SummaryView(
                round_id=_ROUND,
                group_name=group.name,
                series_name=series.name,
                nominal_on=today,
                in_ids=members,
                missing=1,
                kept=7 if asked.commitments else 0,
                made=9 if asked.commitments else 0,
                hands=tuple((members[0], line) for line in hand),
                next_opens_at=now + _A_WEEK,
            )
        case _:
            return PingView(
                round_id=_ROUND,
                group_name=group.name,
                series_name=series.name,
                nominal_on=today,
                questions=questions_of(series),
                mentions=members,
                closes_at=closes_at,
                to_come=len(members),
            )
