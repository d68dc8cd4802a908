from __future__ import annotations

from typing import Any

import pytest

from bot.playground.server.rules.messages import MessageFlags, create_faults

Part = dict[str, Any]

NAMES = [str(number) for number in range(60)]


def button(custom_id: str | None = "go", **changes: object) -> Part:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": custom_id, **changes}


def link(**changes: object) -> Part:
    return {"type": 2, "style": 5, "label": "Read", "url": "https://example.org", **changes}


def menu(options: int = 2, **changes: object) -> Part:
    return {
        "type": 3,
        "custom_id": "pick",
        "options": [{"label": name, "value": name} for name in NAMES[:options]],
        **changes,
    }


def users(**changes: object) -> Part:
    return {"type": 5, "custom_id": "who", **changes}


def row(*parts: Part) -> Part:
    return {"type": 1, "components": list(parts)}


def text(content: str = "Hello") -> Part:
    return {"type": 10, "content": content}


def section(accessory: object, *texts: Part) -> Part:
    return {"type": 9, "components": list(texts or [text()]), "accessory": accessory}


def container(*parts: Part, **changes: object) -> Part:
    return {"type": 17, "components": list(parts), **changes}


def gallery(*addresses: str) -> Part:
    return {"type": 12, "items": [{"media": {"url": address}} for address in addresses]}


PICTURE = "https://example.org/a.png"
THUMBNAIL = {"type": 11, "media": {"url": PICTURE}}
SEPARATOR = {"type": 14, "divider": True, "spacing": 2}


def found(*parts: object, layout: bool = False) -> list[str]:
    """Return the faults of the components, each as its code and its place below them."""
    body: Part = {"components": list(parts)}
    if layout:
        body["flags"] = int(MessageFlags.IS_COMPONENTS_V2)
    faults = create_faults(body)
    return [f"{fault.code} {'.'.join(str(part) for part in fault.path[1:])}" for fault in faults]


@pytest.mark.parametrize(
    "parts",
    [
        [row(button())],
        [row(*(button(name) for name in NAMES[:5]))],
        [row(button(name)) for name in NAMES[:5]],
        [row(button(), link())],
        [row(button(label=None, emoji={"id": None, "name": "🦉"}))],
        [row(button(label="x" * 80, custom_id="x" * 100))],
        [row(link(url="discord://-/channels"))],
        [row({"type": 2, "style": 6, "sku_id": "12"})],
        [row(menu(25))],
        [row(menu(3, min_values=0, max_values=3, placeholder="x" * 150))],
        # Discord does not look at `required` in messages.
        [row(menu(1, min_values=0, required=True))],
        [row(users(min_values=1, max_values=25))],
        [row({"type": 8, "custom_id": "where", "channel_types": [0, 5]})],
        [row(users(default_values=[{"id": "5", "type": "user"}]))],
    ],
)
def test_discord_takes_rows(parts: list[Part]) -> None:
    assert found(*parts) == []


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ([row(button(name)) for name in NAMES[:6]], "BASE_TYPE_MAX_LENGTH "),
        ([row(*(button(name) for name in NAMES[:6]))], "BASE_TYPE_BAD_LENGTH 0.components"),
        ([row()], "BASE_TYPE_BAD_LENGTH 0.components"),
        ([{"type": 1}], "BASE_TYPE_REQUIRED 0.components"),
        ([button()], "UNION_TYPE_CHOICES 0.type"),
        ([row(row(button()))], "UNION_TYPE_CHOICES 0.components.0.type"),
        ([row({"type": 4, "custom_id": "a"})], "UNION_TYPE_CHOICES 0.components.0.type"),
        ([row({"custom_id": "a"})], "BASE_TYPE_REQUIRED 0.components.0.type"),
        ([text()], "UNION_TYPE_CHOICES 0.type"),
        ([container(text())], "UNION_TYPE_CHOICES 0.type"),
        (
            [row(menu(), users())],
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED 0.components.1",
        ),
        ([row(button(), menu())], "COMPONENT_LAYOUT_WIDTH_EXCEEDED 0.components.1"),
        (
            [row(button()), row(button())],
            "COMPONENT_CUSTOM_ID_DUPLICATED 1.components.0.custom_id",
        ),
        (
            [row(button("pick")), row(menu())],
            "COMPONENT_CUSTOM_ID_DUPLICATED 1.components.0.custom_id",
        ),
        (
            [row(button("a", id=7), button("b", id=7))],
            "COMPONENT_ID_DUPLICATED 0.components.1.id",
        ),
        (["Hello"], "DICT_TYPE_CONVERT 0"),
    ],
)
def test_discord_refuses_rows(parts: list[object], fault: str) -> None:
    assert fault in found(*parts)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (button(label="x" * 81), "BASE_TYPE_MAX_LENGTH label"),
        (button(label=None), "BASE_TYPE_REQUIRED label"),
        (button(label=""), "BASE_TYPE_REQUIRED label"),
        (button(emoji={}, label=""), "BASE_TYPE_REQUIRED emoji.name"),
        (button(custom_id=""), "BASE_TYPE_BAD_LENGTH custom_id"),
        (button(custom_id="x" * 101), "BASE_TYPE_BAD_LENGTH custom_id"),
        (button(custom_id=None), "BASE_TYPE_REQUIRED custom_id"),
        (button(url="https://example.org"), "BUTTON_COMPONENT_INVALID_FIELD url"),
        (button(style=7), "BASE_TYPE_CHOICES style"),
        (button(style=None), "BASE_TYPE_REQUIRED style"),
        (button(disabled="yes"), "BOOLEAN_TYPE_CONVERT disabled"),
        (link(url=None), "BASE_TYPE_REQUIRED url"),
        (link(url="x" * 513), "BASE_TYPE_BAD_LENGTH url"),
        (link(url="javascript:alert(1)"), "URL_TYPE_INVALID_SCHEME url"),
        (link(custom_id="go"), "BUTTON_COMPONENT_INVALID_FIELD custom_id"),
        ({"type": 2, "style": 6}, "BASE_TYPE_REQUIRED sku_id"),
        (
            {"type": 2, "style": 6, "sku_id": 1, "label": "Buy"},
            "BUTTON_COMPONENT_INVALID_FIELD label",
        ),
        (menu(0), "BASE_TYPE_BAD_LENGTH options"),
        (menu(26), "BASE_TYPE_BAD_LENGTH options"),
        (menu(options=2, max_values=3), "BASE_TYPE_BAD_LENGTH options"),
        (menu(custom_id=None), "BASE_TYPE_REQUIRED custom_id"),
        (menu(placeholder="x" * 151), "BASE_TYPE_MAX_LENGTH placeholder"),
        (menu(min_values=2), "SELECT_COMPONENT_INVALID_RANGE min_values"),
        (menu(min_values=-1), "NUMBER_TYPE_MIN min_values"),
        (menu(max_values=0), "NUMBER_TYPE_MIN max_values"),
        (menu(max_values=26), "NUMBER_TYPE_MAX max_values"),
        (users(max_values=26), "NUMBER_TYPE_MAX max_values"),
        (
            users(default_values=[{"id": "5", "type": "role"}]),
            "BASE_TYPE_CHOICES default_values.0.type",
        ),
        (
            users(default_values=[{"id": n, "type": "user"} for n in "12"]),
            "BASE_TYPE_BAD_LENGTH default_values",
        ),
        (
            users(default_values=[{"id": "me", "type": "user"}]),
            "NUMBER_TYPE_COERCE default_values.0.id",
        ),
    ],
)
def test_discord_refuses_in_a_row(changed: Part, fault: str) -> None:
    code, _, place = fault.partition(" ")
    assert f"{code} 0.components.0.{place}" in found(row(changed))


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ([{"label": "", "value": "a"}], "BASE_TYPE_BAD_LENGTH options.0.label"),
        ([{"label": "x" * 101, "value": "a"}], "BASE_TYPE_BAD_LENGTH options.0.label"),
        ([{"label": "a", "value": ""}], "BASE_TYPE_BAD_LENGTH options.0.value"),
        ([{"label": "a"}], "BASE_TYPE_REQUIRED options.0.value"),
        (
            [{"label": "a", "value": "a", "description": "x" * 101}],
            "BASE_TYPE_MAX_LENGTH options.0.description",
        ),
        (
            [{"label": "a", "value": "a"}, {"label": "b", "value": "a"}],
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED options.1.value",
        ),
        (
            [{"label": name, "value": name, "default": True} for name in "ab"],
            "SELECT_COMPONENT_TOO_MANY_DEFAULTS options",
        ),
    ],
)
def test_discord_refuses_options(options: list[Part], fault: str) -> None:
    code, _, place = fault.partition(" ")
    select = {"type": 3, "custom_id": "pick", "options": options}
    assert f"{code} 0.components.0.{place}" in found(row(select))


@pytest.mark.parametrize(
    "parts",
    [
        [text("x" * 4000)],
        [text(name) for name in NAMES[:40]],
        [row(button(name)) for name in NAMES[:20]],
        [section(button())],
        [section(THUMBNAIL, text(), text(), text())],
        [gallery(*[PICTURE] * 10)],
        [SEPARATOR, text(), {"type": 14}],
        [
            container(
                text(),
                section(button("a")),
                SEPARATOR,
                gallery(PICTURE),
                row(menu()),
                row(button("b"), link()),
                accent_color=0xABCDEF,
                spoiler=True,
            ),
            row(button("c")),
        ],
    ],
)
def test_discord_takes_layouts(parts: list[Part]) -> None:
    assert found(*parts, layout=True) == []


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ([text("x" * 4001)], "BASE_TYPE_BAD_LENGTH 0.content"),
        ([text("")], "BASE_TYPE_BAD_LENGTH 0.content"),
        (
            [text("x" * 2000), container(text("y" * 2001))],
            "COMPONENT_MAX_TOTAL_TEXT_EXCEEDED ",
        ),
        ([text() for _ in range(41)], "BASE_TYPE_MAX_LENGTH "),
        (
            [container(*(text() for _ in range(39))), row(button())],
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED ",
        ),
        # Each section is three: itself, its text, and what stands beside it.
        (
            [section(button(name)) for name in NAMES[:14]],
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED ",
        ),
        ([container()], "BASE_TYPE_BAD_LENGTH 0.components"),
        ([container(container(text()))], "UNION_TYPE_CHOICES 0.components.0.type"),
        ([container(button())], "UNION_TYPE_CHOICES 0.components.0.type"),
        ([container(text(), accent_color=-1)], "NUMBER_TYPE_MIN 0.accent_color"),
        ([button()], "UNION_TYPE_CHOICES 0.type"),
        ([THUMBNAIL], "UNION_TYPE_CHOICES 0.type"),
        ([{"type": 18, "label": "a"}], "UNION_TYPE_CHOICES 0.type"),
        ([row(text())], "UNION_TYPE_CHOICES 0.components.0.type"),
        ([section(None)], "BASE_TYPE_REQUIRED 0.accessory"),
        ([section(text())], "UNION_TYPE_CHOICES 0.accessory.type"),
        ([section(button(), button("a"))], "UNION_TYPE_CHOICES 0.components.0.type"),
        ([section(button(), *[text()] * 4)], "BASE_TYPE_BAD_LENGTH 0.components"),
        (
            [section(button()), row(button())],
            "COMPONENT_CUSTOM_ID_DUPLICATED 1.components.0.custom_id",
        ),
        ([gallery()], "BASE_TYPE_BAD_LENGTH 0.items"),
        ([gallery(*[PICTURE] * 11)], "BASE_TYPE_BAD_LENGTH 0.items"),
        ([gallery("ftp://example.org/a")], "URL_TYPE_INVALID_SCHEME 0.items.0.media.url"),
        (
            [gallery("attachment://a.png")],
            "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND 0.items.0.media.url",
        ),
        ([{"type": 13, "file": {"url": PICTURE}}], "URL_TYPE_INVALID_SCHEME 0.file.url"),
        ([{"type": 13}], "BASE_TYPE_REQUIRED 0.file"),
        ([{"type": 14, "spacing": 3}], "BASE_TYPE_CHOICES 0.spacing"),
    ],
)
def test_discord_refuses_layouts(parts: list[object], fault: str) -> None:
    assert fault in found(*parts, layout=True)


def test_a_component_of_no_number_is_given_one() -> None:
    assert found(row(button("a", id=0), button("b", id=0))) == []
