"""Discord's OpenAPI document, made ready to hold JSON against: what may differ from it, and why.

The document describes what Discord answers, and leaves every object open. For requests a closed
copy is made, in which a key that Discord does not know is a fault, but for the keys that the
unmodified discord.py sends and Discord takes in silence.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bot.playground.server.rules.amendments import (
    CORRECTIONS,
    EXTRA_BODY_KEYS,
    EXTRA_KEYS,
    EXTRA_QUERY_KEYS,
    ID,
    WITHOUT_BODY,
    loosen,
)

if TYPE_CHECKING:
    from bot.playground.server.rules.amendments import Json

REQUESTS = "urn:discord:requests"
ANSWERS = "urn:discord:answers"
CLOSED_ANSWERS = "urn:discord:closed-answers"

_API_ROOT = re.compile(r"^/api(/v\d+)?(?=/)")
_PARAMETER = re.compile(r"\{[^{}]*\}")
_CONTENT_TYPES = ("application/json", "multipart/form-data")


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

    def knows(self, method: str, template: str) -> bool:
        """Return whether the document has this route; its parameters' names do not matter."""
        return (method.upper(), nameless(template)) in self._operations

    def request(self, method: str, template: str) -> tuple[Json | None, bool]:
        """Return the schema of a route's body, None where it takes none, and whether it must be."""
        route = (method.upper(), nameless(template))
        described = self._operations[route].get("requestBody")
        if described is None:
            return None, False
        schema = _content(described)
        for key in EXTRA_BODY_KEYS.get(route, ()):
            schema = {**schema, "properties": {**schema["properties"], key: {}}}
        return schema, described.get("required", False) and route not in WITHOUT_BODY

    def query(self, method: str, template: str) -> dict[str, Json]:
        """Return the schemas of the parameters that a route takes in its query."""
        route = (method.upper(), nameless(template))
        described = self._operations[route].get("parameters", [])
        known = {one["name"]: one["schema"] for one in described if one["in"] == "query"}
        return {**known, **EXTRA_QUERY_KEYS.get(route, {})}

    def response(self, method: str, template: str, status: int) -> tuple[bool, Json | None]:
        """Return whether a route answers with this status, and its body's schema if it has one."""
        responses = self._operations[method.upper(), nameless(template)]["responses"]
        found = responses.get(str(status)) or responses.get(f"{status // 100}XX")
        if found is None:
            return False, None
        if "$ref" in found:
            found = self._responses[found["$ref"].rpartition("/")[2]]
        return True, _content(found) if "content" in found else None

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
            schemas[ID] = {**schemas[ID], "type": ["string", "integer"], "minimum": 0}
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
        if base == REQUESTS:
            value = loosen(value)
        if (numbers := _numbers(value)) is not None:
            return numbers
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


def _content(described: Json) -> Json:
    content = described["content"]
    for kind in _CONTENT_TYPES:
        if kind in content:
            return content[kind]["schema"]
    return {}


def _numbers(schema: Json) -> Json | None:
    """Return a list of named values as a plain list of them: it is told better when it fails."""
    choices = schema.get("oneOf")
    if not isinstance(choices, list) or not all("const" in one for one in choices):
        return None
    return {"type": schema["type"], "enum": [one["const"] for one in choices]}


def _is_whole(schema: Json) -> bool:
    return "additionalProperties" not in schema and "allOf" not in schema


def _extra(name: str, base: str) -> tuple[str, ...]:
    return EXTRA_KEYS.get(name, ()) if base == REQUESTS else ()
