"""Files that people upload."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from bot.playground.server.interactions.event import ATTACHMENT_SIZE_LIMIT
from bot.playground.server.people.errors import Impossible
from bot.playground.server.world.files import StoredFile

if TYPE_CHECKING:
    from bot.playground.server.world.models import Attachment
    from bot.playground.server.world.world import World

_TEXT = frozenset({".md", ".markdown", ".txt", ".yaml", ".yml", ".json", ".csv", ".html", ".htm"})


def upload(world: World, channel_id: int, file: object, *, ephemeral: bool = True) -> Attachment:
    """Upload a file, given as (name, bytes) or (name, bytes, content type).

    Raises:
        Impossible: That is no file, or it is larger than Discord takes.
    """
    name, content, stated = _parts(file)
    if len(content) > ATTACHMENT_SIZE_LIMIT:
        raise Impossible(f"{name} has {len(content)} bytes, more than Discord takes")
    stored = StoredFile(channel_id, name, content, stated or _content_type(name))
    attachment = world.files.store(world.snowflakes.next(), stored)
    attachment.ephemeral = ephemeral
    return attachment


def _parts(file: object) -> tuple[str, bytes, str | None]:
    match file:
        case (str() as name, bytes() as content):
            return name, content, None
        case (str() as name, bytes() as content, str() as content_type):
            return name, content, content_type
    raise Impossible(f"a file is (name, bytes), not {file!r:.100}")


def _content_type(name: str) -> str | None:
    """Return what Discord would guess from a name: of text it tells a charset."""
    suffix = "." + name.rpartition(".")[2].lower()
    guessed = "text/markdown" if suffix == ".md" else mimetypes.guess_type(name)[0]
    return f"{guessed}; charset=utf-8" if guessed and suffix in _TEXT else guessed
