"""What Discord asks of application commands, one by one and all together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.playground.server.rules.form import Form, FormFault
from bot.playground.server.rules.options import check_options
from bot.playground.server.rules.texts import check_description, check_name, written_size

if TYPE_CHECKING:
    from bot.playground.server.rules.form import Path

MAX_PERMISSIONS = 2**54 - 1
MAX_SIZE = 8000


class CommandType(IntEnum):
    """The type number of an application command."""

    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3


MOST: Mapping[int, int] = MappingProxyType(
    {CommandType.CHAT_INPUT: 100, CommandType.USER: 15, CommandType.MESSAGE: 15}
)
"""How many commands of each type an application may have, globally and again in each guild."""


def command_faults(command: object, *, path: Path = ()) -> list[FormFault]:
    """Return what Discord refuses in one command that is created."""
    form = Form(command, path)
    kind = form.choice("type", CommandType, required=False)
    if kind is None:
        kind = CommandType.CHAT_INPUT
    size = written_size(form.values, ("name", "description"))
    if kind == CommandType.CHAT_INPUT:
        check_name(form)
        check_description(form)
        size += check_options(form)
    else:
        check_name(form, slash=False)
        for key, what in (("description", "a description"), ("options", "options")):
            if form.has(key):
                sentence = f"Context menu commands cannot have {what}"
                form.blame(key, "APPLICATION_COMMAND_CONTEXT_MENU_FIELD_INVALID", sentence)
    if size > MAX_SIZE:
        sentence = f"Command exceeds maximum size ({MAX_SIZE})"
        form.blame(None, "APPLICATION_COMMAND_TOO_LARGE", sentence)
    _check_permissions(form)
    for key, values in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        if form.values.get(key) is not None:
            _check_set(form, key, values)
    form.boolean("nsfw")
    form.boolean("dm_permission")
    return form.faults


def edited_command_faults(
    change: object, before: Mapping[str, object], *, path: Path = ()
) -> list[FormFault]:
    """Return what Discord refuses in the edit of a command, given it as it stands (as JSON)."""
    if not isinstance(change, Mapping):
        return command_faults(change, path=path)
    return command_faults({**before, **change, "type": before.get("type")}, path=path)


def bulk_faults(commands: object) -> list[FormFault]:
    """Return what Discord refuses in the list that replaces all commands of a scope."""
    if not isinstance(commands, (list, tuple)):
        sentence = "Only iterables may be used in a ListType"
        return [FormFault((), "LIST_TYPE_CONVERT", sentence)]
    faults: list[FormFault] = []
    seen: set[tuple[int, str]] = set()
    counts: Counter[int] = Counter()
    for index, command in enumerate(commands):
        faults.extend(command_faults(command, path=(index,)))
        if not isinstance(command, Mapping):
            continue
        kind = command.get("type")
        kind = kind if isinstance(kind, int) else CommandType.CHAT_INPUT
        counts[kind] += 1
        name = str(command.get("name"))
        if (kind, name) in seen:
            sentence = "Application command names must be unique"
            code = "APPLICATION_COMMANDS_DUPLICATE_NAME"
            faults.append(FormFault((index, "name"), code, sentence))
        seen.add((kind, name))
    faults.extend(crowd_faults(counts))
    return faults


def crowd_faults(counts: Mapping[int, int]) -> list[FormFault]:
    """Return the fault of a scope that would hold too many commands, counted by their type."""
    return [
        FormFault(
            (),
            "APPLICATION_COMMANDS_MAXIMUM_REACHED",
            f"Maximum number of application commands reached ({most})",
            error=30032,
        )
        for kind, most in MOST.items()
        if counts.get(kind, 0) > most
    ]


def _check_permissions(form: Form) -> None:
    value = form.values.get("default_member_permissions")
    if value is None:
        return
    digits = str(value) if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    if not (digits.isascii() and digits.isdigit() and int(digits) <= MAX_PERMISSIONS):
        sentence = "Value is not a set of permissions."
        form.blame("default_member_permissions", "NUMBER_TYPE_COERCE", sentence)


def _check_set(form: Form, key: str, allowed: set[int]) -> None:
    values = form.items(key, len(allowed), low=1)
    if any(value not in allowed for value in values if isinstance(value, (int, str))):
        names = ", ".join(str(number) for number in sorted(allowed))
        form.blame(key, "BASE_TYPE_CHOICES", f"Value must be one of {{{names}}}.")
    if len({str(value) for value in values}) != len(values):
        form.blame(key, "SET_TYPE_CONTAINS_DUPLICATE", "The Set has a duplicate")
