"""Values of groups and commitments for tests of what members see."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.accountability.models.groups import GroupKind, GroupState, PeerGroup
from bot.accountability.models.rounds import (
    CheckIn,
    Commitment,
    CommitmentState,
    Report,
    Round,
    RoundState,
)

NOW = datetime(2025, 12, 1, 9, tzinfo=UTC)
TODAY = date(2025, 12, 1)
"""A Monday."""


def group(name: str = "Owners Circle", **about: Any) -> PeerGroup:  # noqa: ANN401 - its fields
    given: dict[str, Any] = {
        "id": "group0000001",
        "guild_id": 7,
        "channel_id": 70,
        "name": name,
        "zone": "Europe/Berlin",
        "kind": GroupKind.OWNERS,
        "state": GroupState.ACTIVE,
        "created_at": NOW,
        "created_by": 1,
    }
    return PeerGroup(**{**given, **about})


def commitment(text: str = "Call three clients", **about: Any) -> Commitment:  # noqa: ANN401 - its fields
    given: dict[str, Any] = {
        "id": "commitment01",
        "group_id": "group0000001",
        "user_id": 1,
        "text": text,
        "state": CommitmentState.OPEN,
        "made_at": NOW,
        "due_on": date(2025, 12, 5),
    }
    return Commitment(**{**given, **about})


def commitments(number: int, text: str = "Call three clients") -> list[Commitment]:
    return [commitment(text, id=f"commitment{each:02}") for each in range(number)]


def check_in(**about: Any) -> CheckIn:  # noqa: ANN401 - its fields
    given: dict[str, Any] = {
        "id": "checkin00001",
        "group_id": "group0000001",
        "series_id": "series000001",
        "round_id": "round00000000001",
        "user_id": 1,
        "report": Report(moved="Hired a dispatcher"),
        "created_at": NOW,
    }
    return CheckIn(**{**given, **about})


def round_(**about: Any) -> Round:  # noqa: ANN401 - its fields
    given: dict[str, Any] = {
        "id": "round00000000001",
        "series_id": "series000001",
        "group_id": "group0000001",
        "guild_id": 7,
        "nominal_on": TODAY,
        "channel_id": 70,
        "state": RoundState.OPEN,
        "opens_at": NOW,
        "close_at": NOW + timedelta(days=2),
    }
    return Round(**{**given, **about})
