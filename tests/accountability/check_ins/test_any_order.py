"""Whatever a member does to check-ins, in whatever order, commitments stay in step with them."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.accountability.accountability import Accountability
from bot.accountability.models.rounds import CommitmentState
from bot.errors import Refusal
from tests.accountability.check_ins.making import DAY, HOUR, WEEK, Club, said
from tests.accountability.groups.making import ANN, EARLIER, MONDAY

LINES = st.lists(st.sampled_from(["Call Dana", "Send it", "Rest", "none"]), max_size=3)
TICKS = st.sets(st.integers(0, 5), max_size=3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), LINES, TICKS),
        st.tuples(st.just("edit"), LINES, TICKS),
        st.tuples(st.sampled_from(["open", "close", "remove", "restore"]), LINES, TICKS),
        st.tuples(st.sampled_from(["kept", "dropped", "again", "there and back"]), LINES, TICKS),
    ),
    max_size=12,
)


@dataclass
class Walk:
    """A member's way through some weeks."""

    club: Club
    week: int = -1
    steps: int = 0
    removed: list[str] = field(default_factory=list)

    def step(self, what: str, lines: list[str], ticks: set[int]) -> None:
        book, group_id = self.club.book, self.club.group.id
        self.steps += 1
        begin = EARLIER + DAY if self.week < 0 else MONDAY + self.week * WEEK + HOUR
        now = begin + timedelta(minutes=self.steps)
        sent = book.rows.check_ins.of_user(group_id, ANN)
        latest = sent[0].id if sent else "none"
        listed = book.check_ins.form(group_id, ANN, now).commitments
        kept_ids = tuple(one.id for number, one in enumerate(listed) if number in ticks)
        report = said(*lines, kept_ids=kept_ids)
        own = book.rows.commitments.of_user(group_id, ANN)
        some = own[min(ticks, default=0) % len(own)].id if own else "none"
        match what:
            case "send":
                book.check_ins.submit(group_id, ANN, report, now)
            case "edit":
                book.check_ins.edit(latest, ANN, report, now)
            case "open":
                self.week += 1
                self.club.opens(self.week)
            case "close":
                self.club.closes(now + 3 * DAY)
            case "remove":
                book.check_ins.remove(latest, ANN, now)
                self.removed.append(latest)
            case "restore":
                book.check_ins.restore(self.removed[-1] if self.removed else "none", ANN, now)
            case "kept":
                book.commitments.close(some, ANN, CommitmentState.KEPT, now)
            case "dropped":
                book.commitments.close(some, ANN, CommitmentState.DROPPED, now)
            case "again":
                book.commitments.reopen(some, ANN)
            case _:
                before = self.everything()
                book.check_ins.remove(latest, ANN, now)
                book.check_ins.restore(latest, ANN, now)
                assert self.everything() == before

    def everything(self) -> tuple[object, ...]:
        rows, group_id = self.club.book.rows, self.club.group.id
        own = sorted(rows.commitments.of_user(group_id, ANN), key=lambda one: one.id)
        return rows.check_ins.of_user(group_id, ANN), own

    def check(self) -> None:
        rows, group_id = self.club.book.rows, self.club.group.id
        sent = {one.id: one for one in rows.check_ins.of_user(group_id, ANN)}
        own = {one.id: one for one in rows.commitments.of_user(group_id, ANN)}
        for one in own.values():
            assert one.carried == sum(one.id in each.carried_ids for each in sent.values())
            assert (one.state is CommitmentState.OPEN) == (one.settled_at is None)
            assert one.settled_in is None or one.state is CommitmentState.KEPT
            assert one.settled_in is None or one.id not in sent[one.settled_in].carried_ids
            assert one.check_in_id is None or one.check_in_id != one.settled_in
        for each in sent.values():
            made = [own[commitment_id] for commitment_id in each.made_ids]
            assert all(one.check_in_id == each.id for one in made)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_commitments_stay_in_step(steps: list[tuple[str, list[str], set[int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = Accountability(Path(folder) / "accountability.db")
        walk = Walk(Club(book))
        walk.club.promises("Sell")
        walk.club.promises("Hire", now=EARLIER + HOUR)
        for what, lines, ticks in steps:
            with suppress(Refusal):
                walk.step(what, lines, ticks)
            walk.check()
        book.close()
