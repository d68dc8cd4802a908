"""Expansion: the words of a question become what the library calls them.

A word stands for itself, its kin and its synonyms; a word that nobody knows is mended, parted or
joined with its neighbour. All of it is drawn from what the asker may see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.search.kin import KIN_WEIGHT, SYNONYM_WEIGHT, kin, prefix
from knowledge.search.spelling import Vocabulary, alternatives, edits_allowed, partings
from knowledge.search.taught import Taught
from knowledge.search.terms import Term, Variant, idf, importance, worth
from knowledge.text.english import is_english
from knowledge.text.synonyms import synonyms
from knowledge.text.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.search.question import Question, QuestionWord
    from knowledge.store import LibraryFile, SearchReader

_REJOINED = 0.9
"""What a word counts that was typed as two, or as one with another."""


class Expansion:
    """Keeps the library's vocabulary in memory, and follows other writers."""

    def __init__(self, file: LibraryFile) -> None:
        self._file = file
        self._reader = file.reader
        self._vocabulary = Vocabulary()
        self._taught = Taught(file)
        self._read_to = 0
        self._state: object = None

    def terms(self, question: Question, passages: int, visible: Sequence[int]) -> tuple[Term, ...]:
        """Return what the words of a question are searched as.

        Args:
            question: The question, read.
            passages: How many the asker may see.
            visible: The audiences that the asker may see.
        """
        self._refresh()
        asked = _Asked(self._reader, self._vocabulary, self._taught, passages, visible)
        return tuple(self._taught.expand(list(asked.terms(question)), asked.variant))

    def _refresh(self) -> None:
        state = self._file.state()
        if state != self._state:
            rows = self._reader.words_after(self._read_to)
            self._vocabulary.extend(word for _, word in rows)
            self._read_to = rows[-1][0] if rows else self._read_to
            self._taught.refresh()
            self._state = state


class _Asked:
    """One question put to one asker's view of the library."""

    def __init__(
        self,
        reader: SearchReader,
        vocabulary: Vocabulary,
        taught: Taught,
        passages: int,
        visible: Sequence[int],
    ) -> None:
        self._reader = reader
        self._vocabulary = vocabulary
        self._taught = taught
        self._passages = passages
        self._visible = visible

    def terms(self, question: Question) -> Iterator[Term]:
        words = list(question.words)
        counts = self._counts([word.stem for word in words])
        while words:
            word = words.pop(0)
            if words and (joined := self._joined(word, words[0], question.text, counts)):
                words.pop(0)
                yield joined
                continue
            variants = self._variants(word, counts.get(word.stem, 0))
            if variants:
                yield self._term(word.typed, word.word, variants)
            elif not word.compound:  # the parts of a compound are words of the question too
                yield from self._parted(word)

    def variant(self, word: str, weight: float) -> Variant | None:
        """Return a word as a way to find a term, or None if the library does not have it."""
        held = self._counts([stem(word)]).get(stem(word))
        if not held:
            return None
        own = self._idf(held)
        return Variant(stem(word), word, weight, own, worth(word, own, self._passages))

    def _term(self, typed: str, word: str, variants: tuple[Variant, ...]) -> Term:
        meant = variants[0].word if variants and variants[0].corrected else word
        weight = importance(word, variants, self._passages)
        return Term(typed, meant, stem(meant), variants, weight)

    def _counts(self, stems: Sequence[str]) -> dict[str, int]:
        return self._reader.stem_counts(stems, self._visible)

    def _idf(self, passages_with: int) -> float:
        return idf(passages_with, self._passages)

    def _variants(self, word: QuestionWord, count: int) -> tuple[Variant, ...]:
        """Return the word itself, if the library has it, and its kin and synonyms there.

        A word that neither the library nor English has is mended first: its kin would be a guess.
        """
        if not count and not is_english(word.word) and not self._taught.knows(word.stem):
            mended = self._mended(word.word)
            if mended:
                return mended
        ceiling = self._idf(count)
        found: dict[str, Variant] = {}
        if count:
            value = worth(word.word, ceiling, self._passages)
            found[word.stem] = Variant(word.stem, word.word, 1.0, ceiling, value)
        beginning = prefix(word.stem)
        family = self._reader.stems_from(beginning, self._visible) if beginning else {}
        related = [(one, KIN_WEIGHT, family[one]) for one in kin(word.stem, family)]
        others = self._counts(synonyms(word.stem))
        related += [(one, SYNONYM_WEIGHT, held) for one, held in others.items()]
        for one, weight, held in related:
            own = min(ceiling, self._idf(held))  # no likeness is worth more than the word
            value = worth(word.word, own, self._passages)
            found.setdefault(one, Variant(one, one, weight, own, value))
        return tuple(found.values())

    def _mended(self, word: str) -> tuple[Variant, ...]:
        edits = edits_allowed(word)
        if not edits:
            return ()
        near = self._vocabulary.near(word, edits)
        seen = self._reader.words([other for other, _ in near], self._visible)
        chosen = alternatives(word, near, {w: found.passages for w, found in seen.items()})
        counts = self._counts([seen[one.word].stem for one in chosen])
        variants: dict[str, Variant] = {}
        for one in chosen:
            name = seen[one.word].stem
            variants.setdefault(name, self._corrected(one.word, name, one.weight, counts))
        return tuple(variants.values())

    def _corrected(self, word: str, name: str, weight: float, counts: dict[str, int]) -> Variant:
        own = self._idf(counts.get(name, 1))
        return Variant(name, word, weight, own, worth(word, own, self._passages), corrected=True)

    def _joined(
        self, first: QuestionWord, second: QuestionWord, text: str, counts: dict[str, int]
    ) -> Term | None:
        """Return "pay roll" as `payroll`, if the library has that, but not both of the parts."""
        whole = first.word + second.word
        if whole not in self._vocabulary or (first.stem in counts and second.stem in counts):
            return None
        typed = f"{first.typed} {second.typed}"
        held = self._counts([stem(whole)])
        if not held or typed not in text:
            return None
        return self._term(typed, whole, (self._corrected(whole, stem(whole), _REJOINED, held),))

    def _parted(self, word: QuestionWord) -> Iterator[Term]:
        """Yield `businessowner` as two terms if the library has both, else as one it has not."""
        parts = [] if is_english(word.word) else partings(word.word, self._vocabulary)
        seen = self._reader.words([one for pair in parts for one in pair], self._visible)
        whole = [pair for pair in parts if pair[0] in seen and pair[1] in seen]
        if not whole:
            yield self._term(word.typed, word.word, ())
            return
        best = max(whole, key=lambda pair: min(seen[pair[0]].passages, seen[pair[1]].passages))
        counts = self._counts([seen[one].stem for one in best])
        for one in best:
            name = seen[one].stem
            variant = self._corrected(" ".join(best), name, _REJOINED, counts)
            yield Term(word.typed, one, name, (variant,), importance(one, (), self._passages))
