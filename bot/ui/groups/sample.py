"""What a group will see, on sample answers: for those who run it, with nobody's phone ringing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.models.check_ins import FormFacts, Timing
from bot.accountability.models.rounds import Commitment, CommitmentState
from bot.accountability.models.views import CardView, NudgeView, PingView, SummaryView
from bot.ui.check_ins import form
from bot.ui.deliveries import draw
from bot.ui.reply import Button, Reply, Style

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.accountability.models.views import View
    from bot.ui.forms import FormLayout
    from bot.ui.reply import Row

PAGES = {"ping": "Opening", "nudge": "Nudge", "card": "Card", "summary": "Summary"}
ONLY_LOOKED_AT = "That was only to look at: nothing of it is kept."
_ROUND = "sample"
_LENGTH = timedelta(days=2)


def page(group: PeerGroup, series: Series, page_: str, viewer_id: int, now: datetime) -> Reply:
    """Return one page of the preview: a message as it will be seen, its buttons without effect."""
    page_ = page_ if page_ in PAGES else "ping"
    drawn = draw(_view(group, series, page_, viewer_id, now), _ROUND)
    turns = tuple(
        Button(
            label,
            "group.preview",
            group.id,
            name,
            Style.MAIN if name == page_ else Style.PLAIN,
            disabled=name == page_,
        )
        for name, label in PAGES.items()
    )
    shown = replace(drawn, mentions=(), rows=(*_without_effect(drawn), turns, _form(series)))
    return replace(shown, content=f"-# Only you see this. No phone rings.\n{drawn.content}"[:2000])


def form_layout(group: PeerGroup, series: Series, now: datetime) -> FormLayout:
    """Return the form as a member will see it the second time, with a commitment to tick."""
    promised = Commitment(
        "sample", group.id, 0, "Call three former clients", CommitmentState.OPEN, now
    )
    facts = FormFacts(
        group_id=group.id,
        group_name=group.name,
        channel_id=group.channel_id,
        series_id=series.id,
        series_name=series.name,
        timing=Timing.ON_TIME,
        round_id=None,
        nominal_on=now.date(),
        opens_at=now,
        closes_at=now + _LENGTH,
        questions=series.questions,
        due_on=(now + timedelta(days=7)).date(),
        commitments=(promised,) if series.questions.commitments else (),
    )
    return form.layout(facts)


def _form(series: Series) -> Row:
    return (Button("Open the form", "group.see_form", series.id),)


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


def _view(group: PeerGroup, series: Series, page_: str, viewer_id: int, now: datetime) -> View:
    closes_at = now + _LENGTH
    if page_ == "nudge":
        return NudgeView(
            round_id=_ROUND, group_name=group.name, mentions=(viewer_id,), closes_at=closes_at
        )
    if page_ == "card":
        return CardView(
            check_in_id=_ROUND,
            round_id=_ROUND,
            user_id=viewer_id,
            moved="" if series.questions.own else "Two proposals out, one signed.",
            kept=("Call three former clients",) if series.questions.commitments else (),
            next=("Write the job ad for a dispatcher",) if series.questions.commitments else (),
            hands=() if series.questions.own else ("pricing a 40-seat quote",),
            own=tuple((question, "As it went.") for question in series.questions.own),
        )
    if page_ == "summary":
        return SummaryView(
            round_id=_ROUND,
            group_name=group.name,
            series_name=series.name,
            nominal_on=now.date(),
            in_ids=(viewer_id,),
            missing=1,
            kept=3,
            made=4,
            hands=() if series.questions.own else ((viewer_id, "pricing a 40-seat quote"),),
            next_opens_at=now + timedelta(days=7),
        )
    own = series.questions.own or ("What moved? What's next?",)
    return PingView(
        round_id=_ROUND,
        group_name=group.name,
        series_name=series.name,
        nominal_on=now.date(),
        questions=own,
        named=(viewer_id,),
        closes_at=closes_at,
        to_come=5,
        away=1,
    )
