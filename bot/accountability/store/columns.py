"""How values stand in columns: instants and dates as text that sorts, tuples as JSON."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, date, datetime, time


def new_id() -> str:
    """Return a random id: 12 URL-safe characters."""
    return secrets.token_urlsafe(9)


def instant(at: datetime) -> str:
    """Return an aware instant as text; always as long, so that it sorts."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def maybe_instant(at: datetime | None) -> str | None:
    """Return an instant as text, if there is one."""
    return None if at is None else instant(at)


def read_instant(text: str) -> datetime:
    """Return the instant of a text."""
    return datetime.fromisoformat(text)


def read_maybe_instant(text: str | None) -> datetime | None:
    """Return the instant of a text, if there is one."""
    return None if text is None else datetime.fromisoformat(text)


def read_maybe_date(text: str | None) -> date | None:
    """Return the date of a text, if there is one."""
    return None if text is None else date.fromisoformat(text)


def wall(at: time) -> str:
    """Return a wall time as text: "09:30"."""
    return f"{at:%H:%M}"


def limit(rows: int) -> str:
    """Return how many rows a question wants, as part of its text.

    Where it is a value to be bound, many a SQLite plans the question anew each time it is asked,
    and that takes longer than the answer.
    """
    return f" LIMIT {int(rows)}"


def listed(values: tuple[object, ...]) -> str:
    """Return a tuple as JSON."""
    return whole(json.dumps(values, ensure_ascii=False, separators=(",", ":")))


def whole(text: str) -> str:
    """Return text that a file can hold: half a character becomes "?"."""
    return text.encode(errors="replace").decode()
