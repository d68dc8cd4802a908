from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.groups import GroupState, Standing
from bot.accountability.models.notices import Cause
from bot.accountability.models.views import NoticeView
from tests.accountability.dispatch.making import (
    CHANNEL,
    GROUP,
    GUILD,
    HOST,
    OPENS,
    SERIES,
    Bench,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

HOUR = timedelta(hours=1)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path / "accountability.db")
    bench.group()
    bench.series()
    bench.member(2)
    yield bench
    bench.close()


def told(bench: Bench, now: datetime = OPENS) -> list[tuple[int | None, int | None, str, bool]]:
    """Send what is due; return (channel, user, cause, fixed) of each notice."""
    return [
        (one.channel_id, one.user_id, view.cause, view.fixed)
        for one, view in bench.send_due(now)
        if isinstance(view, NoticeView)
    ]


def test_a_notice_goes_by_dm_to_each_facilitator_whose_dms_are_open(bench: Bench) -> None:
    bench.member(2, facilitator=True)
    bench.member(3, facilitator=True)
    bench.member(4)
    for user_id in (HOST, 2, 4):
        bench.person(user_id, dm_open=True)
    bench.notices.raise_(GROUP, Cause.SILENT, OPENS, series_id=SERIES, detail=("Weekly",))

    assert told(bench) == [
        (None, user_id, "silent", False)
        for user_id in sorted((HOST, 2), key=lambda one: bench_order(bench, one))
    ]


def bench_order(bench: Bench, user_id: int) -> str:
    return next(one.id for one in bench.of_kind(DeliveryKind.NOTICE) if one.user_id == user_id)


def test_a_notice_goes_silently_into_the_channel_where_no_dm_is_known_to_be_open(
    bench: Bench,
) -> None:
    bench.notices.raise_(GROUP, Cause.PAUSED, OPENS, series_id=SERIES, detail=("Weekly",))

    assert told(bench) == [(CHANNEL, None, "paused", False)]
    assert bench.notices.pending_for(GUILD, HOST) == []


def test_a_cause_is_told_once_until_it_is_over(bench: Bench) -> None:
    for hours in range(3):
        bench.notices.raise_(GROUP, Cause.SILENT, OPENS + hours * HOUR, series_id=SERIES)

    assert len(told(bench, OPENS + 3 * HOUR)) == 1
    bench.notices.fixed(GROUP, Cause.SILENT, OPENS + 4 * HOUR, series_id=SERIES)
    bench.notices.fixed(GROUP, Cause.SILENT, OPENS + 4 * HOUR, series_id=SERIES)
    assert told(bench, OPENS + 4 * HOUR) == [(CHANNEL, None, "silent", True)]
    bench.notices.raise_(GROUP, Cause.SILENT, OPENS + 5 * HOUR, series_id=SERIES)
    assert told(bench, OPENS + 5 * HOUR) == [(CHANNEL, None, "silent", False)]


def test_each_schedule_has_its_own(bench: Bench) -> None:
    bench.notices.raise_(GROUP, Cause.SILENT, OPENS, series_id=SERIES)
    bench.notices.raise_(GROUP, Cause.SILENT, OPENS, series_id="another")

    assert len(told(bench)) == 2


def test_what_is_over_before_anybody_was_told_is_never_told(bench: Bench) -> None:
    bench.notices.raise_(GROUP, Cause.ZONE, OPENS, detail=("Europe/Old",))
    bench.notices.fixed(GROUP, Cause.ZONE, OPENS)

    assert told(bench) == []
    assert bench.notices.pending_for(GUILD, HOST) == []
    assert bench.state(DeliveryKind.NOTICE) is DeliveryState.CANCELLED


def test_what_is_over_while_it_is_on_its_way_is_told_to_be_over(bench: Bench) -> None:
    bench.notices.raise_(GROUP, Cause.ZONE, OPENS, detail=("Europe/Old",))
    claim = bench.claimed(DeliveryKind.NOTICE, OPENS)
    bench.notices.fixed(GROUP, Cause.ZONE, OPENS)
    bench.arrive(claim.delivery, OPENS)

    assert told(bench) == [(CHANNEL, None, "zone", True)]


def test_another_missed_round_is_another_notice_and_the_same_is_not(bench: Bench) -> None:
    for on in ("2026-12-07", "2026-12-07", "2026-12-14"):
        bench.notices.raise_(GROUP, Cause.MISSED, OPENS, series_id=SERIES, detail=("Weekly", on))
        bench.send_due(OPENS)

    assert len(bench.of_kind(DeliveryKind.NOTICE)) == 2
    assert len(bench.notices.open_in(GUILD)) == 1


def test_a_refused_dm_leads_to_the_channel(bench: Bench) -> None:
    bench.person(HOST, dm_open=True)
    bench.notices.raise_(GROUP, Cause.SILENT, OPENS, series_id=SERIES)
    claim = bench.claimed(DeliveryKind.NOTICE, OPENS)
    bench.dispatch.failed(claim.delivery.id, "closed_dm", OPENS)

    assert told(bench) == [(CHANNEL, None, "silent", False)]


def test_where_neither_works_it_waits_for_their_next_command(bench: Bench) -> None:
    bench.notices.raise_(GROUP, Cause.SILENT, OPENS, series_id=SERIES, detail=("Weekly",))
    claim = bench.claimed(DeliveryKind.NOTICE, OPENS)
    assert bench.notices.pending_for(GUILD, HOST) == []
    bench.dispatch.failed(claim.delivery.id, "no_permission", OPENS)

    (kept,) = bench.notices.pending_for(GUILD, HOST)

    assert isinstance(kept.view, NoticeView)
    assert (kept.view.cause, kept.view.detail) == ("silent", ("Weekly",))
    assert bench.notices.pending_for(GUILD, 2) == []
    assert bench.notices.pending_for(GUILD + 1, HOST) == []
    bench.notices.told(kept.notice_id, OPENS)
    assert bench.notices.pending_for(GUILD, HOST) == []


class TestNobodyLeft:
    def test_it_is_posted_silently_and_goes_to_nobodys_dm(self, bench: Bench) -> None:
        bench.person(HOST, dm_open=True)
        bench.notices.raise_(GROUP, Cause.NO_FACILITATOR, OPENS)

        assert told(bench) == [(CHANNEL, None, "no_facilitator", False)]

    def test_it_waits_for_a_command_of_who_manages_the_server(self, bench: Bench) -> None:
        bench.member(HOST, standing=Standing.LEFT)
        bench.notices.raise_(GROUP, Cause.NO_FACILITATOR, OPENS)
        claim = bench.claimed(DeliveryKind.NOTICE, OPENS)
        bench.dispatch.failed(claim.delivery.id, "no_channel", OPENS)

        assert bench.notices.pending_for(GUILD, HOST) == []
        assert len(bench.notices.pending_for(GUILD, 99, manages=True)) == 1


def test_a_facilitator_who_has_left_is_told_nothing(bench: Bench) -> None:
    bench.person(HOST, dm_open=True)
    bench.notices.raise_(GROUP, Cause.SILENT, OPENS, series_id=SERIES)
    bench.member(HOST, standing=Standing.LEFT)

    assert told(bench) == []
    assert bench.notices.pending_for(GUILD, HOST) == []


def test_a_group_that_has_ended_has_no_notices(bench: Bench) -> None:
    bench.change_group(state=GroupState.ENDED, ended_at=OPENS)
    bench.notices.raise_(GROUP, Cause.CLOCK, OPENS)

    assert bench.of_kind(DeliveryKind.NOTICE) == []


def test_a_server_has_its_own_notices(bench: Bench) -> None:
    bench.notices.raise_(GROUP, Cause.CLOCK, OPENS)
    bench.notices.raise_(GROUP, Cause.DM_CLOSED, OPENS, user_id=2)

    assert [one.cause for one in bench.notices.open_in(GUILD)] == [Cause.CLOCK]
    assert bench.notices.open_in(GUILD + 1) == []


def test_in_a_restored_file_the_same_cause_has_the_same_message(
    bench: Bench, tmp_path: Path
) -> None:
    other = Bench(tmp_path / "other.db")
    other.group()
    for one in (bench, other):
        one.notices.raise_(GROUP, Cause.CLOCK, OPENS)

    assert bench.the(DeliveryKind.NOTICE).id == other.the(DeliveryKind.NOTICE).id
    other.close()
