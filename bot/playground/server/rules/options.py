"""What Discord asks of a command's options: their order, their nesting, their limits."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from bot.playground.server.rules.choices import MAX_INTEGER, OptionType, check_choices
from bot.playground.server.rules.texts import check_description, check_name, written_size

if TYPE_CHECKING:
    from bot.playground.server.rules.form import Form

MAX_OPTIONS = 25
MAX_INPUT = 6000

_NESTS = frozenset({OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP})
_TYPED = frozenset({OptionType.STRING, OptionType.INTEGER, OptionType.NUMBER})
_NUMBERS = frozenset({OptionType.INTEGER, OptionType.NUMBER})


class Level(IntEnum):
    """Who owns a list of options."""

    COMMAND = 0
    GROUP = 1
    SUB_COMMAND = 2


_ALLOWED = {
    Level.COMMAND: frozenset(OptionType),
    Level.GROUP: frozenset({OptionType.SUB_COMMAND}),
    Level.SUB_COMMAND: frozenset(OptionType) - _NESTS,
}


def check_options(owner: Form, level: Level = Level.COMMAND) -> int:
    """Note the faults of the owner's options; return how many characters they are written in."""
    names: set[str] = set()
    kinds: set[bool] = set()
    optional = False
    size = 0
    for option in owner.forms("options", MAX_OPTIONS):
        size += _check_option(option, level)
        name = option.values.get("name")
        if isinstance(name, str):
            if name in names:
                sentence = "Option names must be unique"
                option.blame("name", "APPLICATION_COMMAND_OPTIONS_NAME_NOT_UNIQUE", sentence)
            names.add(name)
        nests = option.values.get("type") in _NESTS
        kinds.add(nests)
        if nests:
            continue
        if option.values.get("required") is True:
            if optional:
                sentence = "Required options must be placed before non-required options"
                option.blame(None, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", sentence)
        else:
            optional = True
    if len(kinds) > 1:
        sentence = (
            "Sub-command and sub-command group option types are mutually exclusive to all"
            " other types"
        )
        owner.blame("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", sentence)
    return size


def _check_option(option: Form, level: Level) -> int:
    check_name(option)
    check_description(option)
    size = written_size(option.values, ("name", "description"))
    option.boolean("required")
    kind = option.choice("type", _ALLOWED[level])
    if kind is None:
        return size
    if kind in _NESTS:
        below = Level.GROUP if kind == OptionType.SUB_COMMAND_GROUP else Level.SUB_COMMAND
        return size + check_options(option, below)
    if option.has("options"):
        _misplaced(option, "options")
    _check_limits(option, kind)
    return size + _check_choices(option, kind)


def _check_choices(option: Form, kind: int) -> int:
    if option.boolean("autocomplete"):
        if kind not in _TYPED:
            _misplaced(option, "autocomplete")
        if option.has("choices"):
            sentence = "Autocomplete cannot be set to true if choices are present"
            option.blame("autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", sentence)
    if not option.has("choices"):
        return 0
    if kind not in _TYPED:
        _misplaced(option, "choices")
        return 0
    names: set[object] = set()
    size = 0
    for choice in check_choices(option, kind):
        size += written_size(choice.values, ("name", "value"))
        name = choice.values.get("name")
        if isinstance(name, str) and name in names:
            sentence = "Option choice name already exists"
            code = "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS"
            choice.blame("name", code, sentence)
        names.add(name if isinstance(name, str) else None)
    return size


def _check_limits(option: Form, kind: int) -> None:
    if kind == OptionType.STRING:
        low = option.integer("min_length", 0, MAX_INPUT)
        high = option.integer("max_length", 1, MAX_INPUT)
        _check_order(option, "length", low, high)
    elif option.has("min_length") or option.has("max_length"):
        _misplaced(option, "min_length")
    if kind in _NUMBERS:
        _check_order(option, "value", _bound(option, "min_value"), _bound(option, "max_value"))
    elif option.has("min_value") or option.has("max_value"):
        _misplaced(option, "min_value")
    if option.has("channel_types") and kind != OptionType.CHANNEL:
        _misplaced(option, "channel_types")


def _bound(option: Form, key: str) -> float | None:
    value = option.values.get(key)
    if value is None:
        return None
    sound = isinstance(value, (int, float)) and not isinstance(value, bool)
    if option.values.get("type") == OptionType.INTEGER:
        sound = sound and isinstance(value, int)
    if not sound or not isinstance(value, (int, float)) or abs(value) > MAX_INTEGER + 1:
        option.blame(key, "NUMBER_TYPE_COERCE", "Value is not a number within the limits.")
        return None
    return value


def _check_order(option: Form, what: str, low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        sentence = f"min_{what} must be less than or equal to max_{what}"
        option.blame(f"min_{what}", "APPLICATION_COMMAND_OPTIONS_INVALID_RANGE", sentence)


def _misplaced(option: Form, key: str) -> None:
    sentence = f"{key} cannot be set on an option of this type"
    option.blame(key, "APPLICATION_COMMAND_OPTIONS_FIELD_INVALID", sentence)
