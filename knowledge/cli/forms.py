"""The JSON forms: what other programs read. Keys are added, never renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.models import Heading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.models import Answer, Article, Block


def answer_form(answer: Answer) -> dict[str, object]:
    """Return an answer as JSON."""
    return {
        "question": answer.question,
        "answered": answer.answered,
        "corrections": [{"from": one.typed, "to": one.used} for one in answer.corrections],
        "excerpts": [
            {
                "article": article_form(excerpt.citation.article),
                "heading": excerpt.citation.heading,
                "paragraph": excerpt.citation.paragraph,
                "text": excerpt.text,
                "highlights": [list(span) for span in excerpt.highlights],
                "score": excerpt.score,
            }
            for excerpt in answer.excerpts
        ],
        "nearest": list(answer.nearest),
    }


def article_form(article: Article) -> dict[str, object]:
    """Return what a citation says of an article."""
    return {
        "id": article.id,
        "title": article.title,
        "author": article.author,
        "date": article.published_on.isoformat() if article.published_on else None,
        "url": article.url,
        "tags": list(article.tags),
    }


def entry_form(article: Article) -> dict[str, object]:
    """Return what a list says of an article."""
    return article_form(article) | {
        "description": article.description,
        "audience": article.audience,
        "starter": article.starter,
        "words": article.word_count,
        "passages": article.passage_count,
        "added_at": article.added_at.isoformat() if article.added_at else None,
        "updated_at": article.updated_at.isoformat() if article.updated_at else None,
    }


def full_form(article: Article, blocks: Iterable[Block]) -> dict[str, object]:
    """Return an article with its text and with everything that its front matter said."""
    return entry_form(article) | {
        "metadata": dict(article.metadata),
        "blocks": [
            {"kind": "heading", "level": block.level, "text": block.text}
            if isinstance(block, Heading)
            else {"kind": "paragraph", "text": block.text}
            for block in blocks
        ],
    }
