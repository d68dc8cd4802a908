from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.server.rules.commands import (
    bulk_faults,
    command_faults,
    edited_command_faults,
)
from bot.playground.server.rules.texts import is_slash_name

Part = dict[str, Any]


def option(kind: int = 3, name: str = "text", **changes: object) -> Part:
    return {"type": kind, "name": name, "description": "What to look for", **changes}


def command(*options: object, **changes: object) -> Part:
    made: Part = {"name": "ask", "description": "Ask the library", "type": 1}
    return {**made, "options": list(options), **changes}


def choices(count: int) -> list[Part]:
    return [{"name": str(number), "value": str(number)} for number in range(count)]


def found(body: object) -> list[str]:
    return [
        f"{fault.code} {'.'.join(str(part) for part in fault.path)}"
        for fault in command_faults(body)
    ]


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("ask", True),
        ("ask-me_2", True),
        ("l'ask", True),
        ("frage", True),
        ("größe", True),
        ("質問", True),
        ("คำถาม", True),
        ("प्रश्न", True),
        ("вопрос", True),
        ("Ask", False),
        ("ASK", False),
        ("Größe", False),
        ("two words", False),
        ("", False),
        ("ask!", False),
        ("🦉", False),
        ("a.b", False),
        ("a/b", False),
        ("e\u0301", False),
    ],
)
def test_names_of_slash_commands(name: str, *, sound: bool) -> None:
    assert is_slash_name(name) is sound


@pytest.mark.parametrize(
    "body",
    [
        command(),
        command(name="x" * 32, description="x" * 100),
        command(*(option(name=f"o{number}") for number in range(25))),
        command(option(required=True), option(name="more")),
        command(option(choices=choices(25))),
        command(option(4, choices=[{"name": "one", "value": 1}], min_value=-5, max_value=5)),
        command(option(10, min_value=0.5, max_value=0.5)),
        command(option(autocomplete=True, min_length=0, max_length=6000)),
        command(option(7, channel_types=[0])),
        command(*(option(kind, name=f"o{kind}") for kind in range(3, 12))),
        command(option(1, "add", options=[option(11, "file")])),
        command(option(2, "group", options=[option(1, "add", options=[option()])])),
        command(contexts=[0], integration_types=[0], default_member_permissions="32"),
        command(default_member_permissions=32, nsfw=False, dm_permission=False),
        command(name_localizations={"de": "frage"}, description_localizations={"de": "Frag"}),
        {"name": "Ask the library", "type": 3},
        {"name": "Ask the library", "type": 2, "description": "", "options": []},
        {"name": "ask", "description": "No type is a slash command"},
    ],
)
def test_discord_takes(body: Part) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (command(name="Ask"), "APPLICATION_COMMAND_INVALID_NAME name"),
        (command(name="two words"), "APPLICATION_COMMAND_INVALID_NAME name"),
        (command(name="x" * 33), "BASE_TYPE_BAD_LENGTH name"),
        (command(name=None), "BASE_TYPE_REQUIRED name"),
        (command(description=""), "BASE_TYPE_BAD_LENGTH description"),
        (command(description=None), "BASE_TYPE_REQUIRED description"),
        (command(description="x" * 101), "BASE_TYPE_BAD_LENGTH description"),
        (command(type=9), "BASE_TYPE_CHOICES type"),
        (command(*(option(name=f"o{n}") for n in range(26))), "BASE_TYPE_MAX_LENGTH options"),
        (
            command(option(name="a"), option(name="b", required=True)),
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID options.1",
        ),
        (
            command(option(), option()),
            "APPLICATION_COMMAND_OPTIONS_NAME_NOT_UNIQUE options.1.name",
        ),
        (
            command(option(1, "add"), option()),
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID options",
        ),
        (
            command(option(1, "add", options=[option(1, "deep")])),
            "BASE_TYPE_CHOICES options.0.options.0.type",
        ),
        (
            command(option(2, "a", options=[option(2, "b")])),
            "BASE_TYPE_CHOICES options.0.options.0.type",
        ),
        (command(option(2, "a", options=[option()])), "BASE_TYPE_CHOICES options.0.options.0.type"),
        (
            command(default_member_permissions="all"),
            "NUMBER_TYPE_COERCE default_member_permissions",
        ),
        (command(default_member_permissions=-1), "NUMBER_TYPE_COERCE default_member_permissions"),
        (command(contexts=[]), "BASE_TYPE_BAD_LENGTH contexts"),
        (command(contexts=[3]), "BASE_TYPE_CHOICES contexts"),
        (command(contexts=[0, 0]), "SET_TYPE_CONTAINS_DUPLICATE contexts"),
        (command(name_localizations={"xx": "a"}), "BASE_TYPE_CHOICES name_localizations.xx"),
        (
            command(name_localizations={"de": "Frage"}),
            "APPLICATION_COMMAND_INVALID_NAME name_localizations",
        ),
        ({"name": "", "type": 3}, "BASE_TYPE_BAD_LENGTH name"),
        ({"name": "  ", "type": 3}, "APPLICATION_COMMAND_INVALID_NAME name"),
        (
            {"name": "Ask", "type": 3, "description": "No"},
            "APPLICATION_COMMAND_CONTEXT_MENU_FIELD_INVALID description",
        ),
        (
            {"name": "Ask", "type": 2, "options": [option()]},
            "APPLICATION_COMMAND_CONTEXT_MENU_FIELD_INVALID options",
        ),
        ("ask", "DICT_TYPE_CONVERT "),
    ],
)
def test_discord_refuses(body: object, fault: str) -> None:
    assert fault in found(body)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (option(name="Text"), "APPLICATION_COMMAND_INVALID_NAME name"),
        (option(description=""), "BASE_TYPE_BAD_LENGTH description"),
        (option(12), "BASE_TYPE_CHOICES type"),
        (option(choices=choices(26)), "BASE_TYPE_MAX_LENGTH choices"),
        (option(choices=[{"name": "", "value": "a"}]), "BASE_TYPE_BAD_LENGTH choices.0.name"),
        (option(choices=[{"name": "x" * 101, "value": ""}]), "BASE_TYPE_BAD_LENGTH choices.0.name"),
        (option(choices=[{"name": "a"}]), "BASE_TYPE_REQUIRED choices.0.value"),
        (
            option(choices=[{"name": "a", "value": "x" * 101}]),
            "BASE_TYPE_MAX_LENGTH choices.0.value",
        ),
        (option(choices=[{"name": "a", "value": 1}]), "BASE_TYPE_BAD_TYPE choices.0.value"),
        (option(4, choices=[{"name": "a", "value": "1"}]), "BASE_TYPE_BAD_TYPE choices.0.value"),
        (option(4, choices=[{"name": "a", "value": 1.5}]), "BASE_TYPE_BAD_TYPE choices.0.value"),
        (option(4, choices=[{"name": "a", "value": 2**53}]), "BASE_TYPE_BAD_TYPE choices.0.value"),
        (
            option(choices=[*choices(1), *choices(1)]),
            "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS choices.1.name",
        ),
        (
            option(autocomplete=True, choices=choices(1)),
            "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES autocomplete",
        ),
        (option(5, autocomplete=True), "APPLICATION_COMMAND_OPTIONS_FIELD_INVALID autocomplete"),
        (option(5, choices=choices(1)), "APPLICATION_COMMAND_OPTIONS_FIELD_INVALID choices"),
        (option(options=[option()]), "APPLICATION_COMMAND_OPTIONS_FIELD_INVALID options"),
        (option(min_length=-1), "NUMBER_TYPE_MIN min_length"),
        (option(max_length=0), "NUMBER_TYPE_MIN max_length"),
        (option(max_length=6001), "NUMBER_TYPE_MAX max_length"),
        (
            option(min_length=5, max_length=4),
            "APPLICATION_COMMAND_OPTIONS_INVALID_RANGE min_length",
        ),
        (
            option(4, min_value=5, max_value=4),
            "APPLICATION_COMMAND_OPTIONS_INVALID_RANGE min_value",
        ),
        (option(4, min_value=0.5), "NUMBER_TYPE_COERCE min_value"),
        (option(4, min_length=1), "APPLICATION_COMMAND_OPTIONS_FIELD_INVALID min_length"),
        (option(min_value=1), "APPLICATION_COMMAND_OPTIONS_FIELD_INVALID min_value"),
        (option(channel_types=[0]), "APPLICATION_COMMAND_OPTIONS_FIELD_INVALID channel_types"),
    ],
)
def test_discord_refuses_options(changed: Part, fault: str) -> None:
    code, _, place = fault.partition(" ")
    assert f"{code} options.0.{place}" in found(command(changed))


@given(st.integers(min_value=7900, max_value=8100))
def test_eight_thousand_characters_are_the_limit_of_one_command(size: int) -> None:
    # Both options take choices of up to 200 characters each: 100 of its name, 100 of its value.
    left = size - len("ask" + "d" + "a" + "d" + "b" + "d")
    lengths = [200] * (left // 200) + [left % 200] * bool(left % 200)
    written = [
        {"name": f"{number:0{min(100, length)}}", "value": "v" * max(0, length - 100)}
        for number, length in enumerate(lengths)
    ]
    if len(written[-1]["name"]) > lengths[-1]:
        written[-1]["name"] = "z" * lengths[-1]
    options = [
        option(name="a", description="d", choices=written[:25]),
        option(name="b", description="d", choices=written[25:]),
    ]
    too_large = ["APPLICATION_COMMAND_TOO_LARGE "] if size > 8000 else []
    assert found(command(*options, description="d")) == too_large


def test_the_longest_translation_is_what_counts() -> None:
    short = command(*(option(1, f"s{n:02}", description="x") for n in range(25)))
    for one in short["options"]:
        one["options"] = [option(name=f"o{n}", description="x") for n in range(4)]
        for inner in one["options"]:
            inner["description_localizations"] = {"de": "y" * 100, "fr": "z"}
    assert "APPLICATION_COMMAND_TOO_LARGE " in found(short)


@pytest.mark.parametrize(
    ("kind", "most"),
    [(1, 100), (2, 15), (3, 15)],
)
def test_there_is_a_limit_to_the_number_of_commands(kind: int, most: int) -> None:
    def crowd(count: int) -> list[Part]:
        names = [f"name{number}" for number in range(count)]
        if kind == 1:
            return [command(name=name) for name in names]
        return [{"name": name, "type": kind} for name in names]

    assert bulk_faults(crowd(most)) == []
    assert [fault.error for fault in bulk_faults(crowd(most + 1))] == [30032]


def test_names_are_unique_within_a_type() -> None:
    menus = [{"name": "ask", "type": 2}, {"name": "ask", "type": 3}]
    assert bulk_faults([command(), *menus]) == []
    faults = bulk_faults([command(), *menus, command()])
    assert [(fault.code, fault.path) for fault in faults] == [
        ("APPLICATION_COMMANDS_DUPLICATE_NAME", (3, "name"))
    ]


def test_commands_come_as_a_list() -> None:
    assert [fault.code for fault in bulk_faults({"name": "ask"})] == ["LIST_TYPE_CONVERT"]
    assert [fault.path for fault in bulk_faults(["ask"])] == [(0,)]


def test_an_edit_is_checked_as_the_command_that_it_makes() -> None:
    before = command(option(required=True))
    assert edited_command_faults({"description": "Other"}, before) == []
    codes = [fault.code for fault in edited_command_faults({"name": "Ask"}, before)]
    assert codes == ["APPLICATION_COMMAND_INVALID_NAME"]
    assert [fault.code for fault in edited_command_faults("ask", before)] == ["DICT_TYPE_CONVERT"]
