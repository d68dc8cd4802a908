"""What goes wrong between the bot and Discord: everything arrives, elsewhere, later, or is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.accountability.models.deliveries import DeliveryKind, DeliveryState
from bot.accountability.models.notices import Cause
from bot.accountability.store.file import File
from bot.accountability.store.series import SeriesRows
from bot.errors import StorageError
from bot.playground.server.world.channels import ChannelEdit
from bot.playground.server.world.permissions import Permission
from tests.bot.scheduler.station import MONDAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.accountability.models.deliveries import Delivery
    from bot.accountability.models.rounds import Series
    from bot.playground.server.traffic.faults import Faults
    from tests.bot.scheduler.station import Station

SEND = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"
THREAD = "POST /channels/{channel_id}/messages/{message_id}/threads"
DM = "POST /users/@me/channels"
MEMBER = "GET /guilds/{guild_id}/members/{user_id}"
HISTORY = "GET /channels/{channel_id}/messages"
A_MINUTE, AN_HOUR = timedelta(minutes=1), timedelta(hours=1)
CLOSE = MONDAY + timedelta(days=2, hours=3)

TROUBLES: dict[str, Callable[[Faults, str], None]] = {
    "429": lambda faults, route: faults.rate_limit(route, 0.05),
    "429 for all": lambda faults, route: faults.rate_limit(route, 0.05, is_global=True),
    "503": lambda faults, route: faults.next(route, status=503),
    "lost reply": lambda faults, route: faults.lose_reply(route),
    "no connection": lambda faults, route: faults.refuse_connection(route, times=2),
    "five lost replies": lambda faults, route: faults.lose_reply(route, times=5),
}


def of_kind(station: Station, kind: DeliveryKind) -> Delivery:
    (found,) = station.book.rows.deliveries.of_round(station.round.id, kind)
    return found


def notices(station: Station) -> list[Cause]:
    return [one.cause for one in station.book.rows.notices.of_group(station.group.id)]


@pytest.mark.parametrize(
    ("trouble", "route"),
    [(trouble, SEND) for trouble in TROUBLES]
    + [
        (trouble, route)
        for trouble in ("503", "lost reply")
        for route in (EDIT, THREAD, DM, MEMBER, HISTORY)
    ],
)
async def test_whatever_happens_to_a_request_all_of_it_comes_once(
    station: Station, trouble: str, route: str
) -> None:
    station.start()
    TROUBLES[trouble](station.stand_in.faults, route)
    await station.until(MONDAY + A_MINUTE)
    await station.live(hours=1)
    await station.check_in(station.ann)
    await station.live(hours=1)
    (ping,) = station.posted()
    assert "In 1" in ping.text
    assert len(station.posted(station.thread)) == len(station.ben.dms) == 1
    assert len(station.ann.pings) == 1
    assert notices(station) == []


async def test_an_outage_is_waited_out(station: Station) -> None:
    station.start()
    station.stand_in.world.set_guild_available(station.guild, available=False)
    await station.until(MONDAY + 20 * A_MINUTE)
    assert station.channel.messages == {}
    station.stand_in.world.set_guild_available(station.guild, available=True)
    await station.live(minutes=2)
    assert len(station.posted()) == len(station.ben.dms) == 1


async def test_nothing_answers_for_long_and_then_all_of_it_comes_once(station: Station) -> None:
    station.start()
    station.stand_in.faults.lose_reply("*", times=None)
    await station.until(MONDAY + timedelta(minutes=8))
    station.stand_in.faults.clear()
    await station.live(minutes=10)
    assert len(station.posted()) == len(station.ben.dms) == 1
    assert len(station.ann.pings) == 1


async def test_a_closed_dm_becomes_a_name_in_the_thread(station: Station) -> None:
    station.start()
    station.stand_in.world.edit_user(station.ben.user, dms_open=False)
    await station.until(MONDAY + A_MINUTE)
    assert station.ben.dms == []
    assert of_kind(station, DeliveryKind.DM_PING).state is DeliveryState.FAILED
    assert station.book.people.get(station.guild.id, station.ben.id).dm_open is False
    (named,) = station.posted(station.thread)
    assert f"<@{station.ben.id}>" in named.content
    assert station.ben.pings == []  # he wanted DMs, not to be mentioned


async def test_without_threads_the_cards_go_into_the_channel(station: Station) -> None:
    station.stand_in.world.set_overwrite(
        station.channel, station.role, deny=Permission.CREATE_PUBLIC_THREADS
    )
    station.start()
    await station.until(MONDAY + A_MINUTE)
    await station.check_in(station.ann)
    assert of_kind(station, DeliveryKind.THREAD).state is DeliveryState.FAILED
    assert ["**Moved** Much" in one.text for one in station.posted()] == [False, True]


async def test_an_archived_thread_is_opened_by_a_card_and_a_deleted_one_replaced(
    station: Station,
) -> None:
    station.start()
    await station.until(MONDAY + A_MINUTE)
    thread = station.thread
    station.stand_in.world.edit_channel(thread, ChannelEdit(archived=True))
    await station.check_in(station.ann)
    assert len(station.posted(thread)) == 1
    station.stand_in.world.delete_channel(thread)
    await station.check_in(station.ben)
    ping, card = station.posted()
    assert "In 2" in ping.text
    assert "**Moved** Much" in card.text
    await station.until(CLOSE + A_MINUTE)
    assert len(station.posted()) == 3


@pytest.mark.parametrize(
    "denied", [Permission.SEND_MESSAGES, Permission.VIEW_CHANNEL], ids=["to write", "to see"]
)
async def test_a_channel_that_is_closed_to_the_bot_is_told(
    station: Station, denied: Permission
) -> None:
    station.stand_in.world.set_overwrite(station.channel, station.role, deny=denied)
    station.start()
    await station.until(MONDAY + AN_HOUR)
    assert of_kind(station, DeliveryKind.PING).state is DeliveryState.FAILED
    assert notices(station) == [Cause.NO_CHANNEL]


async def test_a_deleted_channel_is_told_once_and_ends_nothing(station: Station) -> None:
    station.start()
    await station.until(MONDAY + A_MINUTE)
    station.stand_in.world.delete_channel(station.channel)
    await station.check_in(station.ann)
    await station.until(CLOSE + AN_HOUR)
    assert notices(station) == [Cause.NO_CHANNEL]
    assert of_kind(station, DeliveryKind.SUMMARY).state is DeliveryState.FAILED
    assert len(station.ben.dms) == 2
    assert station.scheduler.hold is None


async def test_a_bot_that_was_put_out_sends_nothing_and_goes_on(station: Station) -> None:
    station.start()
    await station.until(CLOSE - AN_HOUR)
    station.stand_in.world.remove_member(station.guild, station.stand_in.world.bot)
    posted = len(station.channel.messages)
    await station.until(CLOSE + 10 * A_MINUTE)
    assert len(station.channel.messages) == posted
    assert of_kind(station, DeliveryKind.SUMMARY).state is DeliveryState.PENDING
    assert station.scheduler.hold is None


async def test_what_can_t_be_written_down_is_not_sent(
    station: Station, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    station.start()
    await station.until(MONDAY - A_MINUTE)
    with monkeypatch.context() as full:
        full.setattr(File, "write", disk_full)
        await station.until(MONDAY + 10 * A_MINUTE)
        assert station.channel.messages == {}
    assert "A tick of the scheduler failed" in caplog.text
    await station.live(minutes=2)
    assert len(station.posted()) == 1


def disk_full(_self: File, _sql: str, _values: object = ()) -> int:
    raise StorageError("The file can't be used: database or disk is full.")


async def test_one_schedule_that_fails_holds_no_other_one_up(
    station: Station, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = station.series_id, station.add_schedule("Another")
    get = SeriesRows.get

    def get_but_one(rows: SeriesRows, series_id: str) -> Series | None:
        if series_id == broken:
            raise RuntimeError("planned by the test")
        return get(rows, series_id)

    station.start()
    with monkeypatch.context() as patched:
        patched.setattr(SeriesRows, "get", get_but_one)
        await station.until(MONDAY + AN_HOUR)
        assert station.book.rows.rounds.of_series(broken, 1) == []
        assert len(station.book.rows.rounds.of_series(sound, 1)) == 1
    assert f"The schedule {broken} could not be planned" in caplog.text
    await station.live(hours=6)
    assert len(station.book.rows.rounds.of_series(broken, 1)) == 1
