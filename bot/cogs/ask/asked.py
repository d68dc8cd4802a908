"""A question that was asked: what stands behind the buttons of its answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from bot.authority import guild_of
from bot.errors import Refusal
from bot.ui.answers import NO_WORDS
from bot.ui.questions import read_typed
from bot.ui.safe_text import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.desk import Desk, Memo
    from bot.ui.press import Interaction

_MEMO = "question"
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote that can be undone: on which passage, and what it was before."""

    article: str
    passage: str
    before: bool | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and how far its asker has read.

    Attributes:
        question: As it was asked.
        article: The public id of the one article that is asked, or "".
        tag: The tag that is asked, or "".
        cut: Whether more was typed than is asked.
        order: The names of the excerpts that were shown: a page stays as it was seen, whatever is
            voted meanwhile.
        aside: The names of the excerpts that the asker put aside.
        votes: The last votes, to be undone.
        just_aside: What the last votes put aside.
        gap: The gap that was recorded for it, or "".
    """

    question: str
    article: str = ""
    tag: str = ""
    cut: bool = False
    order: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    just_aside: tuple[str, ...] = ()
    gap: str = ""

    @classmethod
    def of(cls, typed: str, article: str = "", tag: str = "") -> Self:
        """Make it of what somebody typed; raises Refusal where nothing is asked."""
        question = read_typed(typed)
        if not question.has_words:
            raise Refusal(NO_WORDS)
        return cls(
            question.text,
            plain_line(article, _LONGEST_NAME),
            plain_line(tag, _LONGEST_NAME),
            question.cut,
        )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Make it of a memo."""
        votes = tuple(Vote(**vote) for vote in data["votes"])
        lists = {name: tuple(data[name]) for name in ("order", "aside", "just_aside")}
        return cls(**{**data, **lists, "votes": votes})

    @property
    def data(self) -> dict[str, object]:
        """What a memo holds of it."""
        return asdict(self)

    @property
    def narrowed(self) -> bool:
        """Whether a part of the library is asked."""
        return bool(self.article or self.tag)

    def judged(self, votes: tuple[Vote, ...], just_aside: Iterable[str] = ()) -> Self:
        """Return it after votes that put something aside."""
        put = tuple(just_aside)
        aside = tuple(dict.fromkeys((*self.aside, *put)))
        return replace(self, aside=aside, votes=votes, just_aside=put)

    def unjudged(self) -> Self:
        """Return it as it was before the last votes."""
        aside = tuple(name for name in self.aside if name not in self.just_aside)
        return replace(self, aside=aside, votes=(), just_aside=())

    def widened(self) -> Self:
        """Return the same question to all articles."""
        return replace(self, article="", tag="", order=())


async def remember(desk: Desk, interaction: Interaction, asked: Asked) -> Memo:
    """Keep a question behind the buttons of its answer."""
    return await desk.keep(_MEMO, guild_of(interaction), interaction.user.id, asked.data)


async def recall(desk: Desk, interaction: Interaction, memo_id: str) -> tuple[Memo, Asked]:
    """Return the question behind a button, to whoever asked it; raises Gone."""
    memo = await desk.recall(_MEMO, guild_of(interaction), memo_id, owner_id=interaction.user.id)
    return memo, Asked.from_data(memo.data)
