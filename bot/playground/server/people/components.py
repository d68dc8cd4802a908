"""What can be pressed and read in a message: buttons, menus and texts, found in its components."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.playground.server.rules.kinds import SELECTS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.playground.server.world.models import Json


@dataclass(frozen=True, slots=True)
class Button:
    """A button; one without a label goes by its emoji."""

    label: str
    custom_id: str | None
    id: int
    disabled: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a menu, a radio group or a group of checkboxes."""

    label: str
    value: str
    description: str = ""
    default: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A select menu; `options` are those of a string select."""

    kind: Kind
    custom_id: str
    id: int
    placeholder: str
    options: tuple[Option, ...] = ()
    low: int = 1
    high: int = 1
    disabled: bool = False
    required: bool = True
    channel_types: frozenset[int] = frozenset()
    default_values: tuple[Json, ...] = field(default=())


def walk(components: Sequence[Json]) -> Iterator[Json]:
    """Return all components, each before those within it, in the order in which they are shown."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for key in ("component", "accessory"):
            if component.get(key):
                yield from walk([component[key]])


def buttons_in(components: Sequence[Json]) -> list[Button]:
    """Return the buttons."""
    return [_button(each) for each in walk(components) if each["type"] == Kind.BUTTON]


def menus_in(components: Sequence[Json]) -> list[Menu]:
    """Return the select menus."""
    return [menu_of(each) for each in walk(components) if each["type"] in SELECTS]


def menu_of(component: Json) -> Menu:
    """Read a select menu."""
    low = component.get("min_values")
    return Menu(
        kind=Kind(component["type"]),
        custom_id=component["custom_id"],
        id=component.get("id", 0),
        placeholder=component.get("placeholder") or "",
        options=options_of(component),
        low=1 if low is None else low,
        high=component.get("max_values") or 1,
        disabled=bool(component.get("disabled")),
        required=component.get("required", True),
        channel_types=frozenset(component.get("channel_types") or ()),
        default_values=tuple(component.get("default_values") or ()),
    )


def options_of(component: Json) -> tuple[Option, ...]:
    """Return the lines among which one chooses."""
    return tuple(
        Option(
            label=each["label"],
            value=each["value"],
            description=each.get("description") or "",
            default=bool(each.get("default")),
        )
        for each in component.get("options") or ()
    )


def texts_in(components: Sequence[Json]) -> list[str]:
    """Return everything that can be read in components, in order."""
    found: list[str] = []
    for each in walk(components):
        found += _texts(each)
    return [text for text in found if text]


def _texts(component: Json) -> list[str]:
    kind = component["type"]
    if kind == Kind.TEXT_DISPLAY:
        return [component["content"]]
    if kind == Kind.BUTTON:
        return [_button(component).label]
    if kind in SELECTS:
        menu = menu_of(component)
        lines = [text for each in menu.options for text in (each.label, each.description)]
        return [menu.placeholder, *lines]
    if kind == Kind.FILE:
        return [component.get("name") or ""]
    pictures = component.get("items") or [component]
    return [each.get("description") or "" for each in pictures]


def _button(component: Json) -> Button:
    emoji = component.get("emoji") or {}
    return Button(
        label=component.get("label") or emoji.get("name") or "",
        custom_id=component.get("custom_id"),
        id=component.get("id", 0),
        disabled=bool(component.get("disabled")),
        url=component.get("url"),
    )
