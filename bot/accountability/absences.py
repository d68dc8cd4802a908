"""Absences: away from date to date, one check-in skipped, excused by those who run the group.

None of it is a miss, none needs a reason or notice, and each is undone by a press. Dates are those
of the group's calendar, both ends included.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.calendar_days import check_days, today_of
from bot.accountability.errors import InvalidDates
from bot.accountability.excuses import Excuses
from bot.accountability.expecting import OpenRounds
from bot.accountability.lookups import joined_member, known_group, running_group
from bot.accountability.models.groups import Absence, Part
from bot.accountability.models.rounds import Expectation
from bot.accountability.skips import Skipped, Skips
from bot.accountability.store.columns import new_id
from bot.accountability.typed import date_words
from bot.errors import Gone

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.accountability.dispatch import Outgoing
    from bot.accountability.models.rounds import Round
    from bot.accountability.store.rows import Rows

_DAY = timedelta(days=1)


class Absences:
    """When members are not expected.

    Args:
        rows: The rows of the file.
        outgoing: Where the messages of rounds are brought up to date.
    """

    def __init__(self, rows: Rows, outgoing: Outgoing) -> None:
        self._rows = rows
        self._open_rounds = OpenRounds(rows, outgoing)
        self._skips = Skips(rows, self._open_rounds)
        self._excuses = Excuses(rows, self._open_rounds)

    def away(
        self, group_id: str, user_id: int, from_on: date, until_on: date, now: datetime
    ) -> Absence:
        """Expect nothing of a member on these days, nor in a round that is open today.

        A first day that is over counts as today. What the member said before stays: the last day
        is the one to which all of it leads without a gap.

        Raises:
            InvalidDates: The days are in the wrong order, over, too many or too far off; or the
                member is away for longer already, which `back` ends.
        """
        with self._rows.transaction():
            group = running_group(self._rows, group_id)
            joined_member(self._rows, group_id, user_id)
            today = today_of(group, now)
            check_days(from_on, until_on, today)
            from_on, until = max(from_on, today), until_on
            for known in self._ahead(group_id, user_id, today):
                if known.from_on <= from_on and known.until_on >= until_on:
                    if known.until_on == until_on:
                        return known
                    raise InvalidDates(
                        f"You're away through {date_words(known.until_on, today)} already. To come"
                        " back sooner, use /checkin back."
                    )
                if from_on <= known.from_on <= until + _DAY:
                    until = max(until, known.until_on)
            absence = Absence(new_id(), group_id, user_id, from_on, until)
            self._rows.absences.add(absence)
            if from_on == today:
                self._open_rounds.relieve(
                    group_id,
                    user_id,
                    Expectation.AWAY,
                    of={Expectation.EXPECTED, Expectation.WELCOME},
                )
        return absence

    def back(self, group_id: str, user_id: int, now: datetime) -> tuple[Absence, ...]:
        """Expect a member again from the next round on; the open ones welcome them.

        Returns:
            What ended, as it was, so that `away` can bring it back: what is running, or else what
            was to come; nothing if they were not away.
        """
        with self._rows.transaction():
            today = today_of(running_group(self._rows, group_id), now)
            joined_member(self._rows, group_id, user_id)
            ahead = self._ahead(group_id, user_id, today)
            ended = [known for known in ahead if known.from_on <= today] or ahead
            for known in ended:
                if known.from_on < today:
                    self._rows.absences.update(replace(known, until_on=today - _DAY))
                else:
                    self._rows.absences.delete(known.id)
            self._open_rounds.relieve(group_id, user_id, Expectation.WELCOME, of={Expectation.AWAY})
        return tuple(ended)

    def current(self, group_id: str, user_id: int, now: datetime) -> Absence | None:
        """Return the absence that is running, up to the last day to which it leads."""
        today = today_of(known_group(self._rows, group_id), now)
        running: Absence | None = None
        for known in self._ahead(group_id, user_id, today):
            if running is None:
                running = known if known.from_on <= today else None
            elif known.from_on <= running.until_on + _DAY:
                running = replace(running, until_on=max(running.until_on, known.until_on))
        return running

    def ahead(self, group_id: str, user_id: int, now: datetime) -> list[Absence]:
        """Return when a member is away, today and later, earliest first; not what they skip."""
        today = today_of(known_group(self._rows, group_id), now)
        return self._ahead(group_id, user_id, today)

    def undo(self, absence_id: str, user_id: int, now: datetime) -> Absence:
        """Take an absence back, or a skip, as if it had never been; return it.

        Raises:
            Gone: It has been taken back, is over, or is somebody else's.
        """
        with self._rows.transaction():
            absence = self._rows.absences.get(absence_id)
            if absence is None or absence.user_id != user_id:
                raise Gone("That has been undone already.")
            today = today_of(running_group(self._rows, absence.group_id), now)
            rounds = [
                found
                for found in self._rows.rounds.open_of_group(absence.group_id)
                if _reaches(absence, found, today)
            ]
            if absence.until_on < today and not rounds:
                raise Gone("That check-in is over, so there's nothing left to undo.")
            self._rows.absences.delete(absence_id)
            for found in rounds:
                self._expect_again(absence, found, today)
        return absence

    def skip(self, group_id: str, user_id: int, series_id: str | None, now: datetime) -> Skipped:
        """Skip an open round that the member has not answered, else the next one to come.

        Args:
            group_id: The group.
            user_id: Who skips.
            series_id: Of which schedule; None for whichever closes, or else opens, the soonest.
            now: The instant.

        Raises:
            Refusal: There is none to skip.
        """
        with self._rows.transaction():
            return self._skips.skip(group_id, user_id, series_id, now)

    def skip_round(self, round_id: str, user_id: int) -> Skipped:
        """Skip one round.

        Raises:
            Refusal: It has closed, or the member has answered, or is not expected anyway.
        """
        with self._rows.transaction():
            return self._skips.skip_round(round_id, user_id)

    def excuse(self, group_id: str, user_id: int, actor: int, now: datetime) -> tuple[Round, ...]:
        """Excuse a member in the open rounds, and the latest closed ones; return where.

        Raises:
            Refusal: They are missing nowhere.
        """
        with self._rows.transaction():
            return self._excuses.excuse(group_id, user_id, actor, now)

    def unexcuse(self, group_id: str, user_id: int, actor: int, now: datetime) -> tuple[Round, ...]:
        """Take that back, and return where."""
        with self._rows.transaction():
            return self._excuses.unexcuse(group_id, user_id, actor, now)

    def _ahead(self, group_id: str, user_id: int, today: date) -> list[Absence]:
        return [
            known
            for known in self._rows.absences.of_member(group_id, user_id)
            if known.schedule_id is None and known.until_on >= today
        ]

    def _expect_again(self, absence: Absence, found: Round, today: date) -> None:
        group_id, user_id = absence.group_id, absence.user_id
        now_expected = self._open_rounds.expected(found.id, user_id)
        was = Expectation.SKIPPED if absence.schedule_id else Expectation.AWAY
        if now_expected is not was or self._open_rounds.answered(found.id, user_id):
            return
        others = self._rows.absences.of_member(group_id, user_id)
        if any(_reaches(other, found, today) for other in others):
            return
        member = joined_member(self._rows, group_id, user_id)
        in_time = member.joined_at is not None and member.joined_at <= found.opens_at
        expected = in_time and member.part is Part.REQUIRED
        self._open_rounds.expect(
            found, user_id, Expectation.EXPECTED if expected else Expectation.WELCOME
        )


def _reaches(absence: Absence, found: Round, today: date) -> bool:
    """Tell whether somebody with that absence is not expected in a round that is open today."""
    if absence.schedule_id not in {None, found.series_id}:
        return False
    days = {found.nominal_on} if absence.schedule_id else {found.nominal_on, today}
    return any(absence.from_on <= day <= absence.until_on for day in days)
