"""Discord's numbers for components, which of them may stand where, and what a message may hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.server.rules.form import Form

MAX_INT32 = 2**31 - 1


class Kind(IntEnum):
    """The type number of a component."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = frozenset(
    {
        Kind.STRING_SELECT,
        Kind.USER_SELECT,
        Kind.ROLE_SELECT,
        Kind.MENTIONABLE_SELECT,
        Kind.CHANNEL_SELECT,
    }
)
IN_ROW = SELECTS | {Kind.BUTTON}
IN_SECTION = frozenset({Kind.TEXT_DISPLAY})
BESIDE_SECTION = frozenset({Kind.BUTTON, Kind.THUMBNAIL})
IN_CONTAINER = frozenset(
    {
        Kind.ACTION_ROW,
        Kind.SECTION,
        Kind.TEXT_DISPLAY,
        Kind.MEDIA_GALLERY,
        Kind.FILE,
        Kind.SEPARATOR,
    }
)
IN_LEGACY_MESSAGE = frozenset({Kind.ACTION_ROW})
IN_LAYOUT = IN_CONTAINER | {Kind.CONTAINER}
IN_MODAL = frozenset({Kind.ACTION_ROW, Kind.TEXT_DISPLAY, Kind.LABEL})
IN_LABEL = SELECTS | {
    Kind.TEXT_INPUT,
    Kind.FILE_UPLOAD,
    Kind.RADIO_GROUP,
    Kind.CHECKBOX_GROUP,
    Kind.CHECKBOX,
}


@dataclass(slots=True)
class Tally:
    """What is counted over all components of one message or modal."""

    count: int = 0
    characters: int = 0
    custom_ids: set[str] = field(default_factory=set)
    ids: set[int] = field(default_factory=set)

    def kind_of(self, component: Form, allowed: frozenset[Kind]) -> Kind | None:
        """Count the component and return its kind, or None when it may not stand here."""
        self.count += 1
        number = component.integer("id", 0, MAX_INT32)
        # 0 stands for "give it one".
        if number:
            if number in self.ids:
                sentence = "Component id cannot be duplicated"
                component.blame("id", "COMPONENT_ID_DUPLICATED", sentence)
            self.ids.add(number)
        value = component.values.get("type")
        if value is None:
            component.require("type")
        elif isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
            names = ", ".join(str(int(kind)) for kind in sorted(allowed))
            sentence = f'Value of field "type" must be one of ({names},).'
            component.blame("type", "UNION_TYPE_CHOICES", sentence)
        else:
            return Kind(value)
        return None

    def take_custom_id(self, component: Form) -> None:
        """Check a custom_id that must be there and must be the only one of its name."""
        custom_id = component.text("custom_id", 100, low=1, required=True)
        if custom_id is None:
            return
        if custom_id in self.custom_ids:
            sentence = "Component custom id cannot be duplicated"
            component.blame("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", sentence)
        self.custom_ids.add(custom_id)
