"""What Discord asks of the choices of an option, written down or offered while typing."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.server.rules.form import Form

MAX_CHOICES = 25
MAX_NAME = 100
MAX_VALUE = 100
MAX_INTEGER = 2**53 - 1


class OptionType(IntEnum):
    """The type number of a command's option."""

    SUB_COMMAND = 1
    SUB_COMMAND_GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


def check_choices(form: Form, option: int | None) -> list[Form]:
    """Note the faults of the form's `choices` and return them.

    Args:
        form: What holds the list.
        option: The type of the option; None when it is not known, and any value passes.
    """
    choices = form.forms("choices", MAX_CHOICES)
    for choice in choices:
        choice.text("name", MAX_NAME, low=1, required=True)
        value = choice.values.get("value")
        if value is None:
            choice.require("value")
        elif isinstance(value, str) and option in (None, OptionType.STRING):
            choice.text("value", MAX_VALUE)
        elif not _ACCEPTS.get(option, _is_any)(value):
            choice.blame("value", "BASE_TYPE_BAD_TYPE", "Value is not of the option's type.")
    return choices


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MAX_INTEGER


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return abs(value) <= MAX_INTEGER + 1


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_any(value: object) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


_ACCEPTS: dict[int | None, Callable[[object], bool]] = {
    OptionType.STRING: _is_text,
    OptionType.INTEGER: _is_integer,
    OptionType.NUMBER: _is_number,
}
