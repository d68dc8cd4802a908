from __future__ import annotations

from typing import Any

import pytest

from bot.playground.server.rules.modals import modal_faults

Part = dict[str, Any]


def field(kind: int = 4, custom_id: str | None = "field", **changes: object) -> Part:
    part: Part = {"type": kind, "custom_id": custom_id}
    if kind == 4:
        part["style"] = 1
    if kind in (3, 21, 22):
        part["options"] = options(2)
    return {**part, **changes}


def options(count: int, *, chosen: int = 0) -> list[Part]:
    return [
        {"label": str(number), "value": str(number), "default": number < chosen}
        for number in range(count)
    ]


def label(component: object, **changes: object) -> Part:
    return {"type": 18, "label": "Your text", "component": component, **changes}


def modal(*parts: object, **changes: object) -> Part:
    return {"custom_id": "form", "title": "A form", "components": list(parts), **changes}


def found(body: object) -> list[str]:
    return [
        f"{fault.code} {'.'.join(str(part) for part in fault.path)}" for fault in modal_faults(body)
    ]


@pytest.mark.parametrize(
    "body",
    [
        modal(label(field())),
        modal(*(label(field(custom_id=name)) for name in "abcde")),
        modal(label(field()), title="x" * 45, custom_id="x" * 100),
        modal({"type": 10, "content": "Read this first"}, label(field())),
        modal({"type": 1, "components": [field(label="Old fashion")]}),
        modal(label(field(style=2, min_length=0, max_length=4000, value="x" * 4000))),
        modal(label(field(min_length=5, max_length=5, placeholder="x" * 100))),
        modal(label(field(required=False), label="x" * 45, description="x" * 100)),
        *(modal(label(field(kind))) for kind in (3, 5, 6, 7, 8, 19, 21, 22, 23)),
        modal(label(field(3, min_values=0, required=False))),
        modal(label(field(5, min_values=1, max_values=25))),
        modal(label(field(19, min_values=0, max_values=10, required=False))),
        modal(label(field(21, options=options(10, chosen=1)))),
        modal(label(field(22, options=options(1)))),
        modal(label(field(22, options=options(10, chosen=10), min_values=1, max_values=10))),
        modal(label(field(23, default=True))),
    ],
)
def test_discord_takes(body: Part) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (modal(label(field()), title=""), "BASE_TYPE_BAD_LENGTH title"),
        (modal(label(field()), title="x" * 46), "BASE_TYPE_BAD_LENGTH title"),
        (modal(label(field()), title=None), "BASE_TYPE_REQUIRED title"),
        (modal(label(field()), custom_id=""), "BASE_TYPE_BAD_LENGTH custom_id"),
        (modal(), "BASE_TYPE_BAD_LENGTH components"),
        (
            modal(*(label(field(custom_id=name)) for name in "abcdef")),
            "BASE_TYPE_BAD_LENGTH components",
        ),
        (modal(field()), "UNION_TYPE_CHOICES components.0.type"),
        (modal({"type": 17, "components": []}), "UNION_TYPE_CHOICES components.0.type"),
        (
            modal({"type": 1, "components": [field(3)]}),
            "UNION_TYPE_CHOICES components.0.components.0.type",
        ),
        (
            modal({"type": 1, "components": [field(label="a"), field(custom_id="b", label="b")]}),
            "BASE_TYPE_BAD_LENGTH components.0.components",
        ),
        (
            modal({"type": 1, "components": [field()]}),
            "BASE_TYPE_REQUIRED components.0.components.0.label",
        ),
        (
            modal(label(field()), label(field())),
            "COMPONENT_CUSTOM_ID_DUPLICATED components.1.component.custom_id",
        ),
        (modal({"type": 10, "content": ""}), "BASE_TYPE_BAD_LENGTH components.0.content"),
        ("Hello", "DICT_TYPE_CONVERT "),
    ],
)
def test_discord_refuses(body: object, fault: str) -> None:
    assert fault in found(body)


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        (label(field(), label=""), "BASE_TYPE_BAD_LENGTH label"),
        (label(field(), label="x" * 46), "BASE_TYPE_BAD_LENGTH label"),
        (label(field(), description="x" * 101), "BASE_TYPE_BAD_LENGTH description"),
        (label(None), "BASE_TYPE_REQUIRED component"),
        (label({"type": 2}), "UNION_TYPE_CHOICES component.type"),
        (label({"type": 10, "content": "a"}), "UNION_TYPE_CHOICES component.type"),
    ],
)
def test_discord_refuses_labels(part: Part, fault: str) -> None:
    code, _, place = fault.partition(" ")
    assert f"{code} components.0.{place}" in found(modal(part))


@pytest.mark.parametrize(
    ("component", "fault"),
    [
        (field(custom_id=""), "BASE_TYPE_BAD_LENGTH custom_id"),
        (field(label="Twice"), "TEXT_INPUT_LABEL_NOT_ALLOWED label"),
        (field(style=3), "BASE_TYPE_CHOICES style"),
        (field(max_length=4001), "NUMBER_TYPE_MAX max_length"),
        (field(max_length=0), "NUMBER_TYPE_MIN max_length"),
        (field(min_length=4001), "NUMBER_TYPE_MAX min_length"),
        (field(min_length=6, max_length=5), "TEXT_INPUT_INVALID_RANGE min_length"),
        (field(value="x" * 4001), "BASE_TYPE_MAX_LENGTH value"),
        (field(value="x" * 6, max_length=5), "BASE_TYPE_MAX_LENGTH value"),
        (field(placeholder="x" * 101), "BASE_TYPE_MAX_LENGTH placeholder"),
        (field(3, disabled=True), "COMPONENT_DISABLED_IN_MODAL disabled"),
        (field(3, min_values=0), "COMPONENT_REQUIRED_MIN_VALUES min_values"),
        (field(5, min_values=0, required=True), "COMPONENT_REQUIRED_MIN_VALUES min_values"),
        (field(3, max_values=3), "BASE_TYPE_BAD_LENGTH options"),
        (field(19, max_values=11), "NUMBER_TYPE_MAX max_values"),
        (field(19, min_values=0), "COMPONENT_REQUIRED_MIN_VALUES min_values"),
        (field(19, min_values=3, max_values=2), "SELECT_COMPONENT_INVALID_RANGE min_values"),
        (field(21, options=options(1)), "BASE_TYPE_BAD_LENGTH options"),
        (field(21, options=options(11)), "BASE_TYPE_BAD_LENGTH options"),
        (field(21, options=options(3, chosen=2)), "SELECT_COMPONENT_TOO_MANY_DEFAULTS options"),
        (field(22, options=[]), "BASE_TYPE_BAD_LENGTH options"),
        (field(22, options=options(11)), "BASE_TYPE_BAD_LENGTH options"),
        (field(22, max_values=3), "BASE_TYPE_BAD_LENGTH options"),
        (field(22, min_values=0), "COMPONENT_REQUIRED_MIN_VALUES min_values"),
        (
            field(22, options=[{"label": "a", "value": "a"}, {"label": "b", "value": "a"}]),
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED options.1.value",
        ),
        (field(23, default="yes"), "BOOLEAN_TYPE_CONVERT default"),
        (field(23, custom_id=None), "BASE_TYPE_REQUIRED custom_id"),
    ],
)
def test_discord_refuses_fields(component: Part, fault: str) -> None:
    code, _, place = fault.partition(" ")
    assert f"{code} components.0.component.{place}" in found(modal(label(component)))
