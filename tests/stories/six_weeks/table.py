"""The table of the six weeks: each message, when, where, and whose phone rings.

It was written by hand from the rules, on the group's clock: Berlin, an hour ahead of UTC until
30 March and two from then on. Members' quiet hours end at 07:00 on their own clocks: in New York
that is 13:00 in Berlin, and 12:00 from 9 to 30 March.
"""

from __future__ import annotations

from itertools import pairwise

CHANNEL = "#owners-circle"
STAND_UPS = (
    *("Mon 24 Mar", "Tue 25 Mar", "Wed 26 Mar", "Thu 27 Mar", "Fri 28 Mar"),
    *("Mon 31 Mar", "Tue 1 Apr", "Wed 2 Apr"),
    # Paused from Wednesday evening to Monday noon; Friday and Monday after are Easter.
    *("Tue 8 Apr", "Wed 9 Apr", "Thu 10 Apr"),
    "Tue 15 Apr",
)
_FIRST_OF_THEIR_WEEK = {
    "Mon 24 Mar": "24 Mar",
    "Mon 31 Mar": "31 Mar",
    "Tue 8 Apr": "7 Apr",
    "Tue 15 Apr": "14 Apr",
}

_WEEKLY = f"""
Mon 3 Mar 10:00 | DM to Cleo | test of DMs rings Cleo
Mon 3 Mar 11:00 | {CHANNEL} | opening of Weekly rings Bo, Dora, Emil
Mon 3 Mar 13:00 | Check-in · 3 Mar | naming rings Ann
Mon 3 Mar 13:00 | Check-in · 3 Mar | card of Emil
Mon 3 Mar 15:00 | Check-in · 3 Mar | card of Ann
Mon 3 Mar 21:00 | DM to Cleo | opening by DM rings Cleo
Tue 4 Mar 08:00 | Check-in · 3 Mar | card of Cleo
Tue 4 Mar 09:00 | Check-in · 3 Mar | nudge rings Bo, Dora
Wed 5 Mar 12:00 | {CHANNEL} | summary of Weekly
Wed 5 Mar 18:00 | Check-in · 3 Mar | card of Bo
Mon 10 Mar 11:00 | {CHANNEL} | opening of Weekly rings Bo, Dora, Emil
Mon 10 Mar 14:00 | Check-in · 10 Mar | card of Emil
Mon 10 Mar 21:00 | Check-in · 10 Mar | naming
Tue 11 Mar 09:00 | Check-in · 10 Mar | nudge rings Bo, Dora
Tue 11 Mar 17:00 | {CHANNEL} | invitation rings Fay
Wed 12 Mar 12:00 | {CHANNEL} | summary of Weekly
Wed 12 Mar 13:00 | Check-in · 10 Mar | card of Bo
Mon 17 Mar 11:00 | {CHANNEL} | opening of Weekly rings Bo, Dora, Emil
Mon 17 Mar 12:00 | Check-in · 17 Mar | naming rings Fay
Mon 17 Mar 13:00 | Check-in · 17 Mar | card of Fay
Mon 17 Mar 22:00 | Check-in · 17 Mar | card of Cleo
Tue 18 Mar 09:00 | Check-in · 17 Mar | nudge rings Bo, Dora, Emil
Wed 19 Mar 12:00 | {CHANNEL} | summary of Weekly
Wed 19 Mar 16:00 | Check-in · 17 Mar | card of Bo
Mon 24 Mar 10:00 | {CHANNEL} | opening of Weekly rings Bo
Mon 24 Mar 12:00 | Weekly · 24 Mar | naming rings Ann, Fay
Mon 24 Mar 14:00 | Weekly · 24 Mar | card of Ann
Mon 24 Mar 14:00 | Weekly · 24 Mar | card of Fay
Tue 25 Mar 09:00 | Weekly · 24 Mar | nudge rings Bo
Wed 26 Mar 12:00 | {CHANNEL} | summary of Weekly
Wed 26 Mar 20:00 | Weekly · 24 Mar | card of Bo
Mon 31 Mar 10:00 | {CHANNEL} | opening of Weekly rings Bo
Mon 31 Mar 13:00 | Weekly · 31 Mar | naming rings Ann, Fay
Mon 31 Mar 14:00 | Weekly · 31 Mar | card of Fay
Tue 1 Apr 09:00 | Weekly · 31 Mar | nudge rings Bo
Tue 1 Apr 13:00 | Weekly · 31 Mar | nudge rings Ann
Wed 2 Apr 12:00 | {CHANNEL} | summary of Weekly
Wed 2 Apr 20:00 | Weekly · 31 Mar | card of Bo
"""
_QUARTERLY = f"""
Tue 1 Apr 17:00 | {CHANNEL} | opening of Numbers rings Ann, Bo, Fay
Thu 3 Apr 15:00 | Numbers · 1 Apr | card of Ann
Tue 8 Apr 12:00 | {CHANNEL} | summary of Numbers
"""
_EDITS = f"""
Mon 3 Mar 13:00 | {CHANNEL} | opening of Weekly
Mon 3 Mar 15:00 | {CHANNEL} | opening of Weekly
Tue 4 Mar 08:00 | {CHANNEL} | opening of Weekly
Wed 5 Mar 12:00 | {CHANNEL} | opening of Weekly
Wed 5 Mar 18:00 | {CHANNEL} | opening of Weekly
Wed 5 Mar 18:00 | {CHANNEL} | summary of Weekly
Mon 10 Mar 11:00 | {CHANNEL} | opening of Weekly
Mon 10 Mar 11:00 | {CHANNEL} | summary of Weekly
Mon 10 Mar 14:00 | {CHANNEL} | opening of Weekly
Tue 11 Mar 17:01 | {CHANNEL} | invitation
Tue 11 Mar 17:01 | {CHANNEL} | opening of Weekly
Wed 12 Mar 12:00 | {CHANNEL} | opening of Weekly
Wed 12 Mar 13:00 | {CHANNEL} | opening of Weekly
Wed 12 Mar 13:00 | {CHANNEL} | summary of Weekly
Mon 17 Mar 11:00 | {CHANNEL} | opening of Weekly
Mon 17 Mar 11:00 | {CHANNEL} | summary of Weekly
Mon 17 Mar 13:00 | {CHANNEL} | opening of Weekly
Mon 17 Mar 22:00 | {CHANNEL} | opening of Weekly
Wed 19 Mar 12:00 | {CHANNEL} | opening of Weekly
Wed 19 Mar 16:00 | {CHANNEL} | opening of Weekly
Wed 19 Mar 16:00 | {CHANNEL} | summary of Weekly
Thu 20 Mar 10:00 | {CHANNEL} | invitation
Thu 20 Mar 10:00 | {CHANNEL} | opening of Weekly
Thu 20 Mar 10:00 | {CHANNEL} | summary of Weekly
Sun 23 Mar 18:00 | {CHANNEL} | invitation
Mon 24 Mar 10:00 | {CHANNEL} | opening of Weekly
Mon 24 Mar 10:00 | {CHANNEL} | summary of Weekly
Mon 24 Mar 14:00 | {CHANNEL} | opening of Weekly
Wed 26 Mar 12:00 | {CHANNEL} | opening of Weekly
Wed 26 Mar 20:00 | {CHANNEL} | opening of Weekly
Wed 26 Mar 20:00 | {CHANNEL} | summary of Weekly
Mon 31 Mar 10:00 | {CHANNEL} | opening of Weekly
Mon 31 Mar 10:00 | {CHANNEL} | summary of Weekly
Mon 31 Mar 14:00 | {CHANNEL} | opening of Weekly
Tue 1 Apr 12:00 | {CHANNEL} | invitation
Wed 2 Apr 12:00 | {CHANNEL} | opening of Weekly
Wed 2 Apr 20:00 | {CHANNEL} | opening of Weekly
Wed 2 Apr 20:00 | {CHANNEL} | summary of Weekly
Wed 2 Apr 21:00 | {CHANNEL} | invitation
Wed 2 Apr 21:00 | {CHANNEL} | summary of Weekly
Wed 2 Apr 21:00 | Stand-up · week of 31 Mar | summary of Stand-up
Thu 3 Apr 15:00 | {CHANNEL} | opening of Numbers
Mon 7 Apr 12:00 | {CHANNEL} | invitation
Mon 7 Apr 12:00 | {CHANNEL} | summary of Weekly
Mon 7 Apr 12:00 | Stand-up · week of 31 Mar | summary of Stand-up
Tue 8 Apr 12:00 | {CHANNEL} | opening of Numbers
"""


def written() -> set[str]:
    """Return a line for each message."""
    lines = {*_lines(_WEEKLY), *_lines(_QUARTERLY)}
    for day in STAND_UPS:
        place, thread = _place_and_thread(day)
        lines.add(f"{day} 08:30 | {place} | opening of Stand-up")
        if day != STAND_UPS[-1]:
            lines |= {f"{day} 15:00 | {thread} | card of {name}" for name in ("Ann", "Fay")}
            lines.add(f"{day} 18:00 | {thread} | summary of Stand-up")
            lines |= {f"{day} 20:00 | {thread} | card of {name}" for name in ("Bo", "Cleo")}
    return lines


def edited() -> set[str]:
    """Return a line for each minute in which a message was changed, whatever number of times."""
    lines = set(_lines(_EDITS))
    for day, after in pairwise(STAND_UPS):
        place, thread = _place_and_thread(day)
        changes = (f"{day} 15:00", f"{day} 18:00", f"{day} 20:00", f"{after} 08:30")
        lines |= {f"{at} | {place} | opening of Stand-up" for at in changes}
        lines |= {f"{at} | {thread} | summary of Stand-up" for at in changes[2:]}
    return lines


def _place_and_thread(day: str) -> tuple[str, str]:
    """Return where a stand-up opens, and its thread: the first of a week begins one."""
    first = [each for each in _FIRST_OF_THEIR_WEEK if STAND_UPS.index(each) <= STAND_UPS.index(day)]
    thread = f"Stand-up · week of {_FIRST_OF_THEIR_WEEK[first[-1]]}"
    return CHANNEL if day in _FIRST_OF_THEIR_WEEK else thread, thread


def _lines(table: str) -> list[str]:
    return table.strip().splitlines()
