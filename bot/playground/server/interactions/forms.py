"""Forms as Discord hands them to a person: what was left out is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.playground.server.world.models import Json


def with_ids(sent: Json) -> Json:
    """Return a modal in which every part has an id of its own."""
    taken = {part["id"] for part in _parts(sent["components"]) if part.get("id")}
    free = (number for number in range(1, 10_000) if number not in taken)
    return sent | {"components": [_with_id(part, free) for part in sent["components"]]}


def _with_id(part: Json, free: Iterator[int]) -> Json:
    made = {key: value for key, value in part.items() if value is not None}
    made["id"] = part.get("id") or next(free)
    if "component" in made:
        made["component"] = _with_id(made["component"], free)
    if "components" in made:
        made["components"] = [_with_id(each, free) for each in made["components"]]
    return made


def _parts(components: list[Json]) -> Iterator[Json]:
    for part in components:
        yield part
        yield from _parts(part.get("components") or [])
        if part.get("component"):
            yield part["component"]
