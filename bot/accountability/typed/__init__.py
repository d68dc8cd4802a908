"""Dates and times as people type them: every reading that makes sense, and none that is guessed.

One reading is taken and read back in words. Several are offered, and none is asked again, both with
`ask_date` or `ask_time`. Nothing here ever raises, whatever is typed. "Today" is the reader's own:
`today_in` tells it from an instant and a zone.
"""

from bot.accountability.typed.dates import read_date, today_in
from bot.accountability.typed.suggestions import (
    DateSuggestion,
    TimeSuggestion,
    suggest_dates,
    suggest_times,
)
from bot.accountability.typed.times import read_time
from bot.accountability.typed.words import (
    ask_date,
    ask_time,
    date_words,
    distance_words,
    time_words,
)

__all__ = [
    "DateSuggestion",
    "TimeSuggestion",
    "ask_date",
    "ask_time",
    "date_words",
    "distance_words",
    "read_date",
    "read_time",
    "suggest_dates",
    "suggest_times",
    "time_words",
    "today_in",
]
