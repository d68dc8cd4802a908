"""Attachments: fetched from Discord's own hosts only, at once, and never more than allowed.

The session is one of its own: no token, no cookies, no proxy of the environment, no redirects. It
knows nothing of discord.py: whatever has an address, a name and a size will do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import aiohttp
from yarl import URL

from bot.loopback import is_loopback
from knowledge import DocumentRefused

if TYPE_CHECKING:
    from collections.abc import Collection

DISCORD_HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net"})

NOT_DISCORDS = "It does not come from Discord; upload it here."
NOT_FETCHED = "It could not be fetched from Discord; upload it again."
EXPIRED = "Discord no longer has it; upload it again."
INCOMPLETE = "It did not arrive whole; upload it again."

_TIMEOUT = aiohttp.ClientTimeout(total=60, sock_connect=10, sock_read=10)
_CHUNK = 64 * 1024
_MEBIBYTE = 1024 * 1024
_GONE = frozenset({403, 404, 410})


class Attachment(Protocol):
    """What Discord says of an uploaded file. All of it is a claim."""

    @property
    def url(self) -> str:
        """Where it can be fetched."""

    @property
    def filename(self) -> str:
        """What it is called."""

    @property
    def size(self) -> int:
        """Its size in bytes."""


def make_session() -> aiohttp.ClientSession:
    """Return a session to fetch attachments with; it must be closed."""
    return aiohttp.ClientSession(
        timeout=_TIMEOUT,
        trust_env=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        headers={"Accept-Encoding": "identity"},
    )


def checked_hosts(hosts: Collection[str]) -> frozenset[str]:
    """Return further hosts ("127.0.0.1:8080") if all are this computer's own.

    Raises:
        ValueError: One is not.
    """
    for host in hosts:
        if not is_loopback(f"http://{host}", "http"):
            raise ValueError(f"Attachments may come from this computer beside Discord: {host}")
    return frozenset(hosts)


async def fetch(
    attachment: Attachment,
    hosts: Collection[str],
    session: aiohttp.ClientSession,
    max_bytes: int,
) -> bytes:
    """Return an attachment's bytes.

    Args:
        attachment: What to fetch; from an interaction, never from what somebody typed.
        hosts: Hosts, with ports, that may serve it over plain HTTP beside Discord's own.
        session: From `make_session`.
        max_bytes: The most that is read, whatever size is claimed.

    Raises:
        DocumentRefused: It is too large, comes from elsewhere, or does not arrive.
    """
    url = _checked(attachment.url, hosts)
    if attachment.size > max_bytes:
        raise DocumentRefused(_too_large(max_bytes))
    try:
        async with session.get(url, allow_redirects=False) as response:
            if response.status in _GONE:
                raise DocumentRefused(EXPIRED)
            if response.status != 200 or response.headers.get("Content-Encoding"):  # noqa: PLR2004
                raise DocumentRefused(NOT_FETCHED)
            data = await _read(response, max_bytes)
    except aiohttp.ClientPayloadError as error:
        raise DocumentRefused(INCOMPLETE) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise DocumentRefused(NOT_FETCHED) from error
    if len(data) != attachment.size:
        raise DocumentRefused(INCOMPLETE)
    return data


async def _read(response: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    data = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        data += chunk
        if len(data) > max_bytes:
            raise DocumentRefused(_too_large(max_bytes))
    return bytes(data)


def _checked(address: str, hosts: Collection[str]) -> URL:
    """Return an address as aiohttp will read it, if it is one of Discord's."""
    try:
        url = URL(address, encoded=True)
        is_discords = (
            url.scheme == "https" and url.host in DISCORD_HOSTS and url.explicit_port in {None, 443}
        )
        is_given = url.scheme == "http" and url.raw_authority in hosts
        if (is_discords or is_given) and url.user is None and url.password is None:
            return url
    except (ValueError, TypeError):
        pass
    raise DocumentRefused(NOT_DISCORDS)


def _too_large(max_bytes: int) -> str:
    return f"It is larger than {max_bytes / _MEBIBYTE:.4g} MB; split it, or leave out a part."
