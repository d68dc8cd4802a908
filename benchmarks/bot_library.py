"""The library that the bot is asked about, the questions, and the files that are loaded meanwhile.

The library is synthetic (see `synthetic`), so that it can have any size. Which questions it
answers cannot be known before it exists: they are put to it once, and sorted by what it says.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.command_line import BadInputError, temporary_folder, tracked
from benchmarks.question_sets import CLEAN, STARTER, read_question_set
from benchmarks.synthetic import sentences_of, synthesise
from knowledge import KnowledgeBase, KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.question_sets import Question, QuestionSet

ONE_TYPO = "typo1"
STARTER_SET = Path(__file__).parent / "sets" / STARTER
_OTHER_SEED = 1_000_003
_LARGEST_STEP = 400


@dataclass(frozen=True, slots=True)
class Matter:
    """What can be asked of a library.

    Attributes:
        questions: By how they are met: "clean", "typo" (answered both), "unanswerable".
        titles: Public id and title of some articles.
        articles: How many articles it has.
        passages: How many passages.
        bytes: The file's size.
    """

    questions: dict[str, tuple[str, ...]]
    titles: tuple[tuple[str, str], ...]
    articles: int
    passages: int
    bytes: int


def build_library(file: Path, question_set: QuestionSet, passages: int, seed: int) -> None:
    """Write a library of so many passages, starters included, to a file that is not there yet."""
    documents = synthesise(sentences_of(question_set.documents), passages, seed)
    with temporary_folder() as name:
        made = Path(name) / "library.db"
        with KnowledgeBase(made) as library:
            library.load_starters()
            for source in tracked(documents, f"a library of {passages:,} passages"):
                library.add(source.document)
            library.optimize()
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(made, file)


def settle_library(file: Path, target: Path) -> None:
    """Copy a library to where the bot finds it, in the newest form of its file.

    Raises:
        BadInputError: The file is no library.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, target)
    try:
        with KnowledgeBase(target, create=False) as library:
            library.load_starters()
    except KnowledgeError as error:
        raise BadInputError(f"{file} can't be used: {error}") from error


def sort_questions(file: Path, question_set: QuestionSet, count: int, seed: int) -> Matter:
    """Put the set's questions to the library until there are `count` of each kind, if there are.

    Those that the library does not answer are joined by the starter set's, which are about another
    subject than most sets.

    Raises:
        BadInputError: The library answers none of them.
    """
    chance = random.Random(seed)
    with KnowledgeBase(file, create=False, read_only=True) as library:
        pairs = _pairs(question_set)
        chance.shuffle(pairs)
        sorted_: dict[str, list[str]] = {"clean": [], "typo": [], "unanswerable": []}
        for clean, mistyped in tracked(pairs[: count * 4], "questions"):
            if not library.ask(clean).answered:
                sorted_["unanswerable"].append(clean)
            elif mistyped is None:
                sorted_["clean"].append(clean)
            elif library.ask(mistyped).answered:
                sorted_["clean"].append(clean)
                sorted_["typo"].append(mistyped)
        if len(sorted_["unanswerable"]) < count:
            others = [q.text for q in read_question_set(STARTER_SET).variants[CLEAN]]
            sorted_["unanswerable"] += [q for q in others if not library.ask(q).answered]
        if not sorted_["clean"]:
            raise BadInputError("The library answers no question of the set; give its own --set.")
        statistics = library.statistics()
        articles = library.articles()
    step = min(_LARGEST_STEP, max(1, len(articles) // count))
    return Matter(
        questions={kind: tuple(texts[:count]) for kind, texts in sorted_.items() if texts},
        titles=tuple((each.public_id, each.title) for each in articles[::step][:count]),
        articles=statistics.articles,
        passages=statistics.passages,
        bytes=file.stat().st_size,
    )


def files_to_load(
    question_set: QuestionSet, articles: int, seed: int
) -> Iterator[tuple[str, bytes]]:
    """Write further articles as Markdown files that no library has yet: name and content."""
    sentences = sentences_of(question_set.documents)
    documents = synthesise(sentences, articles * 5, seed + _OTHER_SEED)
    for number, source in enumerate(documents):
        text = f"# {source.title} ({number})\n\n{source.text}\n"
        yield f"loaded-{number:05}.md", text.encode()


def articles_in(file: Path) -> int:
    """Count the articles of a library."""
    with KnowledgeBase(file, create=False) as library:
        return library.statistics().articles


def in_batches(
    files: Sequence[tuple[str, bytes]], most: int
) -> Iterator[Sequence[tuple[str, bytes]]]:
    """Part the files into what is uploaded at once."""
    for first in range(0, len(files), most):
        yield files[first : first + most]


def _pairs(question_set: QuestionSet) -> list[tuple[str, str | None]]:
    """Return each question, and itself with a typing error where the set has one that differs."""
    typed: dict[str, Question] = {each.id: each for each in question_set.variants.get(ONE_TYPO, ())}
    return [
        (each.text, typed[each.id].text if each.id in typed else None)
        for each in question_set.variants[CLEAN]
    ]
