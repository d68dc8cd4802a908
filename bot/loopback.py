"""Which addresses are this computer's own, by their letters alone: no name is ever looked up."""

from __future__ import annotations

import ipaddress
import re

_ADDRESS = re.compile(
    r"(?P<scheme>[a-z]+)://(?:\[(?P<six>[0-9a-f:]+)\]|(?P<four>[0-9.]+))(?::(?P<port>[0-9]{1,5}))?"
    r"(?:/[A-Za-z0-9._/-]*)?",
    re.ASCII,
)
_HIGHEST_PORT = 65_535


def is_loopback(address: str, scheme: str) -> bool:
    """Tell whether an address is one of 127.0.0.0/8 or ::1, written out as such.

    Names (`localhost`), other spellings of the numbers, users, queries and fragments are refused:
    what reads the address later must not be able to read another host in it.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None or found["scheme"] != scheme:
        return False
    if found["port"] is not None and not 0 < int(found["port"]) <= _HIGHEST_PORT:
        return False
    try:
        if found["four"] is not None:
            return ipaddress.IPv4Address(found["four"]).is_loopback
        return ipaddress.IPv6Address(found["six"]) == ipaddress.IPv6Address("::1")
    except ValueError:
        return False
