"""A group in Berlin with a weekly schedule, and its members, as these tests need them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.rounds import Questions, Report
from tests.accountability.groups.making import (
    ANN,
    BEN,
    CLOSE,
    EARLIER,
    MONDAY,
    circle,
    deliver,
    latest,
    let_in,
    weekly,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.check_ins import Submitted
    from bot.accountability.models.rounds import Commitment, Round
    from bot.accountability.models.views import CardView

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
THURSDAY = MONDAY + 3 * DAY
NEXT_CLOSE = date(2025, 12, 10)
"""The date on which the second round closes: what the first one promises is due then."""


class Club:
    """A group with a weekly schedule, run by HOST; ANN and BEN are in it."""

    def __init__(self, book: Accountability) -> None:
        self.book = book
        self.group = circle(book)
        let_in(book, self.group, ANN, BEN)
        self.series = weekly(book, self.group)

    def opens(self, week: int = 0) -> Round:
        """Open the round of a week, after closing what was open; send what is due."""
        now = MONDAY + week * WEEK
        self.closes(now)
        assert not self.book.rounds.plan_due(now)
        deliver(self.book, now + timedelta(minutes=1))
        return self.round

    def closes(self, now: datetime = CLOSE) -> None:
        """Close what is due."""
        assert not self.book.rounds.close_due(now)
        deliver(self.book, now + timedelta(minutes=1))

    @property
    def round(self) -> Round:
        """The latest round."""
        return latest(self.book, self.series)

    def asks(self, questions: Questions) -> None:
        """Let the schedule ask something else."""
        series = self.book.rows.series.get(self.series.id)
        assert series is not None
        self.book.rows.series.update(replace(series, questions=questions), series.version)

    def sends(
        self,
        *next_lines: str,
        now: datetime = MONDAY + HOUR,
        who: int = ANN,
        **report: Any,  # noqa: ANN401 - what a report holds
    ) -> Submitted:
        """Send a form that was opened empty."""
        return self.book.check_ins.submit(self.group.id, who, said(*next_lines, **report), now)

    def sends_for(self, found: Round, now: datetime, who: int = ANN) -> Submitted:
        """Send a form for a round that was chosen."""
        return self.book.check_ins.submit(self.group.id, who, said(), now, round_id=found.id)

    def promises(
        self, text: str, due_on: date | None = None, now: datetime = EARLIER
    ) -> Commitment:
        """Promise something apart from a check-in."""
        return self.book.commitments.add(self.group.id, ANN, text, due_on, now)

    def open_texts(self, who: int = ANN) -> list[str]:
        """Return what somebody has promised and is open."""
        return [each.text for each in self.book.commitments.open(self.group.id, who)]

    def found(self, commitment: Commitment) -> Commitment:
        """Return a commitment as it is now."""
        return self.book.commitments.get(commitment.id, commitment.user_id)

    def cards(self, now: datetime) -> list[CardView]:
        """Return what the cards of the latest round show once all is sent and edited."""
        deliver(self.book, now)
        deliveries = self.book.rows.deliveries.of_round(self.round.id, DeliveryKind.CARD)
        views = [self.book.dispatch.view(each.id, now)[0] for each in deliveries]
        return [view for view in views if view.kind == "card"]


def said(
    *next_lines: str,
    moved: str = "Hired two",
    **report: Any,  # noqa: ANN401 - what a report holds
) -> Report:
    """Return a report."""
    return replace(Report(moved=moved, next_lines=next_lines), **report)
