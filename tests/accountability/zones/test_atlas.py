from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING

import pytest

from bot.accountability.errors import UnknownZone
from bot.accountability.zones import atlas as module
from bot.accountability.zones import canonical, city_of, zone_named
from bot.accountability.zones.atlas import atlas
from bot.accountability.zones.cities import ABBREVIATIONS, PLACES, WELL_KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def read_afresh() -> Iterator[None]:
    for cached in (module.atlas, module._places):  # noqa: SLF001 - what it has read already
        cached.cache_clear()
    yield
    for cached in (module.atlas, module._places):  # noqa: SLF001 - likewise
        cached.cache_clear()


def test_every_zone_that_is_offered_has_a_clock() -> None:
    assert len(atlas().names) > 400
    for name in atlas().names:
        assert zone_named(name).key == name


def test_our_own_tables_name_zones_that_there_are() -> None:
    named = {*PLACES, *WELL_KNOWN, *(zone for zones in ABBREVIATIONS.values() for zone in zones)}
    assert named <= set(atlas().names)
    assert len(WELL_KNOWN) == 25


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("Europe/Stockholm", "Europe/Stockholm"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("US/Eastern", "America/New_York"),
        ("UTC", "UTC"),
        ("EST", None),
        ("GB", None),
        ("Etc/GMT+3", None),
        ("posixrules", None),
    ],
)
def test_a_zone_is_kept_under_its_current_name(name: str, kept: str | None) -> None:
    assert canonical(name) == kept


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("America/North_Dakota/New_Salem", "New Salem, North Dakota"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_called_by_its_city(name: str, city: str) -> None:
    assert city_of(name) == city


@pytest.mark.usefixtures("read_afresh")
def test_a_zone_that_was_removed_from_tzdata_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = zoneinfo.available_timezones() - {"Asia/Kolkata"}
    monkeypatch.setattr(zoneinfo, "available_timezones", lambda: left)
    with pytest.raises(UnknownZone, match=r"“Asia/Kolkata” is no time zone I know\. Choose a city"):
        zone_named("Asia/Kolkata")
    assert canonical("Asia/Kolkata") is None


@pytest.mark.usefixtures("read_afresh")
def test_without_the_tables_every_place_is_a_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: str) -> list[str]:
        return []

    monkeypatch.setattr(module, "_lines", nothing)
    assert canonical("Asia/Kolkata") == "Asia/Kolkata"
    assert canonical("EST") is None
