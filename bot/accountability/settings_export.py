"""A group's settings as plain values, to be taken along by those who run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.accountability.models.groups import Standing
from bot.accountability.schedules import to_record
from bot.accountability.store.columns import wall

if TYPE_CHECKING:
    from bot.accountability.models.groups import Holiday, Member, PeerGroup
    from bot.accountability.models.rounds import Series
    from bot.accountability.schedules import Deadline
    from bot.accountability.store.rows import Rows


def exported(rows: Rows, group: PeerGroup) -> dict[str, object]:
    """Return a group's settings, JSON-able: who is in it, its schedules and its holidays.

    Ids are text: as numbers, most programs would round them.
    """
    members = rows.members.of_group(group.id)
    return {
        "name": group.name,
        "kind": group.kind.value,
        "zone": group.zone,
        "channel_id": str(group.channel_id),
        "created_at": group.created_at.isoformat(),
        "join_role_ids": [str(role_id) for role_id in group.join_role_ids],
        "members": [
            _member(found)
            for found in members
            if found.standing in {Standing.INVITED, Standing.JOINED}
        ],
        "schedules": [_series(found) for found in rows.series.of_group(group.id)],
        "holidays": [_holiday(found) for found in rows.holidays.of_group(group.id)],
    }


def _member(member: Member) -> dict[str, object]:
    return {
        "user_id": str(member.user_id),
        "part": member.part.value,
        "facilitator": member.runs,
        "joined": member.joined,
    }


def _series(series: Series) -> dict[str, object]:
    schedule = series.schedule
    return {
        "name": series.name,
        "state": series.state.value,
        "rhythm": to_record(schedule.rhythm),
        "starts_on": schedule.starts_on.isoformat(),
        "opens": wall(schedule.wall_time),
        "closes": _deadline(schedule.close),
        "nudges": _deadline(schedule.nudge) if schedule.nudge else None,
        "style": series.style.value,
        "questions": list(series.questions.own),
        "commitments": series.questions.commitments,
    }


def _deadline(deadline: Deadline) -> dict[str, object]:
    return {"days": deadline.days, "time": wall(deadline.wall_time)}


def _holiday(holiday: Holiday) -> dict[str, object]:
    return {
        "name": holiday.name,
        "from": holiday.from_on.isoformat(),
        "until": holiday.until_on.isoformat(),
    }
