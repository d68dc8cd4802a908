"""The follow-up: groups that check in on a schedule, and what their members promised.

This is the domain. It knows nothing of Discord, and no part of it reads the clock: whatever depends
on the time takes `now`, an aware instant.

- `schedules` is about time: when rounds open, nudge and close, and what is due after downtime.
- `zones` finds the time zone that a person means.
- `typed` reads dates and times as people type them.
- `clock_watch`, `quiet_hours` and `silence` decide when the bot had better say nothing.
"""
