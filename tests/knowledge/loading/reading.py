"""How the tests of this package read texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.errors import DocumentRefused
from knowledge.loading import read_bytes
from knowledge.models import Heading

if TYPE_CHECKING:
    from knowledge.models import Document


def read(text: str | bytes, name: str = "article.md", *, site: str = "") -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return read_bytes(name, data, site=site)


def refusal(text: str | bytes, name: str = "article.md") -> str:
    with pytest.raises(DocumentRefused) as refused:
        read(text, name)
    return str(refused.value)


def texts(document: Document) -> list[str]:
    """The blocks as they read, headings with their marks."""
    return [
        f"{'#' * block.level} {block.text}" if isinstance(block, Heading) else block.text
        for block in document.blocks
    ]


def body(text: str | bytes, name: str = "article.md") -> list[str]:
    return texts(read(text, name))
