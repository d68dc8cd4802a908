"""Identity: whether a document is new, or an article that the library already has.

Declared permalink or slug first, then the text itself, then the file it came from. An article is
never overwritten by a different text that merely claims its permalink: what is alike, or comes
from the same file, updates; anything else is refused, or gets an identity of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

from knowledge.models import Heading, LoadStatus
from knowledge.text.words import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.models import Block, Document

_SHINGLE = 3
_ALIKE = 0.3
"""Share of the shorter text's three-word runs that the other must have to be the same article."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a document is known by."""

    identity: str
    declared: bool
    origin: str
    title: str
    text_digest: str
    digest: str


@dataclass(frozen=True, slots=True)
class Known:
    """An article that may be the same; `touched` if this load has just written it."""

    article_id: int
    fingerprint: Fingerprint
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done with a document."""

    status: LoadStatus
    article_id: int | None
    identity: str
    reason: str = ""


def fingerprint(document: Document, blocks: Iterable[Block]) -> Fingerprint:
    """Return what a document is known by; `blocks` are its blocks as they will be stored."""
    text = text_digest(blocks)
    everything = [
        document.title,
        document.author,
        document.published_on.isoformat() if document.published_on else None,
        document.url,
        document.permalink,
        document.description,
        list(document.tags),
        dict(document.metadata),
        text,
    ]
    encoded = json.dumps(everything, sort_keys=True, default=str).encode()
    identity, declared = _identity(document, text)
    return Fingerprint(
        identity=identity,
        declared=declared,
        origin=document.origin,
        title=document.title,
        text_digest=text,
        digest=hashlib.sha256(encoded).hexdigest(),
    )


def text_digest(blocks: Iterable[Block]) -> str:
    """Return a digest of headings and paragraphs; white space within them does not count."""
    digest = hashlib.sha256()
    for block in blocks:
        mark = "#" if isinstance(block, Heading) else ""
        digest.update(f"{mark}{' '.join(block.text.split())}\n".encode())
    return digest.hexdigest()


def _identity(document: Document, text: str) -> tuple[str, bool]:
    if document.permalink:
        parts = urlsplit(document.permalink)
        path = re.sub(r"/index\.html?$", "/", parts.path).rstrip("/") or "/"
        query = f"?{parts.query}" if parts.query else ""
        return f"permalink:{parts.netloc.lower()}{path}{query}", True
    if document.slug:
        return f"slug:{document.slug.casefold()}", document.slug_declared
    return f"text:{text}", False


def judge(
    found: Fingerprint,
    *,
    same_identity: Known | None,
    same_text: Sequence[Known],
    same_origin: Sequence[Known],
    alike: Callable[[int], bool],
) -> Verdict:
    """Decide what a document is to the library.

    Args:
        found: The document's fingerprint.
        same_identity: The article that holds its identity.
        same_text: Articles with its text.
        same_origin: Articles from a file of its name, in a folder of the same name.
        alike: Whether an article's text is nearly the document's (read only when it matters).
    """
    for known in same_text:
        if known.fingerprint.origin == found.origin and _is_free(found, known):
            return _update(found, known, same_identity)
    if same_identity and _is_update(found, same_identity, alike):
        return _update(found, same_identity, same_identity)
    from_there = [known for known in same_origin if _is_free(found, known)]
    likely = [known for known in from_there if known.fingerprint.title == found.title]
    likely += [known for known in from_there if alike(known.article_id)]
    if not found.declared:  # the file itself was written anew
        likely += from_there
    if likely:
        return _update(found, likely[0], same_identity)
    if same_text:
        return _duplicate(same_text[0])
    return _new(found, same_identity)


def _is_free(found: Fingerprint, known: Known) -> bool:
    """Tell whether this load has not written the article already, from another file."""
    return not known.touched or known.fingerprint.digest == found.digest


def _is_update(found: Fingerprint, known: Known, alike: Callable[[int], bool]) -> bool:
    held = known.fingerprint
    if not _is_free(found, known):
        return False
    if held.text_digest == found.text_digest or alike(known.article_id):
        return True
    # A bare file name says less than a declared address.
    same_file = bool(found.origin) and held.origin == found.origin
    return found.declared and (same_file or held.title == found.title)


def _update(found: Fingerprint, known: Known, same_identity: Known | None) -> Verdict:
    """Return the verdict on an article's own document; it may declare another identity now."""
    identity = known.fingerprint.identity if same_identity else found.identity
    unchanged = known.fingerprint.digest == found.digest
    status = LoadStatus.UNCHANGED if unchanged else LoadStatus.UPDATED
    return Verdict(status, known.article_id, identity)


def _duplicate(known: Known) -> Verdict:
    return Verdict(
        LoadStatus.UNCHANGED,
        known.article_id,
        known.fingerprint.identity,
        f"The same text is already here as “{known.fingerprint.title}”.",
    )


def _new(found: Fingerprint, same_identity: Known | None) -> Verdict:
    if same_identity is None:
        return Verdict(LoadStatus.ADDED, None, found.identity)
    if found.declared:
        return Verdict(
            LoadStatus.REFUSED,
            None,
            found.identity,
            f"Its address ({found.identity.partition(':')[2]}) already belongs to another article,"
            f" “{same_identity.fingerprint.title}”. Change the permalink or slug, or remove that"
            " article first.",
        )
    # Two different files that merely have the same name, such as `notes.txt` in two folders.
    return Verdict(LoadStatus.ADDED, None, f"file:{found.origin}:{uuid4().hex}")


def texts_alike(first: Iterable[Block], second: Iterable[Block]) -> bool:
    """Tell whether two texts share enough runs of three words to be versions of one article."""
    one, other = _shingles(first), _shingles(second)
    smaller = min(len(one), len(other))
    return bool(smaller) and len(one & other) >= _ALIKE * smaller


def _shingles(blocks: Iterable[Block]) -> set[tuple[str, ...]]:
    words = [token.word for block in blocks for token in tokens(block.text)]
    return {tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
