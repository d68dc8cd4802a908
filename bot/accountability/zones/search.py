"""Finding a zone by what a person types: a city, a country, a name of tzdata, with typing errors.

The current offset and time are shown with each, so that one sees at a glance whether it is right.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.accountability.errors import UnknownZone
from bot.accountability.wall_clock import offset_of
from bot.accountability.zones.atlas import UTC_NAME, atlas, canonical, city_of, zone_named
from bot.accountability.zones.cities import ABBREVIATIONS, COUNTRIES, PLACES, WELL_KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

MOST_SUGGESTIONS = 25
_LONGEST_LABEL = 100
_LONGEST_TYPED = 80
_SHORTEST_FUZZY = 4
_SCORE_CUTOFF = 75
_EXACT, _STARTS, _WORD_STARTS = 300, 200, 150
_ZONE_NAME, _COUNTRY = 1, 2
"""What a hit is worth less for: a city is meant more often than an area, or a whole country."""

_OFFSET = re.compile(r"(?:utc|gmt|etc/gmt)?\s*([+\-−–])\s*([0-9]{1,2})(?::?([0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class ZoneSuggestion:
    """A zone to choose.

    Attributes:
        zone: Its name, under which it is kept.
        label: What is shown: "Berlin, Germany · UTC+1, now 14:05"; a hundred characters at most.
    """

    zone: str
    label: str


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    zone: str
    place: str
    less: int = 0


def suggest_zones(typed: str, now: datetime) -> tuple[ZoneSuggestion, ...]:
    """Return the zones that may be meant, likeliest first, 25 at most; well-known ones for "".

    Args:
        typed: A city, a country, a state, a zone's current or former name; an abbreviation or an
            offset leads to places that keep such a time.
        now: For the offset that is shown.
    """
    found = dict(_found(_folded(typed), now)).items()
    return tuple(_suggestion(zone, place, now) for zone, place in islice(found, MOST_SUGGESTIONS))


def read_zone(typed: str, now: datetime) -> str:
    """Return the one zone that was meant, by the name under which it is kept.

    Raises:
        UnknownZone: None was meant, or it is not clear which; the sentence says what to choose.
    """
    name = canonical(typed.strip())
    if name is not None:
        return name
    folded = _folded(typed)
    shown = " ".join(typed.split())[:40]
    if folded.upper() in ABBREVIATIONS:
        cities = _or([city_of(zone) for zone in ABBREVIATIONS[folded.upper()]])
        raise UnknownZone(f"“{shown}” can mean several clocks. Choose a city instead: {cities}.")
    if _OFFSET.fullmatch(folded):
        raise UnknownZone(
            f"“{shown}” doesn't follow summer time. Choose a city near you instead, like Berlin."
        )
    exact = [entry for entry in _entries() if entry.text == folded]
    # Of those that share a country's clock, only the country's own are meant by its name.
    likely = min((entry.less for entry in exact), default=0)
    meant = {entry.zone for entry in exact if entry.less <= max(likely, _COUNTRY)}
    if len(meant) == 1:
        return meant.pop()
    if not folded:
        raise UnknownZone("Type a city near you, like Berlin, and choose from the list.")
    near = [_place_words(zone, place) for zone, place in islice(_found(folded, now), 3)]
    if not near:
        raise UnknownZone(f"I know no place called “{shown}”. Choose a larger city near you.")
    raise UnknownZone(f"By “{shown}”, do you mean {_or(near)}? Choose a city from the list.")


def offset_words(zone: str, now: datetime) -> str:
    """Return how far a zone's clocks are from UTC now: "UTC+5:30"."""
    minutes = round(offset_of(now, zone_named(zone)).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def _found(folded: str, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield zones with the places by which they were found, best first; some more than once."""
    if not folded:
        yield from ((zone, city_of(zone)) for zone in WELL_KNOWN)
        return
    likely = ABBREVIATIONS.get(folded.upper(), ())
    yield from ((zone, city_of(zone)) for zone in likely)
    offset = _OFFSET.fullmatch(folded)
    if offset:
        yield from ((zone, city_of(zone)) for zone in _with_offset(offset, now))
        return
    best: dict[str, tuple[float, int, str]] = {}
    for order, (entry, score) in enumerate(_hits(folded)):
        if entry.zone not in best or best[entry.zone][0] < score:
            best[entry.zone] = (score, -order, entry.place)
    ranked = sorted(best.items(), key=lambda item: item[1][:2], reverse=True)
    yield from ((zone, place) for zone, (_, _, place) in ranked if zone not in likely)


def _hits(folded: str) -> Iterator[tuple[_Entry, float]]:
    entries = _entries()
    if len(folded) >= _SHORTEST_FUZZY:
        close = process.extract(
            folded,
            [entry.text for entry in entries],
            scorer=fuzz.ratio,
            score_cutoff=_SCORE_CUTOFF,
            limit=MOST_SUGGESTIONS,
        )
        yield from ((entries[index], score - entries[index].less) for _, score, index in close)
    for entry in entries:
        if entry.text == folded:
            yield entry, _EXACT - entry.less
        elif entry.text.startswith(folded):
            yield entry, _STARTS - entry.less
        elif f" {folded}" in entry.text:
            yield entry, _WORD_STARTS - entry.less


@cache
def _entries() -> tuple[_Entry, ...]:
    known = atlas()
    made = [
        *(_Entry(_folded(city_of(zone)), zone, city_of(zone)) for zone in known.names),
        *(
            _Entry(_folded(place), zone, place)
            for zone, places in PLACES.items()
            for place in places.split(", ")
            if zone in known.names
        ),
        *(
            _Entry(_folded(city_of(name)), zone, city_of(name))
            for name, zone in known.targets.items()
        ),
        *(_Entry(_folded(name), zone, city_of(zone), _ZONE_NAME) for name, zone in _names()),
    ]
    for zone, countries in known.countries.items():
        others = [name for name, meant in COUNTRIES.items() if meant in countries]
        # A country's own zones come before those that it shares with the zone's own country.
        made += (
            _Entry(_folded(country), zone, city_of(zone), _COUNTRY + min(rank, 1))
            for rank, country in enumerate(countries)
        )
        made += (_Entry(_folded(name), zone, city_of(zone), _COUNTRY) for name in others)
    return tuple(dict.fromkeys(made))


def _names() -> Iterator[tuple[str, str]]:
    known = atlas()
    yield from ((name, name) for name in known.names)
    yield from known.targets.items()


def _with_offset(offset: re.Match[str], now: datetime) -> Iterator[str]:
    sign = 1 if offset[1] == "+" else -1
    minutes = sign * (int(offset[2]) * 60 + int(offset[3] or 0))
    for zone in dict.fromkeys((*WELL_KNOWN, *PLACES, *atlas().names)):
        if offset_of(now, zone_named(zone)).total_seconds() == minutes * 60:
            yield zone


def _suggestion(zone: str, place: str, now: datetime) -> ZoneSuggestion:
    if zone == UTC_NAME:
        return ZoneSuggestion(zone, "UTC, with no summer time")
    country = next(iter(atlas().countries.get(zone, ())), "")
    where = _place_words(zone, place)
    if country not in {"", place}:
        where = f"{where}, {country}"
    local = now.astimezone(UTC) + offset_of(now, zone_named(zone))
    tail = f" · {offset_words(zone, now)}, now {local:%H:%M}"
    return ZoneSuggestion(zone, where[: _LONGEST_LABEL - len(tail)] + tail)


def _place_words(zone: str, place: str) -> str:
    city = city_of(zone)
    return place if _folded(place) in _folded(city) else f"{place} ({city} time)"


def _folded(text: str) -> str:
    """Return it in the form in which texts are compared: plain letters, one space between words."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST_TYPED].replace("_", " ").casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.replace(".", "").replace(",", " ").split())


def _or(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
