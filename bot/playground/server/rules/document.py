"""Discord's OpenAPI document, made ready to hold JSON against: what may differ from it, and why.

The document describes what Discord answers, and leaves every object open. For requests a closed
copy is made, in which a key that Discord does not know is a fault, but for the keys that the
unmodified discord.py sends and Discord takes in silence.
"""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Json = Any
"""A JSON value whose shape is the document's business."""

EXTRA_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ApplicationCommandCreateRequest": ("nsfw",),
        "ApplicationCommandUpdateRequest": ("nsfw",),
        "ApplicationCommandPatchRequestPartial": ("nsfw",),
        "RichEmbed": ("flags",),
        "MessageEditRequestPartial": ("tts",),
        "IncomingWebhookUpdateRequestPartial": ("tts",),
        "IncomingWebhookUpdateForInteractionCallbackRequestPartial": ("tts",),
    }
)
"""Keys that discord.py sends and the document lacks, by the name of the schema."""

CORRECTIONS: Mapping[str, Json] = MappingProxyType(
    {
        # A fault within a form has a word for its code, only the whole answer has a number.
        "InnerErrors": {
            "type": "object",
            "properties": {
                "_errors": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "code": {"type": "string"},
                            "message": {"type": "string"},
                        },
                        "required": ["code", "message"],
                    },
                    "minItems": 1,
                }
            },
            "required": ["_errors"],
            "additionalProperties": False,
        },
        # Most of these answers come without a code.
        "RatelimitedResponse": {
            "type": "object",
            "properties": {
                "code": {"type": "integer"},
                "message": {"type": "string"},
                "retry_after": {"type": "number", "minimum": 0},
                "global": {"type": "boolean"},
            },
            "required": ["message", "retry_after", "global"],
        },
    }
)
"""Schemas in which the document says otherwise than Discord does."""

REQUESTS = "urn:discord:requests"
ANSWERS = "urn:discord:answers"
CLOSED_ANSWERS = "urn:discord:closed-answers"

_API_ROOT = re.compile(r"^/api(/v\d+)?(?=/)")
_PARAMETER = re.compile(r"\{[^{}]*\}")
_ID = "SnowflakeType"


class Document:
    """The document's routes, and its schemas as they are used here."""

    def __init__(self, text: str) -> None:
        source = json.loads(text)
        self._schemas: dict[str, Json] = {**source["components"]["schemas"], **CORRECTIONS}
        self._responses: dict[str, Json] = source["components"]["responses"]
        self._operations: dict[tuple[str, str], Json] = {}
        self._templates: dict[tuple[str, int], list[str]] = {}
        for template, item in source["paths"].items():
            for method, operation in item.items():
                if method == "parameters":
                    continue
                verb = method.upper()
                self._operations[verb, nameless(template)] = operation
                length = template.count("/")
                self._templates.setdefault((verb, length), []).append(template)

    def route(self, method: str, path: str) -> str | None:
        """Return the template of the route that a path belongs to; words win over parameters."""
        parts = _API_ROOT.sub("", path.partition("?")[0]).split("/")
        best: tuple[int, str] | None = None
        for template in self._templates.get((method.upper(), len(parts) - 1), []):
            pieces = template.split("/")
            named = [bool(_PARAMETER.fullmatch(piece)) for piece in pieces]
            fits = all(
                bool(part) if free else part == piece
                for part, piece, free in zip(parts, pieces, named, strict=True)
            )
            if fits and (best is None or sum(named) < best[0]):
                best = (sum(named), template)
        return best[1] if best else None

    def operation(self, method: str, template: str) -> Json | None:
        """Return what the document says of a route; the parameters' names do not matter."""
        return self._operations.get((method.upper(), nameless(template)))

    def response(self, operation: Json, status: int) -> Json | None:
        """Return the description of an answer with this status, or None when there is none."""
        responses = operation["responses"]
        found = responses.get(str(status)) or responses.get(f"{status // 100}XX")
        if found is not None and "$ref" in found:
            found = self._responses[found["$ref"].rpartition("/")[2]]
        return found

    def has_schema(self, name: str) -> bool:
        """Return whether the document has a schema of that name."""
        return name in self._schemas

    def schemas(self, base: str) -> Json:
        """Return all schemas as they serve for `base`: `REQUESTS` or one of the answers'."""
        closed = base != ANSWERS
        schemas = {
            name: adapt(schema, base, closed=closed, extra=_extra(name, base))
            for name, schema in self._schemas.items()
        }
        if base == REQUESTS:
            # Ids are text, but Discord takes numbers too.
            schemas[_ID] = {**schemas[_ID], "type": ["string", "integer"], "minimum": 0}
        return {"components": {"schemas": schemas}}


def adapt(schema: Json, base: str, *, closed: bool, extra: tuple[str, ...] = ()) -> Json:
    """Return the schema with absolute references, `anyOf` for `oneOf`, and closed if asked.

    The objects that `oneOf` chooses among overlap, so that more than one of them may fit. An
    object put together with `allOf` is left open: each half would refuse the other's keys.
    """

    def walk(value: Json) -> Json:
        if isinstance(value, list):
            return [walk(item) for item in value]
        if not isinstance(value, dict):
            return value
        result = {("anyOf" if key == "oneOf" else key): walk(item) for key, item in value.items()}
        if isinstance(reference := result.get("$ref"), str):
            result["$ref"] = base + reference
        properties = value.get("properties")
        if closed and isinstance(properties, dict) and _is_whole(value):
            result["additionalProperties"] = False
        return result

    adapted = walk(schema)
    for key in extra:
        adapted["properties"][key] = {}
    return adapted


def nameless(template: str) -> str:
    """Return the template with `{}` for every parameter: routes are known without the names."""
    return _PARAMETER.sub("{}", template)


def _is_whole(schema: Json) -> bool:
    return "additionalProperties" not in schema and "allOf" not in schema


def _extra(name: str, base: str) -> tuple[str, ...]:
    return EXTRA_KEYS.get(name, ()) if base == REQUESTS else ()
