from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from bot.playground.server.rules.form import error_body
from bot.playground.server.rules.messages import create_faults
from bot.playground.server.rules.schema import Schema, SchemaUnavailableError
from bot.playground.server.traffic.rate_limits import refusal

if TYPE_CHECKING:
    from pathlib import Path

Body = dict[str, Any]

MESSAGES = "/channels/{channel_id}/messages"
COMMANDS = "/applications/{application_id}/commands"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


@pytest.mark.parametrize(
    ("method", "path", "template"),
    [
        ("GET", "/users/@me", "/users/@me"),
        ("GET", "/users/12", "/users/{user_id}"),
        ("get", "/api/v10/gateway/bot", "/gateway/bot"),
        ("GET", "/channels/1/messages?limit=5", MESSAGES),
        (
            "PATCH",
            "/webhooks/1/abc/messages/@original",
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        ),
        (
            "PUT",
            "/channels/1/messages/2/reactions/%F0%9F%91%8D/@me",
            "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me",
        ),
        ("GET", "/nowhere", None),
        ("GET", "/users/", None),
        ("DELETE", "/gateway", None),
    ],
)
def test_a_path_belongs_to_a_route(
    schema: Schema, method: str, path: str, template: str | None
) -> None:
    assert schema.route(method, path) == template


@pytest.mark.parametrize(
    ("method", "template", "body"),
    [
        ("POST", MESSAGES, {"content": "Hello", "tts": False}),
        ("POST", "/channels/{id}/messages", {"content": "Hello"}),
        ("POST", MESSAGES, {"message_reference": {"message_id": 12}, "content": "Hello"}),
        ("POST", MESSAGES, {"embeds": [{"title": "Hi", "type": "rich", "flags": 0}]}),
        ("POST", "/users/@me/channels", {"recipient_id": 12}),
        ("PUT", COMMANDS, [{"name": "ask", "description": "Ask", "nsfw": False}]),
        ("POST", CALLBACK, {"type": 5}),
        ("GET", MESSAGES, None),
        ("POST", "/channels/{channel_id}/typing", None),
        ("POST", "/channels/{channel_id}/typing", {}),
    ],
)
def test_what_may_be_sent(schema: Schema, method: str, template: str, body: object) -> None:
    assert schema.request_faults(method, template, body) == []


@pytest.mark.parametrize(
    ("method", "template", "body", "fault"),
    [
        (
            "POST",
            MESSAGES,
            {"text": "Hello"},
            "body: Additional properties are not allowed ('text' was unexpected)",
        ),
        ("POST", MESSAGES, {"content": "x" * 4001}, "content: it is longer than 4000 characters"),
        (
            "POST",
            MESSAGES,
            {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "colour": 2}]}]},
            (
                "components.0.components.0: Additional properties are not allowed"
                " ('colour' was unexpected)"
            ),
        ),
        (
            "POST",
            CALLBACK,
            {"type": 4, "data": {"contents": "Hello"}},
            "data: Additional properties are not allowed ('contents' was unexpected)",
        ),
        (
            "PUT",
            COMMANDS,
            [{"name": "ask", "description": "Ask", "options": [{"type": 3, "name": "q"}]}],
            '0.options.0: "description" is a required property',
        ),
        ("POST", MESSAGES, None, "body: a body is required"),
        ("GET", MESSAGES, {"content": "Hello"}, "body: this route takes no body"),
        ("GET", "/nowhere", None, "GET /nowhere is not a route that Discord describes"),
        ("POST", MESSAGES, {"embeds": [{"url": "no address"}]}, 'embeds.0.url: it is not a "uri"'),
    ],
)
def test_what_may_not_be_sent(
    schema: Schema, method: str, template: str, body: object, fault: str
) -> None:
    assert fault in schema.request_faults(method, template, body)


def test_what_is_no_json_is_a_fault(schema: Schema) -> None:
    faults = schema.request_faults("POST", MESSAGES, {"content": object()})
    assert len(faults) == 1
    assert "not JSON" in faults[0]


@pytest.mark.parametrize(
    ("template", "query", "faults"),
    [
        (MESSAGES, {"limit": "100", "before": "12"}, []),
        (MESSAGES, {"limit": "101"}, ["?limit: body: it is greater than the maximum of 100"]),
        (MESSAGES, {"limit": "many"}, ['?limit: body: it is not of type "integer"']),
        (MESSAGES, {"newest": "1"}, ["?newest: not a parameter of this route"]),
        ("/guilds/{guild_id}", {"with_counts": "1"}, []),
        ("/guilds/{guild_id}", {"with_counts": "true"}, []),
        ("/guilds/{guild_id}/prune", {"include_roles": "12"}, []),
        ("/nowhere", {}, ["GET /nowhere is not a route that Discord describes"]),
    ],
)
def test_queries_are_checked_too(
    schema: Schema, template: str, query: dict[str, str], faults: list[str]
) -> None:
    assert schema.query_faults("GET", template, query) == faults


@pytest.mark.parametrize(
    ("status", "body", "sound"),
    [
        (404, {"code": 10008, "message": "Unknown Message"}, True),
        (404, {"message": "Unknown Message"}, False),
        (400, error_body(create_faults({"content": "x" * 2001})), True),
        (400, error_body(create_faults({})), True),
        (429, refusal(1.5).body, True),
        (429, {"message": "Slow down"}, False),
        (502, None, True),
        (201, {}, False),
        (200, {"id": "1"}, False),
    ],
)
def test_answers_are_checked(schema: Schema, status: int, body: object, *, sound: bool) -> None:
    assert (schema.response_faults("POST", MESSAGES, status, body) == []) is sound


def test_an_answer_without_a_body_has_none(schema: Schema) -> None:
    template = "/channels/{channel_id}/messages/{message_id}"
    assert schema.response_faults("DELETE", template, 204, None) == []
    assert schema.response_faults("DELETE", template, 204, {"ok": True}) != []


def test_objects_can_be_checked_by_name(schema: Schema) -> None:
    gateway = {"url": "wss://gateway.discord.gg"}
    assert schema.object_faults("GatewayResponse", gateway) == []
    assert schema.object_faults("GatewayResponse", {**gateway, "more": 1}) == []
    assert schema.object_faults("GatewayResponse", {**gateway, "more": 1}, closed=True) == [
        "body: Additional properties are not allowed ('more' was unexpected)"
    ]
    with pytest.raises(KeyError):
        schema.object_faults("NoSuchThing", {})


def test_every_route_of_the_document_can_be_compiled(schema: Schema) -> None:
    document = schema._checks.document  # noqa: SLF001 - the document has no other list
    for method, template in document._operations:  # noqa: SLF001 - as above
        schema.request_faults(method, template, {})
        for status in (200, 204, 404, 429):
            schema.response_faults(method, template, status, {})


def test_a_second_stand_in_finds_everything_compiled(schema: Schema) -> None:
    path = schema.path
    assert Schema(path)._checks is schema._checks  # noqa: SLF001 - that it is shared is the point


def test_a_missing_document_is_told(tmp_path: Path) -> None:
    with pytest.raises(SchemaUnavailableError, match=r"nowhere\.json is not Discord's"):
        Schema(tmp_path / "nowhere.json")


def test_a_file_that_is_no_document_is_told(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text("[]", encoding="utf-8")
    with pytest.raises(SchemaUnavailableError, match="OpenAPI document"):
        Schema(file)
    file.write_text("{", encoding="utf-8")
    with pytest.raises(SchemaUnavailableError, match="OpenAPI document"):
        Schema(file)


def test_a_missing_engine_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    file = tmp_path / "openapi.json"
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(SchemaUnavailableError, match="jsonschema-rs"):
        Schema(file)
