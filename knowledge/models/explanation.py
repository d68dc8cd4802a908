"""How a question was read, scored and decided: for whoever wonders why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.models.answers import CuratedAnswer


@dataclass(frozen=True, slots=True)
class WordReading:
    """One way in which a word of the question was searched for.

    Attributes:
        word: The word or stem.
        how: "as typed", "mended", "kin", "synonym" or "taught".
        weight: What a hit counts, against 1 for the word itself.
        idf: How rare it is in the library: 0 where it stands everywhere.
    """

    word: str
    how: str
    weight: float
    idf: float


@dataclass(frozen=True, slots=True)
class TermReading:
    """A word of the question; without readings the library has nothing like it.

    `share` is how much of the question hangs on it, 0 to 1.
    """

    typed: str
    word: str
    share: float
    readings: tuple[WordReading, ...]


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage that was considered, with each part of its score.

    Attributes:
        words: What the words found are worth (BM25 over title, heading and body).
        pairs: For neighbouring words of the question that are neighbours here.
        title_pairs: The same in the title.
        together: For words that stand in one sentence's length.
        coverage: The factor for how much of the question is here at all.
        score: All of these together.
        starter: Whether it is a starter article's, which counts a little less.
        favour: The factor from members' votes, 1 without any.
        confidence: How surely its best window answers, 0 to 1; none if it was not looked at.
        excerpt: That window, or "".
        shown: Whether it is shown.
    """

    title: str
    public_id: str
    heading: str
    words: float
    pairs: float
    title_pairs: float
    together: float
    coverage: float
    score: float
    starter: bool
    favour: float
    confidence: float | None
    excerpt: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """A question's way through the library.

    Attributes:
        kind: What it asks for.
        key: What makes other questions the same question.
        passages: How many passages the asker may see.
        candidates: The passages that were considered, best first.
        confidence: How surely the best one answers, 0 to 1.
        threshold: What that must reach for an answer.
        curated: The librarians' own answer, if there is one.
    """

    question: str
    kind: str
    key: str
    passages: int
    terms: tuple[TermReading, ...]
    candidates: tuple[ScoredPassage, ...]
    confidence: float
    threshold: float
    curated: CuratedAnswer | None = None

    @property
    def answered(self) -> bool:
        """Whether the library has an answer."""
        return self.curated is not None or self.confidence >= self.threshold
