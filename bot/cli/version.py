"""Which version this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def own_version() -> str:
    """Return the version of the installed package."""
    try:
        return version("soundingboard")
    except PackageNotFoundError:
        return "(not installed)"
