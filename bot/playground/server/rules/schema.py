"""Holds requests and answers against Discord's OpenAPI document.

The document lives outside the project: whoever has a copy passes its path. What is compiled is
kept for the life of the process, so that the next stand-in starts with it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.playground.server.rules.complaints import complaints
from bot.playground.server.rules.document import (
    ANSWERS,
    CLOSED_ANSWERS,
    REQUESTS,
    Document,
    adapt,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from jsonschema_rs import Registry

    from bot.playground.server.rules.amendments import Json

_FIRST_REFUSAL = 400
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class SchemaUnavailableError(Exception):
    """The document is not there, is not what it should be, or nothing here can read it."""


class Schema:
    """Discord's description of its API, as checks that return faults, one line each.

    Args:
        path: The OpenAPI document, a JSON file.

    Raises:
        SchemaUnavailableError: When the document or the package `jsonschema-rs` is missing.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path = Path(path).resolve()
        try:
            self._checks = _open(self.path, self.path.stat().st_mtime_ns)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SchemaUnavailableError(
                f"{self.path} is not Discord's OpenAPI document: {error}"
            ) from error

    def route(self, method: str, path: str) -> str | None:
        """Return the template of the route that `path` belongs to, or None."""
        return self._checks.document.route(method, path)

    def request_faults(self, method: str, template: str, body: object) -> list[str]:
        """Return what Discord would refuse in a request's JSON body (None: no body).

        For a multipart request pass its `payload_json`.
        """
        document = self._checks.document
        if not document.knows(method, template):
            return [_unknown(method, template)]
        schema, required = document.request(method, template)
        if body is None:
            return ["body: a body is required"] if required else []
        if schema is None:
            return [] if body == {} else ["body: this route takes no body"]
        return self._check(REQUESTS, schema, body)

    def query_faults(self, method: str, template: str, query: Mapping[str, str]) -> list[str]:
        """Return what Discord would refuse in the query of a request."""
        document = self._checks.document
        if not document.knows(method, template):
            return [_unknown(method, template)]
        known = document.query(method, template)
        faults: list[str] = []
        for name, text in query.items():
            if name not in known:
                faults.append(f"?{name}: not a parameter of this route")
                continue
            found = [self._check(REQUESTS, known[name], value) for value in _readings(text)]
            if all(found):
                faults.extend(f"?{name}: {fault}" for fault in found[0])
        return faults

    def response_faults(
        self, method: str, template: str, status: int, body: object, *, closed: bool = False
    ) -> list[str]:
        """Return in what an answer differs from what Discord says that it answers.

        Args:
            method: Such as "POST".
            template: The route.
            status: The HTTP status of the answer.
            body: The answer's JSON, None when it has none.
            closed: Whether keys that the document does not name are faults too.
        """
        document = self._checks.document
        if not document.knows(method, template):
            return [_unknown(method, template)]
        described, schema = document.response(method, template, status)
        if not described:
            # The document is silent on Discord's own failures.
            own = status >= 500  # noqa: PLR2004 - HTTP's own number
            return [] if own else [f"{status} is not an answer of {method} {template}"]
        if schema is None:
            return [] if body in (None, "") else [f"body: {status} comes without a body"]
        # Refusals are put together of halves, of which each would refuse the other's keys.
        base = CLOSED_ANSWERS if closed and status < _FIRST_REFUSAL else ANSWERS
        return self._check(base, schema, body)

    def object_faults(self, name: str, value: object, *, closed: bool = False) -> list[str]:
        """Return in what a value differs from the document's schema of that name.

        Args:
            name: Such as "MessageResponse".
            value: The JSON value.
            closed: Whether keys that the schema does not name are faults too.

        Raises:
            KeyError: When the document has no such schema.
        """
        if not self._checks.document.has_schema(name):
            raise KeyError(name)
        base = CLOSED_ANSWERS if closed else ANSWERS
        return self._check(base, {"$ref": f"#/components/schemas/{name}"}, value)

    def _check(self, base: str, schema: Json, value: object) -> list[str]:
        return self._checks.faults(base, schema, value)


class _Checks:
    """The document with all validators that were compiled so far."""

    def __init__(self, document: Document, engine: Any) -> None:  # noqa: ANN401 - a module
        self.document = document
        self._engine = engine
        self._registries: dict[str, Registry] = {}
        self._validators: dict[tuple[str, str], Any] = {}

    def faults(self, base: str, schema: Json, value: object) -> list[str]:
        # A schema of the document is known by its reference, one of a route by what it says.
        key = (base, schema.get("$ref") or repr(schema))
        validator = self._validators.get(key)
        if validator is None:
            validator = self._validators[key] = self._compile(base, schema)
        try:
            return complaints(validator.iter_errors(value))
        except (ValueError, TypeError) as error:
            return [f"body: not JSON that can be sent: {error}"]

    def _compile(self, base: str, schema: Json) -> Any:  # noqa: ANN401 - the engine's own type
        registry = self._registries.get(base)
        if registry is None:
            resources = [(base, self.document.schemas(base))]
            registry = self._registries[base] = self._engine.Registry(resources)
        return self._engine.Draft202012Validator(
            adapt(schema, base, closed=base != ANSWERS),
            registry=registry,
            validate_formats=True,
            mask="it",
            offline=True,
        )


@lru_cache(maxsize=4)
def _open(path: Path, _changed_at: int) -> _Checks:
    try:
        # A development dependency: the stand-in works without it and without the document.
        import jsonschema_rs  # noqa: PLC0415
    except ImportError as error:
        raise SchemaUnavailableError(
            "Holding requests against Discord's document needs the package jsonschema-rs."
            " Install it (it is among the development dependencies), or pass no document."
        ) from error
    return _Checks(Document(path.read_text(encoding="utf-8")), jsonschema_rs)


def _unknown(method: str, template: str) -> str:
    return f"{method} {template} is not a route that Discord describes"


def _readings(text: str) -> list[object]:
    """Return the values that the text of a query may stand for, the likeliest first."""
    readings: list[object] = [text, [text]]
    if text.lower() in _BOOLEANS:
        readings.insert(0, _BOOLEANS[text.lower()])
    if text.removeprefix("-").isdecimal():
        readings.insert(0, int(text))
    return readings
