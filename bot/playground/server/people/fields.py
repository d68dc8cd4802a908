"""The fields of a form: what they start with, what may be put in, what they send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.playground.server.people.choosing import Chooser, check_count, chosen_labels
from bot.playground.server.people.components import menu_of, options_of
from bot.playground.server.people.errors import Impossible
from bot.playground.server.rules.kinds import SELECTS, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.playground.server.world.models import Json

_SHORT = 1
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Filling:
    """What fields need to be filled in: who chooses, and where their files go."""

    chooser: Chooser
    upload: Callable[[object], str]


@dataclass(frozen=True, slots=True)
class Field:
    """A field with the label above it.

    Attributes:
        label: What it asks for.
        component: The field itself, in Discord's JSON.
    """

    label: str
    component: Json

    @property
    def custom_id(self) -> str:
        """By which the bot knows it."""
        return str(self.component["custom_id"])

    def start(self) -> object:
        """Return what is in it when the form opens: a text, a truth, one label, or a list."""
        kind = Kind(self.component["type"])
        if kind is Kind.TEXT_INPUT:
            return self.component.get("value") or ""
        if kind is Kind.CHECKBOX:
            return bool(self.component.get("default"))
        if kind is Kind.FILE_UPLOAD:
            return []
        chosen = [each.label for each in options_of(self.component) if each.default]
        if kind is Kind.RADIO_GROUP:
            return chosen[0] if chosen else None
        if kind in SELECTS and kind is not Kind.STRING_SELECT:
            return [int(each["id"]) for each in self.component.get("default_values") or ()]
        return chosen

    def filled(self, value: object, filling: Filling) -> Json:
        """Return what the field sends when this is put in.

        Raises:
            Impossible: It does not take this.
        """
        kind = Kind(self.component["type"])
        sent: Json = {"type": int(kind), "id": self.component["id"], "custom_id": self.custom_id}
        if kind is Kind.TEXT_INPUT:
            return sent | {"value": self._text(value)}
        if kind is Kind.CHECKBOX:
            if not isinstance(value, bool):
                raise Impossible(f"{self.label!r} is ticked or not: True or False")
            return sent | {"value": value}
        if kind is Kind.RADIO_GROUP:
            return sent | {"value": self._radio(value)}
        chosen = _as_list(value)
        if kind is Kind.FILE_UPLOAD:
            self._check_count(len(chosen), default_high=1)
            return sent | {"values": [filling.upload(each) for each in chosen]}
        if kind is Kind.CHECKBOX_GROUP:
            options = options_of(self.component)
            self._check_count(len(chosen), default_high=len(options))
            return sent | {"values": chosen_labels(options, chosen, repr(self.label))}
        return sent | {"values": self._selected(chosen, filling)}

    def _text(self, value: object) -> str:
        if not isinstance(value, str):
            raise Impossible(f"{self.label!r} takes text, not {value!r}")
        if self.component.get("style", _SHORT) == _SHORT and "\n" in value:
            raise Impossible(f"{self.label!r} has one line only")
        low = self.component.get("min_length") or 0
        high = self.component.get("max_length") or _LONGEST
        if not value:
            if self.component.get("required", True):
                raise Impossible(f"{self.label!r} must be filled in")
        elif not low <= len(value) <= high:
            raise Impossible(f"{self.label!r} takes {low} to {high} characters, not {len(value)}")
        return value

    def _radio(self, value: object) -> str | None:
        if value is None:
            if self.component.get("required", True):
                raise Impossible(f"{self.label!r}: one of them must be chosen")
            return None
        return chosen_labels(options_of(self.component), [value], repr(self.label))[0]

    def _selected(self, chosen: Sequence[object], filling: Filling) -> list[str]:
        menu = menu_of(self.component)
        if not chosen and not menu.required:
            return []
        if chosen == self.start() and menu.kind is not Kind.STRING_SELECT:
            # Left as it was: the ids that the bot itself had put in.
            return [str(each) for each in chosen]
        return filling.chooser.values(menu, chosen, repr(self.label))

    def _check_count(self, count: int, default_high: int) -> None:
        low = self.component.get("min_values")
        low = 1 if low is None else low
        if not self.component.get("required", True) and not count:
            return
        high = self.component.get("max_values") or default_high
        check_count(count, low, high, repr(self.label))


def _as_list(value: object) -> list[object]:
    """Return a list also where one thing alone was given; a file is a tuple, not two things."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
