"""Addresses on the web, as articles give them, fit for a link; one that is not fit is no link.

Discord refuses a whole message for one address that it can't read.
"""

from __future__ import annotations

import re

from yarl import URL

LONGEST = 512
"""What Discord takes for the link of a button."""

_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+", re.IGNORECASE)


def web_address(url: str) -> str:
    """Return an address in the signs that stand in one, or "" if it is none on the web.

    An address with a name and a password before its host is none: it looks like another's.
    """
    if not url.startswith(("https://", "http://")) or any(sign.isspace() for sign in url):
        return ""
    try:
        address = URL(url)
    except ValueError:
        return ""
    if address.user is not None or not _HOST.fullmatch(address.raw_host or ""):
        return ""
    spelled = str(address)
    return spelled if len(spelled) <= LONGEST else ""


def is_web(url: str) -> bool:
    """Tell whether an address can be a link in Discord."""
    return bool(web_address(url))
