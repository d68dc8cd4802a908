"""Schedules: from a rhythm to the instants at which rounds open, nudge and close.

Make a `Schedule` (`defaults_for` proposes one, `first_date` its anchor), read it back with
`schedule_words`, show its `next_runs`, and store it as plain fields (`to_record`) with a `Cursor`
from then on. Whenever `Planned.next_at` has come, `catch_up` says what to open. It knows nothing of
groups and members: who is mentioned, who is away and what a holiday is are decided elsewhere.
"""

from bot.accountability.schedules.dates import first_date
from bot.accountability.schedules.deadlines import round_times
from bot.accountability.schedules.defaults import (
    Defaults,
    Kind,
    deadlines_for,
    defaults_for,
    kind_of,
    thread_on,
)
from bot.accountability.schedules.models import Deadline, Occurrence, RoundTimes, Schedule
from bot.accountability.schedules.occurrences import (
    ClockChange,
    Run,
    next_runs,
    occurrences_between,
)
from bot.accountability.schedules.planning import (
    Cursor,
    Opening,
    Planned,
    catch_up,
    jitter_of,
    window_of,
)
from bot.accountability.schedules.records import from_record, to_record
from bot.accountability.schedules.rhythms import (
    WORKDAYS,
    Daily,
    DayOfMonth,
    Monthly,
    Nth,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Rhythm,
    Weekday,
    Weekly,
)
from bot.accountability.schedules.words import (
    change_words,
    deadline_words,
    duration_words,
    rhythm_words,
    schedule_words,
    zone_words,
)

__all__ = [
    "WORKDAYS",
    "ClockChange",
    "Cursor",
    "Daily",
    "DayOfMonth",
    "Deadline",
    "Defaults",
    "Kind",
    "Monthly",
    "Nth",
    "NthWeekday",
    "Occurrence",
    "OnWeekdays",
    "Opening",
    "Planned",
    "Quarterly",
    "Rhythm",
    "RoundTimes",
    "Run",
    "Schedule",
    "Weekday",
    "Weekly",
    "catch_up",
    "change_words",
    "deadline_words",
    "deadlines_for",
    "defaults_for",
    "duration_words",
    "first_date",
    "from_record",
    "jitter_of",
    "kind_of",
    "next_runs",
    "occurrences_between",
    "rhythm_words",
    "round_times",
    "schedule_words",
    "thread_on",
    "to_record",
    "window_of",
    "zone_words",
]
