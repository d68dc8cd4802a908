"""Who wrote it: the by-line above an article, the signature and the biography below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.loading.cleaning import plain_key
from knowledge.loading.content import count_paragraphs
from knowledge.loading.limits import MAX_NAME
from knowledge.models import Paragraph

if TYPE_CHECKING:
    from knowledge.models import Block

_LONGEST_LINE = 100
_LONGEST_BIOGRAPHY = 1_500
_MAX_BIOGRAPHY_BLOCKS = 4
_FIRST = 3

_BY = re.compile(r"(?:(?:written |posted )?by:?|author:)\s+(.+)", re.IGNORECASE)
_DASH = re.compile(r"(?:[–—―~]|--?)\s*(.+)")
_FIRM = re.compile(r"\s+[/|–—-]\s+|\s*[|/]\s*(?=\S)")
_COMMA = re.compile(r",\s+|\s+(?:of|at|from)\s+|\s+\(")
_ABOUT = re.compile(
    r"about (?:the|our|this) (?:guest )?(?:author|writer|contributor)s?:?", re.IGNORECASE
)
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'.-])*")
_PARTICLES = frozenset(
    {
        "al",
        "bin",
        "da",
        "de",
        "del",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "van",
        "von",
    }
)
_NO_NAME_WORDS = """
a all and best cheers dear end good great happy hello here hi how i it kind many more my new
next no note now of our part see sincerely take thank thanks that the this to until warm we
what when where who why with yes you your yours
"""
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())
_DOES = re.compile(
    r",?\s+(?:is|was|has|have|had|brings|helps|works|worked|runs|ran|owns|founded|co-founded|leads|"
    r"serves|served|writes|lives|holds|started|spent|speaks|teaches|advises|coaches|consults|"
    r"specializes|specialises|joined|began|can be|currently|enjoys|loves|a|an|the|founder|owner|"
    r"president|ceo|author|co-founder|principal)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r",\s*|\s+(?:and|&)\s+")
_NAME_WORDS = range(2, 5)


@dataclass(frozen=True, slots=True)
class Authorship:
    """The author, the biography, and the blocks without the lines that said so."""

    blocks: list[Block]
    author: str = ""
    biography: str = ""


def find_authorship(blocks: list[Block], author: str) -> Authorship:
    """Take the by-line, the signature and the biography out of the blocks.

    A signature counts when it is marked as one: by a dash or "By", by a firm after a stroke
    ("Jane Doe / Acme"), or by a biography that begins with the name. It never replaces an author
    who was declared, and a line that names somebody else then stays. The last paragraph that there
    is stays too.
    """
    blocks, author = _take_by_line(blocks, author)
    blocks, biography = _take_about(blocks)
    for _ in range(2):
        if count_paragraphs(blocks) > 1 and isinstance(blocks[-1], Paragraph):
            name, certain = _signature(blocks[-1].text)
            if certain and _agrees(name, author):
                blocks, author = blocks[:-1], author or name
        if count_paragraphs(blocks) > 1 and not biography and isinstance(blocks[-1], Paragraph):
            subject = author or _name_before(blocks)
            if _is_biography(blocks[-1].text, subject):
                blocks, author, biography = blocks[:-1], author or subject, blocks[-1].text
                if count_paragraphs(blocks) > 1 and _names_only(blocks[-1], author):
                    blocks = blocks[:-1]
    return Authorship(blocks, author, biography)


def _take_by_line(blocks: list[Block], author: str) -> tuple[list[Block], str]:
    for at, block in enumerate(blocks[:_FIRST]):
        by = _BY.fullmatch(block.text) if len(block.text) <= _LONGEST_LINE else None
        if by is None or count_paragraphs(blocks) == 1:
            continue
        name = _leading_name(by[1])
        if name and _agrees(name, author):
            return blocks[:at] + blocks[at + 1 :], author or name
    return blocks, author


def _take_about(blocks: list[Block]) -> tuple[list[Block], str]:
    """Take what stands under "About the author" at the end."""
    for at in range(max(1, len(blocks) - _MAX_BIOGRAPHY_BLOCKS - 1), len(blocks)):
        about = _ABOUT.match(blocks[at].text)
        if about is None or count_paragraphs(blocks[:at]) == 0:
            continue
        rest = blocks[at].text[about.end() :].strip(" -–—")
        text = " ".join(filter(None, [rest, *(block.text for block in blocks[at + 1 :])]))
        if len(text) <= _LONGEST_BIOGRAPHY:
            return blocks[:at], text
    return blocks, ""


def _signature(text: str) -> tuple[str, bool]:
    """Return the name in a line, and whether the line is marked as a signature."""
    if len(text) > _LONGEST_LINE:
        return "", False
    marked = _BY.fullmatch(text) or _DASH.fullmatch(text)
    line = marked[1] if marked else text
    firm = _FIRM.split(line, maxsplit=1)
    name = _leading_name(line)
    return name, bool(name and (marked or len(firm) > 1))


def _leading_name(line: str) -> str:
    """Return the person named before a firm, a role or nothing; "" if it is no name."""
    name = _COMMA.split(_FIRM.split(line, maxsplit=1)[0], maxsplit=1)[0].strip()
    return name if is_name(name) else ""


def is_name(text: str) -> bool:
    """Whether a text looks like a person's full name: two to four capitalised words."""
    words = text.split()
    return (
        len(words) in _NAME_WORDS
        and len(text) <= MAX_NAME
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and _NO_NAMES.isdisjoint(word.lower().strip(".") for word in words)
    )


def _name_before(blocks: list[Block]) -> str:
    """Return the name in the line above the last, or with which the last itself begins."""
    above = blocks[-2]
    return _signature(above.text)[0] if isinstance(above, Paragraph) else ""


def _is_biography(text: str, author: str) -> bool:
    if not author or len(text) > _LONGEST_BIOGRAPHY:
        return False
    return any(
        text.casefold().startswith(name.casefold()) and _DOES.match(text, len(name))
        for name in {author, *_SEVERAL.split(author)}
        if name
    )


def _names_only(block: Block, author: str) -> bool:
    """Whether a line says no more than who the author is."""
    name, _ = _signature(block.text)
    return bool(name) and plain_key(name) == plain_key(author)


def _agrees(name: str, author: str) -> bool:
    return not author or plain_key(name) in {plain_key(part) for part in _SEVERAL.split(author)}
