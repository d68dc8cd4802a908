from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accountability.errors import UnknownZone
from bot.accountability.zones import offset_words, read_zone, suggest_zones
from bot.accountability.zones.atlas import atlas
from tests.accountability.schedules.making import at

WINTER = at("2026-01-15 13:05")
SUMMER = at("2026-07-15 13:05")


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("berlin", "Berlin, Germany · UTC+1, now 14:05"),
        ("berln", "Berlin, Germany · UTC+1, now 14:05"),
        ("Kolkata", "Kolkata, India · UTC+5:30, now 18:35"),
        ("Calcutta", "Calcutta (Kolkata time), India · UTC+5:30, now 18:35"),
        ("mumbay", "Mumbai (Kolkata time), India · UTC+5:30, now 18:35"),
        ("New York", "New York, United States · UTC−5, now 08:05"),
        ("newyork", "New York, United States · UTC−5, now 08:05"),
        ("new y", "New York, United States · UTC−5, now 08:05"),
        ("america/new_york", "New York, United States · UTC−5, now 08:05"),
        ("US/Eastern", "New York, United States · UTC−5, now 08:05"),
        ("USA", "New York, United States · UTC−5, now 08:05"),
        ("dallas", "Dallas (Chicago time), United States · UTC−6, now 07:05"),
        ("San Fransisco", "San Francisco (Los Angeles time), United States · UTC−8, now 05:05"),
        ("MÜNCHEN", "München (Berlin time), Germany · UTC+1, now 14:05"),
        ("munchen", "München (Berlin time), Germany · UTC+1, now 14:05"),
        ("st. john's", "St Johns, Canada · UTC−3:30, now 09:35"),
        ("germany", "Berlin, Germany · UTC+1, now 14:05"),
        ("denmark", "Copenhagen, Denmark · UTC+1, now 14:05"),
        ("EST", "New York, United States · UTC−5, now 08:05"),
        ("utc+5:30", "Kolkata, India · UTC+5:30, now 18:35"),
        ("utc", "UTC, with no summer time"),
    ],
)
def test_the_zone_that_is_meant_comes_first(typed: str, label: str) -> None:
    assert suggest_zones(typed, WINTER)[0].label == label


def test_the_offset_is_the_current_one() -> None:
    assert offset_words("Europe/Berlin", WINTER) == "UTC+1"
    assert offset_words("Europe/Berlin", SUMMER) == "UTC+2"
    assert suggest_zones("berlin", SUMMER)[0].label.endswith("UTC+2, now 15:05")


def test_before_anything_is_typed_well_known_cities_are_offered() -> None:
    offered = suggest_zones("", WINTER)
    assert len(offered) == 25
    assert offered[0].zone == "America/New_York"


def test_a_country_leads_to_its_own_zones() -> None:
    zones = {found.zone for found in suggest_zones("australia", WINTER)}
    assert {"Australia/Sydney", "Australia/Perth", "Australia/Adelaide"} <= zones


def test_nonsense_finds_nothing() -> None:
    assert suggest_zones("xyzzyplugh", WINTER) == ()
    assert suggest_zones("../../etc/passwd", WINTER) == ()


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" Asia/Calcutta ", "Asia/Kolkata"),
        ("new york", "America/New_York"),
        ("Dallas", "America/Chicago"),
        ("Denmark", "Europe/Copenhagen"),
        ("UK", "Europe/London"),
        ("utc", "UTC"),
    ],
)
def test_what_is_clear_is_read(typed: str, zone: str) -> None:
    assert read_zone(typed, WINTER) == zone


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "EST",
            ("“EST” can mean several clocks. Choose a city instead: New York, Toronto or Panama."),
        ),
        (
            "ist",
            "“ist” can mean several clocks. Choose a city instead: Kolkata, Dublin or Jerusalem.",
        ),
        (
            "UTC+3",
            ("“UTC+3” doesn't follow summer time. Choose a city near you instead, like Berlin."),
        ),
        (
            "GMT-5",
            ("“GMT-5” doesn't follow summer time. Choose a city near you instead, like Berlin."),
        ),
        (
            "Georgia",
            (
                "By “Georgia”, do you mean Georgia (New York time), Tbilisi or South Georgia?"
                " Choose a city from the list."
            ),
        ),
        (
            "berln",
            "By “berln”, do you mean Berlin or Bern (Zurich time)? Choose a city from the list.",
        ),
        (
            "Birmingham",
            (
                "By “Birmingham”, do you mean Birmingham (Chicago time) or Birmingham (London"
                " time)? Choose a city from the list."
            ),
        ),
        ("posixrules", "I know no place called “posixrules”. Choose a larger city near you."),
        (
            "../../etc/passwd",
            "I know no place called “../../etc/passwd”. Choose a larger city near you.",
        ),
        ("", "Type a city near you, like Berlin, and choose from the list."),
    ],
)
def test_what_is_not_clear_is_refused_with_what_to_choose(typed: str, sentence: str) -> None:
    with pytest.raises(UnknownZone) as refusal:
        read_zone(typed, WINTER)
    assert str(refusal.value) == sentence


def test_what_is_chosen_from_the_list_can_be_read() -> None:
    assert all(read_zone(name, WINTER) == name for name in atlas().names)


@given(st.text(max_size=200))
def test_whatever_is_typed_there_is_an_answer_that_discord_takes(typed: str) -> None:
    found = suggest_zones(typed, WINTER)
    assert len(found) <= 25
    assert len({one.zone for one in found}) == len(found)
    assert all(1 <= len(one.label) <= 100 for one in found)
    try:
        assert read_zone(typed, WINTER) in atlas().names
    except UnknownZone as refusal:
        assert len(str(refusal)) < 200  # noqa: PT017 - either is right
