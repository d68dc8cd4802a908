"""Instants as Discord shows them: each reader sees their own clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def full(at: datetime) -> str:
    """Return the markup for a date with its time: "Monday, 1 December 2025 09:00"."""
    return f"<t:{int(at.timestamp())}:F>"


def relative(at: datetime) -> str:
    """Return the markup for how far off it is: "in 2 days"."""
    return f"<t:{int(at.timestamp())}:R>"
