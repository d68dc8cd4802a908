"""Turns the errors of the JSON Schema engine into one line each: where, and what is wrong.

Of a choice between schemas the branch is told that comes nearest; the engine itself only says
that none fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema_rs import ValidationError

_CHOICES = frozenset({"anyOf", "oneOf"})
_DISCRIMINATES = frozenset({"enum", "const", "anyOf"})


def complaints(errors: Iterable[ValidationError]) -> list[str]:
    """Return a line for each error, none twice."""
    lines = [
        f"{'.'.join(str(part) for part in leaf.instance_path) or 'body'}: {leaf.message}"
        for error in errors
        for leaf in _leaves(error)
    ]
    return list(dict.fromkeys(lines))


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    branches = getattr(error.kind, "context", None)
    if error.kind.name not in _CHOICES or not branches:
        yield error
        return
    depth = len(error.instance_path)
    for inner in min(branches, key=lambda branch: _distance(branch, depth)):
        yield from _leaves(inner)


def _distance(branch: list[ValidationError], depth: int) -> tuple[bool, bool, int]:
    """Return how far the branch is from what was meant; the smallest comes nearest."""
    wrong_shape = any(
        error.kind.name in {"type", "const"} and len(error.instance_path) == depth
        for error in branch
    )
    wrong_kind = any(
        error.kind.name in _DISCRIMINATES and list(error.instance_path)[depth:] == ["type"]
        for error in branch
    )
    return wrong_shape, wrong_kind, len(branch)
