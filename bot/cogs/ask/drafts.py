"""A draft: what a post will show, by names that are looked up again before it is posted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from bot.cogs.ask.looking import name_of_curated
from bot.ui.questions import corrected
from bot.ui.shared_posts import CURATED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cogs.ask.asked import Asked
    from bot.ui.answers import Sheet


@dataclass(frozen=True, slots=True)
class Draft:
    """What a post shows: names of excerpts, never their words, which may leave the library.

    Attributes:
        text: The question as it will be posted.
        question: The question that finds the excerpts.
        article: The one article that was asked, or "".
        tag: The tag that was asked, or "".
        choices: The excerpts that may be shown.
        curated: The name of the librarians' answer that may be shown, or "".
        chosen: What is shown.
        answered: Whether the library has something on it.
    """

    text: str
    question: str
    article: str = ""
    tag: str = ""
    choices: tuple[str, ...] = ()
    curated: str = ""
    chosen: tuple[str, ...] = ()
    answered: bool = True

    @classmethod
    def of(cls, asked: Asked, sheet: Sheet) -> Self:
        """Make it of an answer: the best excerpt is chosen, the others may be added."""
        choices = tuple(one.name for one in sheet.shown)
        curated = name_of_curated(sheet.curated) if sheet.curated else ""
        return cls(
            corrected(asked.question, sheet.corrections),
            *(asked.question, asked.article, asked.tag),
            choices,
            curated,
            (CURATED,) if curated else choices[:1],
            sheet.answered,
        )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Make it of a post."""
        return cls(**{**data, "choices": tuple(data["choices"]), "chosen": tuple(data["chosen"])})
