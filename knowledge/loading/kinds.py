"""The kind of a file, by its name and by its first bytes."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from knowledge.errors import DocumentRefused

SUPPORTED = "Markdown (.md), plain text (.txt) and web pages (.html)"


class Kind(StrEnum):
    """How a file is read."""

    MARKDOWN = "Markdown"
    TEXT = "plain text"
    HTML = "a web page"


EXTENSIONS: dict[str, Kind] = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".mdown": Kind.MARKDOWN,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
}

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"OggS\x00", "a sound file"),
    (b"ID3\x03", "a sound file"),
    (b"ID3\x04", "a sound file"),
)
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_SHOWN_EXTENSION = 12


def kind_of_name(name: str) -> Kind:
    """Return the kind that the file's name declares.

    Raises:
        DocumentRefused: The extension is none that can be read.
    """
    extension = PurePath(name).suffix.lower()
    kind = EXTENSIONS.get(extension)
    if kind is None:
        shown = "".join(filter(str.isalnum, extension))[:_SHOWN_EXTENSION]
        what = f"Files of the kind .{shown}" if shown else "Files without an extension"
        raise DocumentRefused(f"{what} can't be read; supported are {SUPPORTED}.")
    return kind


def refuse_binary(data: bytes) -> None:
    """Refuse bytes that are no text, whatever the file is called.

    Raises:
        DocumentRefused: The bytes are those of another format.
    """
    start = data[:32]
    for signature, what in _SIGNATURES:
        if start.startswith(signature):
            raise DocumentRefused(f"It looks like {what}, not text; supported are {SUPPORTED}.")


def kind_of_text(text: str, declared: Kind) -> Kind:
    """Return how to read a text: a web page is one under any name, and none without a tag."""
    if _LOOKS_LIKE_HTML.match(text[:2_000]):
        return Kind.HTML
    if declared is Kind.HTML and not _TAG.search(text):
        return Kind.TEXT
    return declared
