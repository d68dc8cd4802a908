"""45 days in the life of a group, with everything that can go wrong, from one seed."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

from bot.accountability.accountability import Accountability
from bot.accountability.models.groups import GroupKind, Part, Pings
from bot.accountability.models.rounds import PingStyle, Report, RoundState
from bot.accountability.quiet_hours import QuietHours
from bot.accountability.schedules import (
    WORKDAYS,
    Daily,
    Monthly,
    Nth,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Weekday,
    Weekly,
    deadlines_for,
    first_date,
    occurrences_between,
    round_times,
    window_of,
)
from bot.accountability.schedules.rhythms import DayOfMonth
from bot.errors import Refusal
from tests.simulation.pretend_discord import LIKELY, Mishap, PretendDiscord
from tests.simulation.program import Program
from tests.simulation.sim_clock import SimClock

if TYPE_CHECKING:
    from pathlib import Path

    from bot.accountability.models.rounds import Series
    from bot.accountability.schedules import Occurrence

DAYS = 45
ZONES = (
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Pacific/Auckland",
)
GUILD, CHANNEL, ADMIN = 10, 20, 99
_ENOUGH = timedelta(minutes=12)
"""For so long the program must have worked for an opening to be expected of it."""
_RISK = 0.0004
_OFTEN = 0.15
"""How many of the groups meet daily: most of the time would go into them otherwise."""


@dataclass
class Outcome:
    """What came of it: nothing may stand in the first three."""

    seed: int
    doubled: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    rounds: int = 0
    messages: int = 0
    kills: int = 0
    missed: int = 0

    @property
    def good(self) -> bool:
        """Whether all is as it should be."""
        return not (self.doubled or self.lost or self.wrong)


class Life:
    """A group of six people in six zones, two schedules, and a bot that is killed and misled.

    Args:
        seed: Decides on everything.
        folder: For the file.
        days: For how long.
        likely: How likely each mishap is; a little of each if not given.
    """

    def __init__(
        self,
        seed: int,
        folder: Path,
        days: int = DAYS,
        likely: dict[Mishap, float] | None = None,
    ) -> None:
        self._rng = Random(seed)  # noqa: S311 - seeded, reproducible; nothing secret
        day = self._rng.randrange(365)
        self._start = datetime(2026, 1, 1, 6, 30, tzinfo=UTC) + timedelta(days=day)
        self._end = self._start + timedelta(days=days)
        self._path = folder / f"{seed}.db"
        self._clock = SimClock(self._start)
        self._discord = PretendDiscord(self._rng, self._clock, dict(likely or LIKELY))
        self._outcome = Outcome(seed)
        self._worked: list[tuple[datetime, datetime]] = []
        self._off_until: datetime | None = None
        self._group_id = ""
        self._people = list(range(1, 7))

    async def live(self) -> Outcome:
        """Live it, and look back; the same seed lives the same life."""
        with patch.object(secrets, "token_urlsafe", self._token):
            return await self._live()

    def _token(self, _size: int = 9) -> str:
        return f"{self._rng.getrandbits(72):018x}"[:12]

    async def _live(self) -> Outcome:
        self._set_up()
        program = self._begin()
        while self._clock.real() < self._end:
            await program.settle()
            if self._discord.killed:
                program = await self._again(program)
                continue
            until = self._next_time()
            if program.works and self._discord.serves(GUILD) and not self._clock.error:
                self._worked.append((self._clock.real(), until))
            self._clock.move_to(until)
            await self._something_happens(program)
        await program.end()
        book = Accountability(self._path)
        self._look_back(book)
        book.close()
        return self._outcome

    # -- what happens

    def _begin(self) -> Program:
        return Program(self._path, self._discord, self._clock, self._rng, _RISK)

    async def _again(self, program: Program) -> Program:
        """Start anew: mostly at once, sometimes after hours."""
        self._outcome.kills += 1
        await program.end()
        down = timedelta(seconds=2)
        if self._rng.random() < 0.3:
            down = timedelta(seconds=10 ** self._rng.uniform(0.3, 5.03))  # up to 30 hours
        await self._let_pass(down)
        return self._begin()

    async def _let_pass(self, span: timedelta) -> None:
        self._clock.move_to(self._clock.real() + span)

    def _next_time(self) -> datetime:
        waking = self._clock.next_waking()
        soon = self._clock.real() + timedelta(minutes=self._rng.choice((30, 240, 700, 1500)))
        return min(waking or soon, soon)

    async def _something_happens(self, program: Program) -> None:
        drawn = self._rng.random()
        book = program.books.book
        if drawn < 0.004:
            self._discord.killed = True  # a power cut, somebody's kill -9
        elif drawn < 0.007:
            minutes = self._rng.choice((3, 40, 300))
            self._discord.outage_until = self._clock.real() + timedelta(minutes=minutes)
        elif drawn < 0.010:
            hours = self._rng.choice((-1.0, 24.0, -0.2, 3.0, -200_000.0))
            self._clock.error = timedelta(hours=hours)
        elif drawn < 0.10:
            self._clock.error = timedelta()
        elif drawn < 0.30 and program.works:
            self._somebody_acts(book)
        if program.works:
            self._the_faithful_one_answers(book)

    def _somebody_acts(self, book: Accountability) -> None:
        user, now = self._rng.choice(self._people[1:]), self._clock.now()
        try:
            match self._rng.randrange(5):
                case 0:
                    today = now.date()
                    days = timedelta(days=self._rng.randrange(1, 9))
                    book.absences.away(self._group_id, user, today, today + days, now)
                case 1:
                    book.absences.back(self._group_id, user, now)
                case 2:
                    book.absences.skip(self._group_id, user, None, now)
                case _:
                    book.check_ins.submit(self._group_id, user, _report(self._rng), now)
        except Refusal:
            pass  # nothing is open, already away: as it happens

    def _the_faithful_one_answers(self, book: Accountability) -> None:
        """Let one answer every round, so that silence pauses nothing."""
        for found in book.rounds.open_of(self._group_id):
            if book.rows.check_ins.mine(found.id, 1) is None and self._rng.random() < 0.5:
                book.check_ins.submit(
                    self._group_id, 1, _report(self._rng), self._clock.now(), round_id=found.id
                )

    # -- looking back

    def _look_back(self, book: Accountability) -> None:
        self._outcome.messages = len(self._discord.posted)
        self._look_for_doubles(book)
        for series in book.rows.series.of_group(self._group_id):
            self._look_for_losses(book, series)

    def _look_for_doubles(self, book: Accountability) -> None:
        marks = Counter(mark for one in self._discord.posted for mark in one.marks)
        for mark, times in marks.items():
            if mark and times > 1:
                delivery = book.rows.deliveries.get(mark)
                kind = delivery.kind if delivery else "?"
                self._outcome.doubled.append(f"{kind} {mark} × {times}")
        self._look_at_mentions(book)

    def _look_at_mentions(self, book: Accountability) -> None:
        """Nobody is mentioned in one round twice by openings, or twice by nudges."""
        mentioned: Counter[tuple[str, str, int]] = Counter()
        for one in self._discord.posted:
            delivery = next(
                (found for mark in one.marks if (found := book.rows.deliveries.get(mark))), None
            )
            if delivery is None or delivery.round_id is None:
                continue
            way = "nudge" if "nudge" in delivery.kind else "opening"
            for user in one.mentions:
                mentioned[delivery.round_id, way, user] += 1
        self._outcome.wrong += [
            f"{user} was mentioned {times} times by the {way} of {round_id}"
            for (round_id, way, user), times in mentioned.items()
            if times > 1
        ]

    def _look_for_losses(self, book: Accountability, series: Series) -> None:
        posted = {mark for one in self._discord.posted for mark in one.marks}
        runs = list(occurrences_between(series.schedule, self._start, self._end))
        for run, after in pairwise([*runs, None]):
            if run is None:
                continue
            found = book.rows.rounds.of_group(self._group_id, run.nominal_on, run.nominal_on)
            mine = [each for each in found if each.series_id == series.id]
            opened = [each for each in mine if each.state in _OPENED]
            self._outcome.missed += any(each.state is RoundState.MISSED for each in mine)
            self._outcome.rounds += len(opened)
            ping = [
                delivery
                for each in opened
                for delivery in book.rows.deliveries.of_round(each.id)
                if delivery.kind == "ping" and delivery.id in posted
            ]
            if not ping and self._was_possible(series, run, after):
                state = mine[0].state if mine else "nothing"
                self._outcome.lost.append(f"{series.name} {run.nominal_on}: {state}")

    def _was_possible(self, series: Series, run: Occurrence, after: Occurrence | None) -> bool:
        """Tell whether the program worked long enough, and soon enough, to open a round."""
        times = round_times(series.schedule, run)
        until = min(run.opens_at + window_of(series.schedule.rhythm), times.close_at - _HALF_OPEN)
        if after is not None:
            until = min(until, after.opens_at - _HALF_OPEN)
        if until + _ENOUGH > self._end:
            return False
        stretch = timedelta()
        end: datetime | None = None
        for worked_from, worked_until in self._worked:
            begin, stop = max(worked_from, run.opens_at), min(worked_until, until)
            if stop <= begin:
                continue
            stretch = stretch + (stop - begin) if begin == end else stop - begin
            end = stop
            if stretch >= _ENOUGH:
                return True
        return False

    def _set_up(self) -> None:
        """Create the group on a quiet machine."""
        book = Accountability(self._path)
        now, rng = self._clock.now(), self._rng
        zone = rng.choice(ZONES)
        group = book.groups.create(GUILD, CHANNEL, "Circle", zone, GroupKind.OWNERS, ADMIN, now)
        self._group_id = group.id
        book.members.invite(group.id, self._people, Part.REQUIRED, ADMIN, now)
        for user, own_zone in zip(self._people, ZONES, strict=True):
            book.members.join(group.id, user, now)
            book.people.set_zone(GUILD, user, own_zone)
        book.people.set_pings(GUILD, 2, Pings.DM)
        book.people.set_pings(GUILD, 3, Pings.NONE)
        book.people.set_quiet(GUILD, 4, QuietHours(time(0), time(0)))
        self._discord.closed_dms |= {2} if rng.random() < 0.5 else set()
        often = (Daily(), OnWeekdays(WORKDAYS)) if rng.random() < _OFTEN else ()
        seldom = (
            Weekly(Weekday.MONDAY),
            Weekly(Weekday.THURSDAY, 2),
            Monthly(DayOfMonth(31)),
            Quarterly(NthWeekday(Nth.FIRST, Weekday.MONDAY)),
        )
        first = rng.choice(often or seldom)
        second = rng.choice(seldom)
        styles = (PingStyle.SILENT if often else PingStyle.MENTION, PingStyle.MENTION)
        for name, rhythm, style in zip(("first", "second"), (first, second), styles, strict=True):
            wall_time = time(rng.choice((0, 2, 9, 23)), 30)
            nudge, close = deadlines_for(rhythm, wall_time)
            starts_on = first_date(rhythm, self._start.date()) or self._start.date()
            book.timetable.add(
                group.id, name, rhythm, starts_on, wall_time, close, nudge, style, ADMIN, now
            )
        book.close()


_OPENED = frozenset({RoundState.OPEN, RoundState.CLOSED})
_HALF_OPEN = timedelta(minutes=50)


def _report(rng: Random) -> Report:
    lines = ("call the bank", "hire a dispatcher", "raise prices", "write the runbook")
    return Report(moved="Some.", next_lines=(rng.choice(lines),), hand_lines=())
