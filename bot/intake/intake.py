"""The way in: attachments and pasted texts become documents, or a sentence why not."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.intake.attachments import checked_hosts, fetch, make_session
from bot.intake.names import safe_name
from bot.intake.parser import Parser
from knowledge import DocumentRefused
from knowledge.loading import Limits
from knowledge.loading.cleaning import has_words, short_line
from knowledge.loading.kinds import kind_of_name
from knowledge.loading.limits import MAX_TITLE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterable
    from typing import Self

    import aiohttp

    from bot.intake.attachments import Attachment
    from bot.intake.parser import WorkerLimits
    from knowledge.models import Document

_AT_ONCE = 4
"""Files held in memory at once, each up to its limit."""
_UNTITLED = "Pasted text"
_FRONT_MATTER = re.compile(r"\s*(?:---|\+\+\+)[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read, and what is in it: one document, or several of an archive."""

    name: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not read, and the sentence that says why and what to do."""

    name: str
    reason: str


class Intake:
    """Reads what members upload and paste. It is used in one loop, and closed there.

    Args:
        extra_hosts: Loopback addresses ("127.0.0.1:8080") that attachments may come from beside
            Discord's hosts: for development only.
        worker_limits: What reading may cost.
        limits: The most that is read of one file.
    """

    def __init__(
        self,
        *,
        extra_hosts: Collection[str] = (),
        worker_limits: WorkerLimits | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._hosts = checked_hosts(extra_hosts)
        self._limits = limits or Limits()
        self._parser = Parser(worker_limits, self._limits)
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    async def read(self, attachments: Iterable[Attachment]) -> AsyncIterator[Read | Refused]:
        """Yield what became of each attachment, in order; none stops the others."""
        for attachment in attachments:
            name = safe_name(attachment.filename)
            try:
                yield Read(name, tuple(await self._read(name, attachment)))
            except DocumentRefused as refused:
                yield Refused(name, str(refused))

    async def read_text(self, title: str, text: str) -> list[Document]:
        """Read a pasted text, as Markdown with or without front matter.

        Args:
            title: Its title; the text's own if empty.
            text: The text.

        Raises:
            DocumentRefused: It can't become an article.
        """
        title = short_line(title, MAX_TITLE)
        name = safe_name(re.sub(r"[/\\]", " ", title)) if has_words(title) else ""
        if name and not _FRONT_MATTER.match(text):
            # Declared, so that a heading of the text is kept unless it says the same.
            text = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n{text}"
        data = text.encode("utf-8", errors="replace")
        documents = await self._parser.parse(f"{name or _UNTITLED}.md", data)
        return [_pasted(document, title if name else "") for document in documents]

    async def _read(self, name: str, attachment: Attachment) -> list[Document]:
        kind_of_name(name)
        async with self._at_once:
            if self._session is None:
                self._session = make_session()
            data = await fetch(attachment, self._hosts, self._session, self._limits.max_bytes)
            return await self._parser.parse(name, data)

    async def close(self) -> None:
        """End the workers and the connections; what is being read is refused."""
        await self._parser.close()
        if self._session is not None:
            await self._session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def _pasted(document: Document, title: str) -> Document:
    """Return a document that is known again by its title and its text, for there is no file."""
    slug = document.slug if document.slug_declared or title else ""
    return replace(document, title=title or document.title, slug=slug, origin="")
