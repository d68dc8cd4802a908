"""Schedules for tests, and the strategies that make any."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from bot.accountability.schedules import (
    Daily,
    DayOfMonth,
    Deadline,
    Monthly,
    Nth,
    NthWeekday,
    OnWeekdays,
    Quarterly,
    Rhythm,
    Schedule,
    Weekday,
    Weekly,
)

BERLIN = "Europe/Berlin"
MONDAYS = Weekly(Weekday.MONDAY)
NINE = time(9)
KEY = "s4mpl3"

ODD_ZONES = (
    BERLIN,
    "America/New_York",
    "America/Nuuk",
    "Pacific/Apia",
    "Pacific/Fakaofo",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Tehran",
    "Asia/Kolkata",
    "America/Havana",
    "Antarctica/Troll",
    "Pacific/Kiritimati",
    "UTC",
)


def at(text: str) -> datetime:
    """Return an instant, in UTC: `at("2025-12-01 08:00")`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def schedule(
    rhythm: Rhythm = MONDAYS,
    wall_time: time = NINE,
    zone: str = BERLIN,
    *,
    starts_on: date = date(2025, 12, 1),
    close: Deadline | None = None,
    nudge: Deadline | None = None,
) -> Schedule:
    """Return a schedule; it stays open for an hour unless a close is given."""
    if close is None:
        later = datetime.combine(starts_on, wall_time) + timedelta(hours=1)
        close = Deadline((later.date() - starts_on).days, later.time())
    return Schedule(KEY, rhythm, starts_on, wall_time, zone, close, nudge)


def weekly() -> Schedule:
    """Return the default: Monday 09:00, nudge Tuesday 09:00, close Wednesday 12:00."""
    return schedule(close=Deadline(2, time(12)), nudge=Deadline(1, NINE))


_weekdays = st.sampled_from(list(Weekday))
_ons = st.one_of(
    st.builds(DayOfMonth, st.integers(1, 31)),
    st.builds(NthWeekday, st.sampled_from(list(Nth)), _weekdays),
)
rhythms = st.one_of(
    st.builds(Daily),
    st.builds(OnWeekdays, st.frozensets(_weekdays, min_size=1)),
    st.builds(Weekly, _weekdays, st.integers(1, 52)),
    st.builds(Monthly, _ons),
    st.builds(Quarterly, _ons),
)
wall_times = st.times().map(lambda found: found.replace(second=0, microsecond=0, fold=0))
dates = st.dates(date(2005, 1, 1), date(2045, 12, 31))
instants = st.datetimes(datetime(2005, 1, 1), datetime(2045, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis takes plain bounds
schedules = st.builds(schedule, rhythms, wall_times, st.sampled_from(ODD_ZONES), starts_on=dates)
