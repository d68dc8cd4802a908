"""Addresses that a file declares: http and https, or a path of the author's own site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from knowledge.loading.cleaning import short_line
from knowledge.loading.limits import MAX_ADDRESS

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_FORBIDDEN = re.compile(r"[\s\\<>\"'`{}|^]")
# Jekyll's patterns and styles for a permalink name no page.
_PATTERN = re.compile(r"(?:^|/):\w")
_STYLES = frozenset({"date", "pretty", "ordinal", "weekdate", "none"})


def absolute_address(value: object) -> str:
    """Return an http or https address with a host and without credentials, else ""."""
    line = short_line(value, MAX_ADDRESS + 1)
    if len(line) > MAX_ADDRESS or _FORBIDDEN.search(line):
        return ""
    try:
        parts = urlsplit(line)
        host, _ = parts.hostname, parts.port
    except ValueError:  # a bracket or a port that is none
        return ""
    good = parts.scheme in {"http", "https"} and host and "@" not in parts.netloc
    return line if good else ""


def declared_address(value: object) -> str:
    """Return an address or a site's own path as the author wrote it, else ""."""
    line = short_line(value, MAX_ADDRESS + 1) if isinstance(value, str) else ""
    if _SCHEME.match(line):
        return absolute_address(line)
    is_path = (
        len(line) <= MAX_ADDRESS
        and not line.startswith("//")  # another host, not a path
        and not _FORBIDDEN.search(line)
        and not _PATTERN.search(line)
        and line.lower() not in _STYLES
    )
    return line if is_path else ""


def on_site(address: str, site: str) -> str:
    """Return a site's own path as an absolute address; without a site, as it is."""
    base = absolute_address(site).rstrip("/")
    if not base or not address or absolute_address(address):
        return address
    return f"{base}/{address.lstrip('/')}"
