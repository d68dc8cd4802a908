"""How the parts are used together: a schedule from the first choice to rounds, edits and pauses."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time

from bot.accountability.quiet_hours import QuietHours, mention_at, nudge_at
from bot.accountability.schedules import (
    Cursor,
    Kind,
    Schedule,
    catch_up,
    change_words,
    defaults_for,
    first_date,
    from_record,
    next_runs,
    schedule_words,
    to_record,
)
from bot.accountability.typed import date_words, read_date, read_time, today_in
from bot.accountability.zones import read_zone, zone_named
from tests.accountability.schedules.making import at


def test_a_schedule_is_chosen_read_back_stored_and_run() -> None:
    now = at("2026-03-18 12:00")

    # Chosen: a kind, with its defaults; a zone; a date and a time, as they were typed.
    zone = read_zone("berlin", now)
    proposed = defaults_for(Kind.WEEKLY)
    today = today_in(zone_named(zone), now)
    (not_before,) = read_date("tomorrow", today)
    (wall_time,) = read_time("9am")
    starts_on = first_date(proposed.rhythm, not_before)
    assert starts_on == date(2026, 3, 23)
    made = Schedule(
        "q7x2", proposed.rhythm, starts_on, wall_time, zone, proposed.close, proposed.nudge
    )

    # Read back, with the next runs and the clock change among them.
    assert schedule_words(made) == (
        "Every Monday at 09:00, Berlin time; open until Wednesday 12:00, one nudge on Tuesday 09:00"
    )
    runs = next_runs(made, now, 2)
    assert [date_words(run.occurrence.nominal_on, today) for run in runs] == [
        "Mon 23 Mar",
        "Mon 30 Mar",
    ]
    change = runs[1].change
    assert change is not None
    assert change_words(change) == "clocks go forward 1 hour"

    # Stored: plain fields, and how far it is planned.
    stored = json.dumps(to_record(made.rhythm))
    assert from_record(json.loads(stored)) == made.rhythm
    cursor = Cursor(since=now)

    # Run: when `next_at` has come, the round is inserted and the cursor stored, in one transaction.
    planned = catch_up(made, cursor, now)
    assert planned.next_at == at("2026-03-23 08:00")
    planned = catch_up(made, planned.cursor, planned.next_at)
    opening = planned.opening
    assert opening is not None
    assert opening.occurrence.key == ("q7x2", date(2026, 3, 23))

    # Each member is mentioned and nudged when their own clock allows it.
    new_york = zone_named(read_zone("New York", now))
    assert mention_at(QuietHours(), zone_named(zone), opening.times) == at("2026-03-23 08:00")
    assert mention_at(QuietHours(), new_york, opening.times) == at("2026-03-23 11:00")
    assert nudge_at(QuietHours(), new_york, opening.times) == at("2026-03-24 11:00")

    # Edited while the round is open: its date does not come again.
    edited_at = at("2026-03-23 10:00")
    edited = replace(made, wall_time=time(15), nudge=None)
    cursor = catch_up(made, planned.cursor, edited_at).cursor.restarted(edited_at)
    assert catch_up(edited, cursor, edited_at).next_at == at("2026-03-30 13:00")

    # Paused over the thirtieth, and resumed: nothing is made up for.
    resumed_at = at("2026-04-01 10:00")
    planned = catch_up(edited, cursor.restarted(resumed_at), resumed_at)
    assert (planned.opening, planned.missed) == (None, ())
    assert planned.next_at == at("2026-04-06 13:00")
