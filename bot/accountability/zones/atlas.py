"""The time zones that there are: what the tables of tzdata say about them.

A zone is kept under the name that tzdata gives a country's place: `Europe/Berlin`, and
`Asia/Kolkata` rather than `Asia/Calcutta`. Only names of places are zones here, and `UTC`. `EST`,
`CET`, `Etc/GMT+3` and `posixrules` are files of the database, but nobody lives there, and an
abbreviation means several clocks.
"""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from bot.accountability.errors import UnknownZone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

UTC_NAME = "UTC"

_AREAS = {
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
}
_FORMER_AREAS = _AREAS | {"Brazil", "Canada", "Chile", "Mexico", "US"}
_LONGEST_SHOWN = 40
_STATES = frozenset({"Indiana", "Kentucky", "North_Dakota"})
"""Where the middle of a name is needed to know which Knox, Louisville or Center it is."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """What the tables say.

    Attributes:
        names: The names under which zones are kept, the more populous ones of a country first.
        countries: The English names of the countries that keep a zone's time, its own first.
        remarks: What tells the zones of one country apart ("Central - MI (Wisconsin border)").
        targets: Other names of zones, with the name under which each is kept.
    """

    names: tuple[str, ...]
    countries: Mapping[str, tuple[str, ...]]
    remarks: Mapping[str, str]
    targets: Mapping[str, str]


@cache
def atlas() -> Atlas:
    """Read the tables; where they are missing, every place that the computer knows is a zone."""
    known = _places()
    country_of = {code: name for code, name, *_ in _rows("iso3166.tab")}
    countries: dict[str, list[str]] = {}
    remarks: dict[str, str] = {}
    for table in ("zone.tab", "zone1970.tab"):
        for codes, _, name, *remark in _rows(table):
            if name not in known:
                continue
            here = countries.setdefault(name, [])
            here += (country_of[code] for code in codes.split(",") if country_of.get(code))
            remarks.setdefault(name, " ".join(remark))
    links = {link: target for target, link in _links()}
    # Without the tables, nothing tells an old name from a current one.
    names = tuple(countries) or tuple(sorted(known))
    return Atlas(
        names=(*names, UTC_NAME),
        countries={name: tuple(dict.fromkeys(here)) for name, here in countries.items()},
        remarks=remarks,
        targets=dict(_targets(links, frozenset(names))),
    )


def canonical(name: str) -> str | None:
    """Return the name under which a zone is kept, or None if it is no place's."""
    known = atlas()
    if name in known.names:
        return name
    return known.targets.get(name)


def zone_named(name: object) -> zoneinfo.ZoneInfo:
    """Return the zone with that name, current or former, as it was chosen or stored.

    Raises:
        UnknownZone: It is no place's zone, or tzdata has it no more.
    """
    if isinstance(name, str) and (name == UTC_NAME or name in _places()):
        try:
            return zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            pass
    shown = name[:_LONGEST_SHOWN] if isinstance(name, str) else ""
    raise UnknownZone(f"“{shown}” is no time zone I know. Choose a city near you, like Berlin.")


def city_of(name: str) -> str:
    """Return the place in a zone's name, as people write it: `New York`, `Knox, Indiana`."""
    *areas, place = name.split("/")
    if areas and areas[-1] in _STATES:
        place = f"{place}, {areas[-1]}"
    return place.replace("_", " ")


@cache
def _places() -> frozenset[str]:
    return frozenset(
        name for name in zoneinfo.available_timezones() if name.partition("/")[0] in _AREAS
    )


def _targets(links: Mapping[str, str], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    for link in links:
        area, _, place = link.partition("/")
        if link in names or area not in _FORMER_AREAS or not place:
            continue
        target = link
        # A link may lead to another; there are no more steps than links, whatever a table says.
        for _ in range(len(links)):
            if target in names or target not in links:
                break
            target = links[target]
        if target in names:
            yield link, target


def _rows(table: str) -> Iterator[list[str]]:
    for line in _lines(table):
        if not line.startswith("#") and "\t" in line:
            yield line.split("\t")


def _links() -> Iterator[tuple[str, str]]:
    for line in _lines("tzdata.zi"):
        if line.startswith("L "):
            _, target, link = line.split()
            yield target, link


def _lines(table: str) -> list[str]:
    try:
        text = resources.files("tzdata").joinpath("zoneinfo", table).read_text("utf-8")
    except (ModuleNotFoundError, OSError):
        return []
    return text.splitlines()
