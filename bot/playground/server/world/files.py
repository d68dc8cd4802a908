"""The bytes behind attachments, and the addresses they have on the CDN."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from bot.playground.server.world.models import Attachment

LINK_LIFETIME = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One uploaded file and the channel it was uploaded to."""

    channel_id: int
    filename: str
    content: bytes
    content_type: str | None


class Files:
    """Keeps uploaded files in memory and signs the links to them, which expire."""

    def __init__(self, now: Callable[[], datetime], base_url: str = "http://127.0.0.1/cdn") -> None:
        self.base_url = base_url
        self._now = now
        self._key = secrets.token_bytes(16)
        self._stored: dict[int, StoredFile] = {}

    def store(self, file_id: int, stored: StoredFile) -> Attachment:
        """Keep a file; return the attachment that stands for it in a message."""
        self._stored[file_id] = stored
        return Attachment(
            id=file_id,
            filename=stored.filename,
            size=len(stored.content),
            content_type=stored.content_type,
        )

    def get(self, file_id: int) -> StoredFile | None:
        """Return a stored file, None if there is none."""
        return self._stored.get(file_id)

    def url(self, file_id: int) -> str:
        """Return the address of a file, signed and good for a day."""
        stored = self._stored[file_id]
        path = f"attachments/{stored.channel_id}/{file_id}/{quote(stored.filename)}"
        issued = self._now()
        expires = f"{int((issued + LINK_LIFETIME).timestamp()):x}"
        since = f"{int(issued.timestamp()):x}"
        signature = self._signature(file_id, expires, since)
        return f"{self.base_url}/{path}?ex={expires}&is={since}&hm={signature}&"

    def link_is_good(self, file_id: int, expires: str, since: str, signature: str) -> bool:
        """Tell whether a link was signed here for this file and has not expired."""
        if not hmac.compare_digest(signature, self._signature(file_id, expires, since)):
            return False
        return self._now().timestamp() < int(expires, 16)

    def _signature(self, file_id: int, expires: str, since: str) -> str:
        signed = f"{file_id}:{expires}:{since}".encode()
        return hmac.new(self._key, signed, hashlib.sha256).hexdigest()
