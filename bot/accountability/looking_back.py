"""A member's own check-ins in a group, with what became of what they promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.coming import Coming
from bot.accountability.models.check_ins import History, PastCheckIn

if TYPE_CHECKING:
    from datetime import datetime

    from bot.accountability.models.rounds import CheckIn
    from bot.accountability.store.rows import Rows


def looked_back(
    rows: Rows, group_id: str, user_id: int, now: datetime, *, limit: int, skip: int
) -> History:
    """Return some of a member's check-ins in a group, newest first.

    Args:
        rows: The rows of the file.
        group_id: The group.
        user_id: The member; nobody else sees it.
        now: The instant.
        limit: How many at most.
        skip: How many of the newest are left out.
    """
    found = rows.check_ins.of_user(group_id, user_id, limit, skip)
    kept, settled = rows.commitments.rate(group_id, user_id)
    return History(
        tuple(_past(rows, check_in) for check_in in found),
        rows.check_ins.count(group_id, user_id),
        kept=kept,
        settled=settled,
        next_opens_at=Coming(rows).first_opening(group_id, now),
    )


def _past(rows: Rows, check_in: CheckIn) -> PastCheckIn:
    series = rows.series.get(check_in.series_id)
    found = None if check_in.round_id is None else rows.rounds.get(check_in.round_id)
    return PastCheckIn(
        check_in,
        series.name if series else "",
        found.nominal_on if found else None,
        kept=tuple(rows.commitments.settled_in(check_in.id)),
        made=tuple(rows.commitments.made_in(check_in.id)),
    )
