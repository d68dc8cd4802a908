"""A small library to ask, and a way into its file past the facade."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # its own choice of SQLite

from knowledge.knowledge_base import EVERYBODY, KnowledgeBase
from knowledge.models import Document, Heading, Paragraph
from knowledge.text.words import stems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.models import Answer, Article, Block, Statistics


def block(text: str) -> Block:
    """A paragraph, or a heading if it begins as in Markdown."""
    marks = len(text) - len(text.lstrip("#"))
    return Heading(marks, text[marks:].strip()) if marks else Paragraph(text)


def article(title: str, *texts: str, **values: Any) -> Document:  # noqa: ANN401 - a document's own
    return Document(title=title, blocks=tuple(block(text) for text in texts), **values)


COVER = article(
    "Cover for every client",
    "Nobody in the firm should be the only one who knows a client. When the one technician who"
    " does falls ill, the client waits.",
    "## The rotation",
    "A rotation is a plan by which technicians learn each other's clients. Move one technician to"
    " one client for one week at a time. Begin with a client who seldom calls.",
    "After a quarter everybody can take a vacation without a laptop in the suitcase.",
    author="Ada Field",
    permalink="/cover/",
    tags=("cover", "team"),
)
PRICING = article(
    "Pricing a support contract",
    "Charge for each device, and raise the price once a year. A contract that never rises loses"
    " money in its third year.",
    "## Discounts",
    "A discount is a gift to the customer who argues. Give one for a signature this week, and"
    " never for silence.",
    permalink="/pricing/",
    tags=("money",),
)
HOT_SEAT = article(
    "The hot seat",
    "A hot seat is twenty minutes in which the group looks at one owner's problem. The owner"
    " speaks for five minutes; then the others ask questions only.",
    "Advice comes last, because a good question is worth more than a quick answer. The"
    " facilitator keeps the time and writes down what was promised.",
    permalink="/hot-seat/",
    tags=("Meetings", "team"),
)
TOP_PRIORITY = article(
    "One top priority",
    "Write your top priority on paper and read it every morning. A productive morning is one that"
    " moved it.",
    "A distraction that produces something is still a distraction. Ask of each task whether it"
    " serves the goal, and delegate what others can do.",
    permalink="/priority/",
    tags=("focus",),
)
SAMPLE = (COVER, PRICING, HOT_SEAT, TOP_PRIORITY)

# One article in two versions, with words that nothing else has.
OWL = article(
    "The owl",
    "An owl sleeps by day. The zygodactyl foot of an owl holds a branch.",
    permalink="/owl/",
)
HERON = replace(OWL, blocks=(Paragraph("An owl sleeps by day. It hunts where the heron stands."),))


def library(path: Path, *documents: Document, audience: str | None = None) -> KnowledgeBase:
    """Open a library with some articles in it."""
    base = KnowledgeBase(path)
    for document in documents:
        base.add(document, audience=audience)
    return base


def titles(answer: Answer) -> list[str]:
    return [excerpt.citation.article.title for excerpt in answer.excerpts]


def listed(base: KnowledgeBase, audiences: frozenset[str] = EVERYBODY) -> list[str]:
    return [found.title for found in base.articles(audiences=audiences)]


def named(base: KnowledgeBase, title: str) -> Article:
    return next(found for found in base.articles() if found.title == title)


def text_of(base: KnowledgeBase, number: int, audiences: frozenset[str] = EVERYBODY) -> str:
    """An article's paragraphs as its passages hold them."""
    blocks = base.body(number, audiences=audiences)
    return "\n\n".join(one.text for one in blocks if isinstance(one, Paragraph))


def held_stems(answer: Answer) -> set[str]:
    """The stems of all that an answer shows of the library's own words."""
    shown = [
        f"{excerpt.text} {excerpt.citation.article.title} {excerpt.citation.heading}"
        for excerpt in answer.excerpts
    ]
    return set(stems(" ".join(shown)))


def counts(found: Statistics) -> tuple[int, ...]:
    """What is counted of a library, but for the size of its file."""
    return (found.articles, found.passages, found.words, found.vocabulary, found.starters)


@contextmanager
def raw(path: Path) -> Iterator[Any]:
    """Open a library's file as another program would; each statement is written at once."""
    connection = sqlite3.connect(str(path), isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def bytes_of(path: Path) -> tuple[bytes, bytes]:
    """The contents of a library's file and of the journal beside it."""
    beside = path.with_name(f"{path.name}-wal")
    return path.read_bytes(), beside.read_bytes() if beside.exists() else b""


def index_words(path: Path) -> set[str]:
    """The words that the full-text index itself holds, whatever the tables say."""
    with raw(path) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, passage_index, row)"
        )
        return {row[0] for row in connection.execute("SELECT term FROM held")}
