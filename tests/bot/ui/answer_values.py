"""Values of an answer for tests of what members see."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.ui.answers import Sheet, Shown
from knowledge.models import Answer, Citation, CuratedAnswer, Excerpt
from tests.bot.ui.library_values import article

if TYPE_CHECKING:
    from knowledge.models import Article

TEXT = "Delegating means handing over a result, with the authority to reach it."


def excerpt(
    number: int = 1,
    text: str = TEXT,
    one: Article | None = None,
    **about: Any,  # noqa: ANN401 - fields of a citation
) -> Excerpt:
    given: dict[str, Any] = {
        "article": one or article(number),
        "heading": "Growing people",
        "paragraph": 19,
    }
    return Excerpt(text, ((0, 10),), 0.9, Citation(**{**given, **about}), f"passage{number}")


def shown(*excerpts: Excerpt) -> tuple[Shown, ...]:
    return tuple(Shown(f"name{number}", one) for number, one in enumerate(excerpts, start=1))


def curated(text: str = "Ask for the result, not the steps.", **about: Any) -> CuratedAnswer:  # noqa: ANN401 - its fields
    given: dict[str, Any] = {
        "id": "curated00001",
        "question": "How do I delegate?",
        "text": text,
        "by": "42",
        "set_at": datetime(2025, 5, 12, tzinfo=UTC),
    }
    return CuratedAnswer(**{**given, **about})


def sheet(*excerpts: Excerpt, **about: Any) -> Sheet:  # noqa: ANN401 - fields of a sheet
    return Sheet(**{"question": "how do I delgate", "shown": shown(*excerpts), **about})


def answer(*excerpts: Excerpt, **about: Any) -> Answer:  # noqa: ANN401 - fields of an answer
    return Answer("how do I delgate", excerpts, **about)
