from __future__ import annotations

from typing import Any

import pytest

from bot.playground.server.rules.callbacks import callback_faults

Body = dict[str, Any]

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
MESSAGE: Body = {"content": "Hello", "flags": 0, "attachments": [], "embeds": []}
MODAL: Body = {
    "custom_id": "form",
    "title": "A form",
    "components": [
        {"type": 18, "label": "Text", "component": {"type": 4, "custom_id": "a", "style": 1}}
    ],
}


def found(
    body: object, interaction: int, message: Body | None = None, option: int | None = None
) -> list[str]:
    faults = callback_faults(body, interaction, message=message, option=option)
    return [f"{fault.code} {'.'.join(str(part) for part in fault.path)}" for fault in faults]


@pytest.mark.parametrize(
    ("body", "interaction", "message"),
    [
        ({"type": 4, "data": {"content": "Hi"}}, COMMAND, None),
        ({"type": 4, "data": {"content": "Hi", "flags": 64}}, COMMAND, None),
        ({"type": 5}, COMMAND, None),
        ({"type": 5, "data": {"flags": 64}}, COMMAND, None),
        ({"type": 9, "data": MODAL}, COMMAND, None),
        ({"type": 4, "data": {"content": "Hi"}}, COMPONENT, MESSAGE),
        ({"type": 6}, COMPONENT, MESSAGE),
        ({"type": 7, "data": {"content": "Other"}}, COMPONENT, MESSAGE),
        ({"type": 9, "data": MODAL}, COMPONENT, MESSAGE),
        ({"type": 4, "data": {"content": "Thanks"}}, SUBMIT, None),
        ({"type": 6}, SUBMIT, None),
        ({"type": 7, "data": {"content": "Other"}}, SUBMIT, MESSAGE),
        ({"type": 8, "data": {"choices": []}}, AUTOCOMPLETE, None),
        ({"type": 1}, 1, None),
    ],
)
def test_discord_takes(body: Body, interaction: int, message: Body | None) -> None:
    assert found(body, interaction, message) == []


@pytest.mark.parametrize(
    ("body", "interaction", "message", "fault"),
    [
        ({}, COMMAND, None, "BASE_TYPE_REQUIRED type"),
        ({"type": 7, "data": {"content": "Hi"}}, COMMAND, None, "BASE_TYPE_CHOICES type"),
        ({"type": 6}, COMMAND, None, "BASE_TYPE_CHOICES type"),
        ({"type": 8, "data": {"choices": []}}, COMMAND, None, "BASE_TYPE_CHOICES type"),
        ({"type": 7, "data": {"content": "Hi"}}, SUBMIT, None, "BASE_TYPE_CHOICES type"),
        ({"type": 9, "data": MODAL}, SUBMIT, MESSAGE, "BASE_TYPE_CHOICES type"),
        ({"type": 5}, AUTOCOMPLETE, None, "BASE_TYPE_CHOICES type"),
        ({"type": 4}, 99, None, "BASE_TYPE_CHOICES type"),
        ({"type": 4, "data": {}}, COMMAND, None, "EMPTY_MESSAGE data"),
        ({"type": 4}, COMMAND, None, "DICT_TYPE_CONVERT data"),
        (
            {"type": 4, "data": {"content": "x" * 2001}},
            COMMAND,
            None,
            "BASE_TYPE_MAX_LENGTH data.content",
        ),
        (
            {"type": 7, "data": {"content": "", "components": []}},
            COMPONENT,
            MESSAGE,
            "EMPTY_MESSAGE data",
        ),
        (
            {"type": 9, "data": {**MODAL, "title": ""}},
            COMMAND,
            None,
            "BASE_TYPE_BAD_LENGTH data.title",
        ),
        ({"type": 8}, AUTOCOMPLETE, None, "BASE_TYPE_REQUIRED data"),
    ],
)
def test_discord_refuses(body: Body, interaction: int, message: Body | None, fault: str) -> None:
    assert fault in found(body, interaction, message)


@pytest.mark.parametrize(
    ("choices", "option", "fault"),
    [
        ([{"name": "a", "value": "a"}] * 25, 3, None),
        ([{"name": "x" * 100, "value": "x" * 100}], 3, None),
        ([{"name": "a", "value": 5}], 4, None),
        ([{"name": "a", "value": 5.5}], 10, None),
        ([{"name": "a", "value": "anything"}], None, None),
        ([{"name": "a", "value": "a"}] * 26, 3, "BASE_TYPE_MAX_LENGTH data.choices"),
        ([{"name": "", "value": "a"}], 3, "BASE_TYPE_BAD_LENGTH data.choices.0.name"),
        ([{"name": "x" * 101, "value": "a"}], 3, "BASE_TYPE_BAD_LENGTH data.choices.0.name"),
        ([{"name": "a", "value": "x" * 101}], 3, "BASE_TYPE_MAX_LENGTH data.choices.0.value"),
        ([{"name": "a", "value": 5}], 3, "BASE_TYPE_BAD_TYPE data.choices.0.value"),
        ([{"name": "a", "value": "a"}], 4, "BASE_TYPE_BAD_TYPE data.choices.0.value"),
        ([{"name": "a", "value": []}], None, "BASE_TYPE_BAD_TYPE data.choices.0.value"),
    ],
)
def test_offered_choices_have_limits(
    choices: list[Body], option: int | None, fault: str | None
) -> None:
    body = {"type": 8, "data": {"choices": choices}}
    assert found(body, AUTOCOMPLETE, option=option) == ([fault] if fault else [])
