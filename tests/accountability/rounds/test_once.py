"""Whatever happens to a schedule, each nominal date is planned once at most."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.accountability.groups import Groups
from bot.accountability.models.deliveries import DeliveryKind
from bot.accountability.models.rounds import RoundState, ScheduleState
from bot.accountability.schedules import (
    Daily,
    Deadline,
    Monthly,
    Nth,
    NthWeekday,
    OnWeekdays,
    Weekday,
    Weekly,
)
from bot.errors import Refusal
from tests.accountability.rounds.making import ANN, BEN, EARLIER, HOST, Book

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from bot.accountability.models.groups import PeerGroup
    from bot.accountability.models.rounds import Round, Series

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Apia",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
    "America/Nuuk",
)
RHYTHMS = (
    Daily(),
    OnWeekdays(),
    Weekly(Weekday.MONDAY),
    Weekly(Weekday.THURSDAY, every=2),
    Monthly(NthWeekday(Nth.LAST, Weekday.SUNDAY)),
)
TIMES = (time(0), time(2, 30), time(9), time(15, 45), time(23, 29))

Act = tuple[str, object]
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.tuples(st.just("edit time"), st.sampled_from(TIMES)),
    st.tuples(st.just("edit rhythm"), st.sampled_from(RHYTHMS)),
    st.tuples(st.just("edit zone"), st.sampled_from(ZONES)),
    st.tuples(st.just("holiday"), st.integers(0, 9)),
    st.tuples(
        st.sampled_from(
            [
                "pause",
                "resume",
                "remove",
                "restore",
                "carry_on",
                "answer",
                "early",
                "close",
                "pause_group",
                "resume_group",
                "nothing",
            ]
        ),
        st.none(),
    ),
)
PAUSES = st.one_of(
    st.just(timedelta()),
    st.integers(1, 90).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(1, 72).map(lambda hours: timedelta(hours=hours)),
    st.integers(1, 45).map(lambda days: timedelta(days=days)),
)


class Life:
    """One schedule, and what is done to it; what must hold is looked at after each step."""

    def __init__(self, book: Book, zone: str) -> None:
        self.book = book
        self.groups = Groups(book.rows, book.outgoing, book.notices)
        self.group: PeerGroup = book.circle(ANN, BEN, zone=zone)
        self.series: Series = book.timetable.add(
            self.group.id,
            "Check-in",
            Daily(),
            date(2025, 11, 27),
            time(9),
            Deadline(0, time(23, 59)),
            None,
            None,
            HOST,
            EARLIER,
        )
        self.seen: dict[date, Round] = {}

    def do(self, act: Act, now: datetime) -> None:
        """Do something to the schedule; it may be refused."""
        what, how = act
        series_id = self.series.id
        timetable = self.book.timetable
        steps: dict[str, Callable[[], object]] = {
            "edit time": lambda: self._edit(now, wall_time=how, close=_close(how)),
            "edit rhythm": lambda: self._edit(now, rhythm=how),
            "edit zone": lambda: self.groups.edit(
                self.group.id, zone=str(how), actor=HOST, now=now
            ),
            "holiday": lambda: self.book.holiday(
                self.group, now.date() + timedelta(days=int(str(how)))
            ),
            "pause": lambda: timetable.pause(series_id, HOST, now),
            "resume": lambda: timetable.resume(series_id, HOST, now),
            "remove": lambda: timetable.remove(series_id, HOST, now),
            "restore": lambda: timetable.restore(series_id, HOST, now),
            "carry_on": lambda: timetable.carry_on(series_id, HOST, now),
            "pause_group": lambda: self.groups.pause(self.group.id, HOST, now),
            "resume_group": lambda: self.groups.resume(self.group.id, HOST, now),
            "answer": lambda: self._answer(now),
            "early": lambda: self._answer_early(now),
            "close": lambda: self._close(now),
            "nothing": lambda: None,
        }
        with suppress(Refusal):
            steps[what]()

    def tick(self, now: datetime) -> None:
        """Do what the loop does, twice: the second time there is nothing left."""
        self.book.tick(now)
        before = self._state()
        self.book.tick(now)
        assert self._state() == before

    def check(self, now: datetime) -> None:
        """Look at what must hold at any time."""
        rounds = {each.nominal_on: each for each in self._state()}
        latest = max(self.seen, default=date.min)
        assert all(on > latest for on in rounds.keys() - self.seen.keys())
        for on, earlier in self.seen.items():
            kept = rounds[on]
            assert (kept.id, kept.opens_at, kept.close_at) == (
                earlier.id,
                earlier.opens_at,
                earlier.close_at,
            )
        self.seen = rounds
        opened = [each for each in rounds.values() if each.state in {_OPEN, _CLOSED}]
        instants = [each.opens_at for each in sorted(opened, key=lambda each: each.nominal_on)]
        assert instants == sorted(instants)
        assert all(at <= now for at in instants)
        assert sum(not each.superseded for each in opened) <= 1
        for each in opened:
            kinds = Counter(self.book.kinds(each))
            assert kinds[DeliveryKind.PING] == 1
            assert kinds[DeliveryKind.SUMMARY] == (each.state is _CLOSED)
        self._check_next(now)

    def _check_next(self, now: datetime) -> None:
        series = self.book.series(self.series)
        group = self.groups.get(self.group.guild_id, self.group.id)
        if series.state is ScheduleState.ACTIVE and group.paused_at is None:
            assert series.next_at is not None
            assert series.next_at > now
        if series.state is ScheduleState.PAUSED:
            assert series.next_at is None

    def _state(self) -> list[Round]:
        return self.book.rows.rounds.of_series(self.series.id, 10_000)

    def _edit(self, now: datetime, **changes: object) -> None:
        version = self.book.series(self.series).version
        self.book.timetable.edit(self.series.id, version, HOST, now, **changes)  # type: ignore[arg-type]  # drawn together with its name

    def _answer(self, now: datetime) -> None:
        for found in self.book.rows.rounds.accepting_of_series(self.series.id):
            if self.book.rows.check_ins.mine(found.id, ANN) is None:
                self.book.answer(self.series, found, ANN, now, late=found.state is _CLOSED)

    def _answer_early(self, now: datetime) -> None:
        if self.book.rows.check_ins.early(self.series.id, BEN) is None:
            self.book.answer(self.series, None, BEN, now)

    def _close(self, now: datetime) -> None:
        for found in self.book.rounds.open_of(self.group.id):
            self.book.closing.close(found.id, now)


_OPEN, _CLOSED = RoundState.OPEN, RoundState.CLOSED


def _close(wall_time: object) -> Deadline:
    opens = wall_time if isinstance(wall_time, time) else time()
    return Deadline(0, time(23, 59)) if opens < time(23) else Deadline(1, time(12))


def test_whatever_happens_no_date_is_planned_twice(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    book = Book(tmp_path_factory.mktemp("lives") / "accountability.db")

    @given(
        zone=st.sampled_from(ZONES),
        acts=st.lists(st.tuples(PAUSES, ACTS, st.booleans()), min_size=3, max_size=15),
    )
    @settings(max_examples=40, deadline=None)
    def lives(zone: str, acts: list[tuple[timedelta, Act, bool]]) -> None:
        life = Life(book, zone)
        now = EARLIER
        try:
            for pause, act, ticks_first in acts:
                now += pause
                if ticks_first:
                    life.tick(now)
                life.do(act, now)
                life.tick(now)
                life.check(now)
        finally:
            book.rows.groups.delete(life.group.id)

    lives()
    book.file.close()
