from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.groups import (
    Absence,
    GroupKind,
    GroupState,
    Holiday,
    Member,
    Part,
    PeerGroup,
    Person,
    Pings,
    Standing,
)
from bot.accountability.quiet_hours import QuietHours
from bot.accountability.store.absences import AbsenceRows, HolidayRows
from bot.accountability.store.file import File
from bot.accountability.store.groups import GroupRows, MemberRows
from bot.accountability.store.people import PersonRows
from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE, ELSEWHERE = 100, 200
NOW = datetime(2025, 12, 1, 8, 0, 0, 123456, tzinfo=UTC)
CIRCLE = PeerGroup(
    id="circle",
    guild_id=HERE,
    channel_id=11,
    name="Owners' Circle “🦉”",
    zone="Europe/Berlin",
    kind=GroupKind.OWNERS,
    state=GroupState.ACTIVE,
    created_at=NOW,
    created_by=1,
    join_role_ids=(71, 72),
)
ANN = Member("circle", 1, Part.REQUIRED, Standing.JOINED, joined_at=NOW, seen_at=NOW)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[File]:
    opened = File(tmp_path / "accountability.db")
    yield opened
    opened.close()


@pytest.fixture
def members(file: File) -> MemberRows:
    GroupRows(file).add(CIRCLE)
    return MemberRows(file)


def test_a_group_comes_back_as_it_was_written(file: File) -> None:
    groups = GroupRows(file)
    groups.add(CIRCLE)
    assert groups.get("circle") == CIRCLE
    changed = replace(
        CIRCLE,
        channel_id=12,
        name="Founders",
        zone="Asia/Kolkata",
        kind=GroupKind.TEAM,
        state=GroupState.PAUSED,
        join_role_ids=(),
        paused_at=NOW,
    )
    groups.update(changed)
    assert groups.get("circle") == changed
    assert groups.get("square") is None


def test_a_channel_has_one_group_until_that_ends(file: File) -> None:
    groups = GroupRows(file)
    groups.add(CIRCLE)
    second = replace(CIRCLE, id="second")
    with pytest.raises(StorageError):
        groups.add(second)
    groups.add(replace(CIRCLE, id="elsewhere", guild_id=ELSEWHERE))
    groups.update(replace(CIRCLE, state=GroupState.ENDED, ended_at=NOW))
    assert groups.in_channel(HERE, 11) is None
    groups.add(second)
    assert groups.in_channel(HERE, 11) == second
    assert groups.of_guild(HERE) == [second]
    assert groups.all_guilds() == {HERE, ELSEWHERE}


def test_groups_that_ended_long_ago_are_found_on_every_server(file: File) -> None:
    groups = GroupRows(file)
    ended = [
        replace(CIRCLE, id=name, guild_id=guild, state=GroupState.ENDED, ended_at=at)
        for name, guild, at in (("b", HERE, NOW), ("a", ELSEWHERE, NOW - timedelta(days=1)))
    ]
    for group in (CIRCLE, *ended):
        groups.add(group)
    assert [found.id for found in groups.ended_before(NOW)] == ["a"]
    assert [found.id for found in groups.ended_before(NOW + timedelta(seconds=1))] == ["a", "b"]


def test_deleting_a_group_deletes_its_members_absences_and_holidays(
    file: File, members: MemberRows
) -> None:
    members.put(ANN)
    absences, holidays = AbsenceRows(file), HolidayRows(file)
    absences.add(Absence("a", "circle", 1, date(2025, 12, 1), date(2025, 12, 2)))
    holidays.add(Holiday("h", "circle", "Yule", date(2025, 12, 24), date(2025, 12, 26)))
    GroupRows(file).delete("circle")
    assert members.get("circle", 1) is None
    assert absences.get("a") is None
    assert holidays.get("h") is None


def test_a_member_comes_back_as_written_and_keeps_absences_when_changed(
    file: File, members: MemberRows
) -> None:
    members.put(ANN)
    absences = AbsenceRows(file)
    absences.add(Absence("a", "circle", 1, date(2025, 12, 1), date(2025, 12, 2)))
    changed = Member(
        "circle",
        1,
        Part.OPTIONAL,
        Standing.LEFT,
        facilitator=True,
        pings=Pings.NONE,
        silent_rounds=2,
        invited_at=NOW,
        joined_at=NOW + timedelta(seconds=1),
        left_at=NOW + timedelta(seconds=2),
        seen_at=NOW + timedelta(seconds=3),
    )
    members.put(changed)
    assert members.get("circle", 1) == changed
    assert absences.get("a") is not None


def test_who_joined_first_comes_first_and_the_invited_come_last(members: MemberRows) -> None:
    members.put(replace(ANN, user_id=3, standing=Standing.INVITED, joined_at=None))
    members.put(replace(ANN, user_id=2, joined_at=NOW - timedelta(days=1)))
    members.put(ANN)
    assert [member.user_id for member in members.of_group("circle")] == [2, 1, 3]
    members.delete("circle", 2)
    assert [member.user_id for member in members.of_group("circle")] == [1, 3]


def test_somebodys_groups_are_those_of_one_server_that_have_not_ended(
    file: File, members: MemberRows
) -> None:
    groups = GroupRows(file)
    older = replace(CIRCLE, id="older", channel_id=12, created_at=NOW - timedelta(days=1))
    for group in (
        older,
        replace(CIRCLE, id="there", guild_id=ELSEWHERE),
        replace(CIRCLE, id="over", state=GroupState.ENDED, ended_at=NOW),
    ):
        groups.add(group)
    for name in ("circle", "older", "there", "over"):
        members.put(replace(ANN, group_id=name))
    members.put(replace(ANN, user_id=2))
    assert members.of_user(HERE, 1) == [(older, replace(ANN, group_id="older")), (CIRCLE, ANN)]


def test_members_not_seen_since_are_named_once_per_server(file: File, members: MemberRows) -> None:
    groups = GroupRows(file)
    groups.add(replace(CIRCLE, id="other", channel_id=12))
    groups.add(replace(CIRCLE, id="over", state=GroupState.ENDED, ended_at=NOW))
    day = timedelta(days=1)
    for member in (
        replace(ANN, user_id=1, seen_at=NOW - 3 * day),
        replace(ANN, user_id=2, seen_at=None),
        replace(ANN, user_id=2, group_id="other", seen_at=None),
        # Seen in one of two groups is seen.
        replace(ANN, user_id=3, seen_at=NOW - 3 * day),
        replace(ANN, user_id=3, group_id="other", seen_at=NOW),
        replace(ANN, user_id=4, standing=Standing.INVITED, seen_at=None),
        replace(ANN, user_id=5, group_id="over", seen_at=None),
    ):
        members.put(member)
    assert members.unseen_since(NOW - day, 10) == [(HERE, 2), (HERE, 1)]
    assert members.unseen_since(NOW - day, 1) == [(HERE, 2)]


def test_people_have_the_defaults_until_they_choose(file: File) -> None:
    people = PersonRows(file)
    assert people.get(HERE, 1) == Person(HERE, 1)
    chosen = Person(
        HERE,
        1,
        zone="Asia/Kolkata",
        pings=Pings.DM,
        dm_open=False,
        quiet=QuietHours(time(22, 30), time(6, 15)),
    )
    people.put(chosen)
    assert people.get(HERE, 1) == chosen
    assert people.get(ELSEWHERE, 1) == Person(ELSEWHERE, 1)
    people.delete(HERE, 1)
    assert people.get(HERE, 1) == Person(HERE, 1)


def test_absences_cover_both_their_ends(file: File, members: MemberRows) -> None:
    for user_id in (1, 2):
        members.put(replace(ANN, user_id=user_id))
    absences = AbsenceRows(file)
    first, last = date(2025, 12, 3), date(2025, 12, 5)
    absence = Absence("a", "circle", 1, first, last)
    absences.add(absence)
    absences.add(replace(absence, id="b", user_id=2, from_on=last))
    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    covered = [set(absences.covering("circle", on, "weekly")) for on in days]
    assert covered == [set(), {1}, {1, 2}, set()]
    shorter = replace(absence, until_on=first)
    absences.update(shorter)
    assert absences.of_member("circle", 1) == [shorter]
    absences.delete("a")
    assert absences.get("a") is None


def test_holidays_cover_both_their_ends(file: File, members: MemberRows) -> None:
    assert members.of_group("circle") == []
    holidays = HolidayRows(file)
    yule = Holiday("h", "circle", "Yule 🎄", date(2025, 12, 24), date(2025, 12, 26))
    early = Holiday("e", "circle", "Early", date(2025, 12, 6), date(2025, 12, 6))
    holidays.add(yule)
    holidays.add(early)
    assert holidays.of_group("circle") == [early, yule]
    days = [date(2025, 12, day) for day in (23, 24, 26, 27)]
    assert [holidays.covering("circle", on) for on in days] == [None, yule, yule, None]
    assert holidays.covering("square", date(2025, 12, 24)) is None
    holidays.delete("h")
    assert holidays.get("h") is None
