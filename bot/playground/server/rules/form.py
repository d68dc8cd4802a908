"""Reads what was sent, field by field, and notes every fault in Discord's own words.

A rule asks a `Form` for the values that it needs; the form checks type and length on the way, so
that a rule goes on with what is sound and never stumbles over what is not. This module knows
JSON and the shape of Discord's error 50035, nothing of messages or commands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

INVALID_FORM_BODY = 50035
EMPTY_MESSAGE = 50006

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FormFault:
    """One thing that Discord would refuse.

    Attributes:
        path: Where it stands in the body; empty for the body itself.
        code: Discord's name for the fault, such as `BASE_TYPE_REQUIRED`.
        message: Discord's sentence.
        error: The number of the whole answer; 50035 but for the few that have one of their own.
    """

    path: Path
    code: str
    message: str
    error: int = INVALID_FORM_BODY

    def __str__(self) -> str:
        return f"{'.'.join(str(part) for part in self.path) or 'body'}: {self.message}"


def error_body(faults: Iterable[FormFault]) -> dict[str, object]:
    """Return the JSON body with which Discord answers these faults (HTTP status 400)."""
    faults = list(faults)
    for fault in faults:
        if fault.error != INVALID_FORM_BODY:
            return {"message": fault.message, "code": fault.error}
    errors: dict[str, object] = {}
    for fault in faults:
        place = errors
        for part in fault.path:
            inner = place.setdefault(str(part), {})
            place = inner if isinstance(inner, dict) else {}
        notes = place.setdefault("_errors", [])
        if isinstance(notes, list):
            notes.append({"code": fault.code, "message": fault.message})
    return {"message": "Invalid Form Body", "code": INVALID_FORM_BODY, "errors": errors}


class Form:
    """One JSON object of a body, with its place in it and the list that its faults go to.

    What is no object is one fault and has no others: it reads as an empty one.
    """

    __slots__ = ("_is_object", "faults", "path", "values")

    def __init__(
        self, value: object, path: Path = (), faults: list[FormFault] | None = None
    ) -> None:
        self.path = path
        self.faults: list[FormFault] = [] if faults is None else faults
        self.values: Mapping[str, object] = {}
        self._is_object = True
        if isinstance(value, Mapping):
            self.values = value
        else:
            self.blame(None, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            self._is_object = False

    def blame(
        self, key: str | None, code: str, message: str, *, error: int = INVALID_FORM_BODY
    ) -> None:
        """Note a fault of the field `key`, or of the object itself."""
        path = self.path if key is None else (*self.path, key)
        if self._is_object:
            self.faults.append(FormFault(path, code, message, error))

    def require(self, key: str) -> None:
        """Note that the field is missing."""
        self.blame(key, "BASE_TYPE_REQUIRED", "This field is required")

    def has(self, key: str) -> bool:
        """Return whether the field is given and holds anything: not null, "", [] or {}."""
        return self.values.get(key) not in (None, "", [], {}, ())

    def text(self, key: str, high: int, *, low: int = 0, required: bool = False) -> str | None:
        """Return the text, `low` to `high` characters (code points) long, or None."""
        value = self._given(key, required=required)
        if value is None:
            return None
        if not isinstance(value, str):
            self.blame(key, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
            return None
        if not value.isascii() and any("\ud800" <= one <= "\udfff" for one in value):
            # Half of a surrogate pair: no text that could be sent on.
            self.blame(key, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
            return None
        self.measure(key, len(value), low, high)
        return value

    def integer(self, key: str, low: int, high: int, *, required: bool = False) -> int | None:
        """Return the whole number from `low` to `high`, or None when absent or out of range."""
        value = self._given(key, required=required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.blame(key, "NUMBER_TYPE_COERCE", "Value is not int.")
            return None
        if value < low:
            message = f"int value should be greater than or equal to {low}."
            self.blame(key, "NUMBER_TYPE_MIN", message)
            return None
        if value > high:
            message = f"int value should be less than or equal to {high}."
            self.blame(key, "NUMBER_TYPE_MAX", message)
            return None
        return value

    def choice(self, key: str, allowed: Iterable[int], *, required: bool = True) -> int | None:
        """Return the number if it is among the allowed ones."""
        value = self._given(key, required=required)
        allowed = tuple(sorted(allowed))
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
            names = ", ".join(str(number) for number in allowed)
            self.blame(key, "BASE_TYPE_CHOICES", f"Value must be one of {{{names}}}.")
            return None
        return value

    def boolean(self, key: str, *, default: bool = False) -> bool:
        """Return the flag, or `default` when it is not given."""
        value = self.values.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.blame(key, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
            return default
        return value

    def snowflake(self, key: str) -> str | None:
        """Return the id as digits; a number is taken too."""
        value = self._given(key, required=True)
        if value is None:
            return None
        digits = str(value) if isinstance(value, (str, int)) else ""
        if isinstance(value, bool) or not (digits.isascii() and digits.isdigit()):
            self.blame(key, "NUMBER_TYPE_COERCE", "Value is not snowflake.")
            return None
        return digits

    def items(self, key: str, high: int, *, low: int = 0, required: bool = False) -> list[object]:
        """Return the list's items, `low` to `high` of them; an empty list when it is absent."""
        value = self._given(key, required=required)
        if value is None:
            return []
        if not isinstance(value, (list, tuple)):
            self.blame(key, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        self.measure(key, len(value), low, high)
        return list(value)

    def forms(self, key: str, high: int, *, low: int = 0, required: bool = False) -> list[Form]:
        """Return the list's items, each as a form of its own."""
        return [
            Form(item, (*self.path, key, index), self.faults)
            for index, item in enumerate(self.items(key, high, low=low, required=required))
        ]

    def form(self, key: str, *, required: bool = False) -> Form | None:
        """Return the object under `key` as a form of its own."""
        value = self._given(key, required=required)
        return None if value is None else Form(value, (*self.path, key), self.faults)

    def measure(self, key: str, length: int, low: int, high: int) -> None:
        """Note a length (of a text or a list) that is not within `low` and `high`."""
        if low <= length <= high:
            return
        if low:
            message = f"Must be between {low} and {high} in length."
            self.blame(key, "BASE_TYPE_BAD_LENGTH", message)
        else:
            self.blame(key, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")

    def _given(self, key: str, *, required: bool) -> object:
        value = self.values.get(key)
        if value is None and required:
            self.require(key)
        return value
