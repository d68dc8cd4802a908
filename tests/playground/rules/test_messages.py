from __future__ import annotations

from typing import Any

import pytest

from bot.playground.server.rules.form import error_body
from bot.playground.server.rules.messages import (
    NOTHING,
    MessageFlags,
    create_faults,
    edit_faults,
)

Body = dict[str, Any]

V2 = int(MessageFlags.IS_COMPONENTS_V2)
BUTTON = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
ROW = {"type": 1, "components": [BUTTON]}
TEXT = {"type": 10, "content": "Hello"}
EMBED = {"title": "Hello"}
SENT: Body = {
    "content": "Hello",
    "embeds": [],
    "components": [],
    "attachments": [{"id": "77", "filename": "a.md"}],
    "flags": 0,
}
LAYOUT: Body = {**SENT, "content": "", "attachments": [], "components": [TEXT], "flags": V2}


def found(body: object, files: tuple[str, ...] = (), *, answer: bool = False) -> list[str]:
    return [
        f"{fault.code} {_place(fault.path)}"
        for fault in create_faults(body, files=files, answer=answer)
    ]


def found_in_edit(body: object, before: Body = SENT, files: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{fault.code} {_place(fault.path)}" for fault in edit_faults(body, before, files=files)
    ]


def _place(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path)


@pytest.mark.parametrize(
    "body",
    [
        {"content": "Hello"},
        {"content": "x" * 2000},
        {"content": "🦉" * 2000},
        {"embeds": [EMBED]},
        {"embeds": [EMBED] * 10},
        {"components": [ROW]},
        {"sticker_ids": ["1"]},
        {"poll": {"question": {"text": "Who?"}}},
        {"content": "Hello", "flags": 1 << 12, "nonce": 123, "tts": False},
        {"content": "Hello", "nonce": "1" * 25},
        {"components": [TEXT], "flags": V2},
        {"components": [TEXT], "flags": V2, "content": "", "embeds": []},
        {"content": "Hi", "allowed_mentions": {"parse": []}},
        {"content": "Hi", "allowed_mentions": {"parse": ["roles"], "users": ["1", 2]}},
    ],
)
def test_discord_takes(body: Body) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"content": "x" * 2001}, "BASE_TYPE_MAX_LENGTH content"),
        ({"content": 5}, "STRING_TYPE_CONVERT content"),
        ({"content": "\ud83e"}, "STRING_TYPE_CONVERT content"),
        ({}, "EMPTY_MESSAGE "),
        ({"content": ""}, "EMPTY_MESSAGE "),
        ({"content": " \n\t "}, "EMPTY_MESSAGE "),
        ({"content": None, "embeds": [], "components": []}, "EMPTY_MESSAGE "),
        ({"flags": V2}, "EMPTY_MESSAGE "),
        ("Hello", "DICT_TYPE_CONVERT "),
        ({"embeds": [EMBED] * 11}, "BASE_TYPE_MAX_LENGTH embeds"),
        ({"content": "Hi", "sticker_ids": ["1"] * 4}, "BASE_TYPE_MAX_LENGTH sticker_ids"),
        ({"content": "Hi", "nonce": "1" * 26}, "BASE_TYPE_MAX_LENGTH nonce"),
        ({"content": "Hi", "flags": 64}, "MESSAGE_FLAGS_INVALID flags"),
        ({"content": "Hi", "flags": 1 << 7}, "MESSAGE_FLAGS_INVALID flags"),
        ({"content": "Hi", "flags": "4"}, "NUMBER_TYPE_COERCE flags"),
        ({"components": [TEXT]}, "UNION_TYPE_CHOICES components.0.type"),
        (
            {"components": [TEXT], "flags": V2, "content": "Hello"},
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2 content",
        ),
        (
            {"components": [TEXT], "flags": V2, "embeds": [EMBED]},
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2 embeds",
        ),
        (
            {"components": [TEXT], "flags": V2, "poll": {"question": {}}},
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2 poll",
        ),
        (
            {"components": [TEXT], "flags": V2, "sticker_ids": ["1"]},
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2 sticker_ids",
        ),
        (
            {"content": "Hi", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE allowed_mentions",
        ),
        (
            {"content": "Hi", "allowed_mentions": {"parse": ["roles"], "roles": ["1"]}},
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE allowed_mentions",
        ),
        (
            {"content": "Hi", "allowed_mentions": {"parse": ["here"]}},
            "BASE_TYPE_CHOICES allowed_mentions.parse",
        ),
        (
            {"content": "Hi", "allowed_mentions": {"users": ["1", 1]}},
            "SET_TYPE_CONTAINS_DUPLICATE allowed_mentions.users",
        ),
        (
            {"content": "Hi", "allowed_mentions": {"users": [str(n) for n in range(101)]}},
            "BASE_TYPE_MAX_LENGTH allowed_mentions.users",
        ),
    ],
)
def test_discord_refuses(body: object, fault: str) -> None:
    assert fault in found(body)


def test_only_the_answer_to_an_interaction_can_be_ephemeral() -> None:
    body = {"content": "Only you see this", "flags": int(MessageFlags.EPHEMERAL)}
    assert found(body, answer=True) == []
    assert found(body) == ["MESSAGE_FLAGS_INVALID flags"]


@pytest.mark.parametrize(
    ("attachments", "files", "faults"),
    [
        (None, ("a.md",), []),
        ([{"id": 0}, {"id": "1"}], ("a.md", "b.md"), []),
        ([{"id": 1}], ("a.md",), ["ATTACHMENT_NOT_FOUND attachments.0.id"]),
        ([{"id": 0}, {"id": 0}], ("a.md",), ["ATTACHMENT_NOT_FOUND attachments.1.id"]),
        ([{}], ("a.md",), ["BASE_TYPE_REQUIRED attachments.0.id"]),
        (None, ("a.md",) * 11, ["BASE_TYPE_MAX_LENGTH files"]),
    ],
)
def test_attachments_belong_to_uploaded_files(
    attachments: object, files: tuple[str, ...], faults: list[str]
) -> None:
    assert found({"attachments": attachments}, files) == faults


@pytest.mark.parametrize(
    ("attachment", "reference", "missing"),
    [
        ({"id": 0, "filename": "a.md"}, "attachment://a.md", False),
        ({"id": 0, "filename": "a.md"}, "attachment://b.md", True),
    ],
)
def test_a_layout_shows_only_files_that_the_message_has(
    attachment: Body, reference: str, *, missing: bool
) -> None:
    file = {"type": 13, "file": {"url": reference}}
    body = {"components": [file], "flags": V2, "attachments": [attachment]}
    expected = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND components.0.file.url"
    assert found(body, ("a.md",)) == ([expected] if missing else [])


@pytest.mark.parametrize(
    ("body", "before"),
    [
        ({"content": "Other"}, SENT),
        ({"content": "Other", "tts": False}, SENT),
        ({"content": None}, SENT),
        ({"attachments": [{"id": "77"}]}, SENT),
        ({"attachments": [{"id": 77}], "content": ""}, SENT),
        ({"content": "First"}, NOTHING),
        ({"components": [TEXT], "flags": V2}, NOTHING),
        ({"components": [TEXT], "flags": V2}, LAYOUT),
        ({"components": [TEXT]}, LAYOUT),
        ({"flags": V2 | 4}, LAYOUT),
        ({"components": [TEXT], "flags": V2, "content": None}, SENT),
    ],
)
def test_discord_takes_the_edit(body: Body, before: Body) -> None:
    assert found_in_edit(body, before) == []


@pytest.mark.parametrize(
    ("body", "before", "fault"),
    [
        ({"content": "x" * 2001}, SENT, "BASE_TYPE_MAX_LENGTH content"),
        ({"content": "", "attachments": []}, SENT, "EMPTY_MESSAGE "),
        ({"components": []}, LAYOUT, "EMPTY_MESSAGE "),
        ({}, NOTHING, "EMPTY_MESSAGE "),
        ({"attachments": [{"id": "78"}]}, SENT, "ATTACHMENT_NOT_FOUND attachments.0.id"),
        ({"components": [TEXT]}, SENT, "UNION_TYPE_CHOICES components.0.type"),
        ({"flags": 0}, LAYOUT, "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG flags"),
        (
            {"content": "Hello"},
            LAYOUT,
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2 content",
        ),
        (
            {"components": [TEXT], "flags": V2},
            SENT,
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2 content",
        ),
        (
            {"components": [TEXT], "flags": V2, "content": None},
            {**SENT, "embeds": [EMBED]},
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2 embeds",
        ),
    ],
)
def test_discord_refuses_the_edit(body: Body, before: Body, fault: str) -> None:
    assert fault in found_in_edit(body, before)


def test_an_empty_message_has_an_error_number_of_its_own() -> None:
    answer = error_body(create_faults({"content": ""}))
    assert answer == {"message": "Cannot send an empty message", "code": 50006}


def test_every_fault_stands_in_the_answer_at_its_place() -> None:
    body = {"content": "x" * 2001, "components": [{"type": 1, "components": [{"type": 2}]}]}
    answer = error_body(create_faults(body))
    assert answer["code"] == 50035
    assert answer["errors"] == {
        "content": {
            "_errors": [
                {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}
            ]
        },
        "components": {
            "0": {
                "components": {
                    "0": {
                        "style": {
                            "_errors": [
                                {
                                    "code": "BASE_TYPE_REQUIRED",
                                    "message": "This field is required",
                                }
                            ]
                        }
                    }
                }
            }
        },
    }
