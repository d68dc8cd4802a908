"""Question sets: documents, questions in several variants, and which document answers which.

A set is a folder with `docs.jsonl`, `queries.jsonl`, `qrels.tsv` and any number of variants of the
questions (`queries.<variant>.jsonl`). The set `starter` has no documents of its own: its questions
are about the articles in `knowledge/starter`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import knowledge
from knowledge.models import Document, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CLEAN = "clean"
STARTER = "starter"
_STARTER_ARTICLES = Path(knowledge.__file__).parent / "starter"
_BLANK_LINE = re.compile(r"\n\s*\n")


class QuestionSetError(Exception):
    """The folder is no question set; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document under the name that the judgements use, as the library and the others read it."""

    id: str
    title: str
    text: str
    document: Document


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `answers` are strings of which a good excerpt contains one (none: not known)."""

    id: str
    text: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Documents, variants of the questions ("clean" first), and the judgements.

    Attributes:
        name: The folder's name.
        documents: In the order of the file.
        variants: The name of each variant and its questions.
        judgements: Question id → document id → relevance; more than 0 is right.
    """

    name: str
    documents: tuple[SourceDocument, ...]
    variants: Mapping[str, tuple[Question, ...]]
    judgements: Mapping[str, Mapping[str, int]]

    def right_documents(self, question: Question) -> frozenset[str]:
        """Name the documents that answer the question; none when the set says it has no answer."""
        judged = self.judgements.get(question.id, {})
        return frozenset(document for document, relevance in judged.items() if relevance > 0)

    def answerable(self, variant: str = CLEAN) -> tuple[Question, ...]:
        """Select the questions of a variant that some document answers."""
        return tuple(q for q in self.variants[variant] if self.right_documents(q))

    def unanswerable(self, variant: str = CLEAN) -> tuple[Question, ...]:
        """Select the questions of a variant that no document answers."""
        return tuple(q for q in self.variants[variant] if not self.right_documents(q))


def read_question_set(folder: Path, limit: int | None = None) -> QuestionSet:
    """Read a folder, with the first `limit` questions of each variant.

    Raises:
        QuestionSetError: When a file is missing or says what cannot be.
    """
    if not folder.is_dir():
        raise QuestionSetError(f"There is no folder {folder}.")
    name = folder.resolve().name
    documents = tuple(_documents(folder, name))
    judgements = _judgements(folder / "qrels.tsv", frozenset(d.id for d in documents))
    clean = tuple(_questions(folder / "queries.jsonl", {}))
    if not clean:
        raise QuestionSetError(f"{folder / 'queries.jsonl'} has no questions.")
    answers = {question.id: question.answers for question in clean}
    variants = {CLEAN: clean[:limit]}
    for path in sorted(folder.glob("queries.*.jsonl")):
        variant = path.name.removeprefix("queries.").removesuffix(".jsonl")
        variants[variant] = tuple(_questions(path, answers))[:limit]
    return QuestionSet(name, documents, variants, judgements)


def read_documents(path: Path) -> Iterator[SourceDocument]:
    """Read documents one by one from lines of JSON: `id`, `title`, `text`."""
    for place, line in _json_lines(path):
        yield source_document(
            _text(line, "id", place), _text(line, "title", place), _text(line, "text", place)
        )


def source_document(identifier: str, title: str, text: str) -> SourceDocument:
    """Make a document of plain text; blank lines separate its paragraphs."""
    paragraphs = (" ".join(part.split()) for part in _BLANK_LINE.split(text))
    document = Document(
        title=title,
        blocks=tuple(Paragraph(paragraph) for paragraph in paragraphs if paragraph),
        slug=identifier,
        slug_declared=True,
        origin=identifier,
    )
    return SourceDocument(identifier, title, text, document)


def _documents(folder: Path, name: str) -> Iterable[SourceDocument]:
    path = folder / "docs.jsonl"
    if path.exists():
        documents = list(read_documents(path))
        if not documents:
            raise QuestionSetError(f"{path} has no documents.")
        if len({document.id for document in documents}) < len(documents):
            raise QuestionSetError(f"{path} has two documents with the same id.")
        return documents
    if name != STARTER:
        raise QuestionSetError(f"{folder} has no docs.jsonl.")
    return [_starter_document(article) for article in sorted(_STARTER_ARTICLES.glob("*.md"))]


def _starter_document(path: Path) -> SourceDocument:
    # The loaders bring heavy libraries, which would count in every system's measured memory.
    from knowledge.loading import read_file  # noqa: PLC0415

    document = read_file(path)
    identifier = document.permalink.strip("/").rpartition("/")[2]
    if not identifier:
        raise QuestionSetError(f"The starter article {path.name} has no permalink.")
    text = "\n\n".join(block.text for block in document.blocks)
    return SourceDocument(identifier, document.title, text, document)


def _questions(path: Path, answers: Mapping[str, tuple[str, ...]]) -> Iterator[Question]:
    for place, line in _json_lines(path):
        identifier = _text(line, "id", place)
        own = line.get("answers", [])
        if not isinstance(own, list) or not all(isinstance(answer, str) for answer in own):
            raise QuestionSetError(f"{place}: “answers” is no list of strings.")
        yield Question(
            identifier, _text(line, "text", place), tuple(own) or answers.get(identifier, ())
        )


def _judgements(path: Path, documents: frozenset[str]) -> dict[str, dict[str, int]]:
    judgements: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_lines(path), start=1):
        fields = line.split("\t")
        try:
            question, document, relevance = fields[0], fields[1], int(fields[2])
        except (IndexError, ValueError):
            raise QuestionSetError(
                f"{path}, line {number}: expected a question, a document and a whole number,"
                " separated by tabs."
            ) from None
        if document not in documents:
            raise QuestionSetError(f"{path}, line {number}: there is no document “{document}”.")
        judgements.setdefault(question, {})[document] = relevance
    return judgements


def _json_lines(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    for number, text in enumerate(_lines(path), start=1):
        place = f"{path}, line {number}"
        try:
            line = json.loads(text)
        except json.JSONDecodeError:
            raise QuestionSetError(f"{place}: this is no JSON.") from None
        if not isinstance(line, dict):
            raise QuestionSetError(f"{place}: this is no JSON object.")
        yield place, line


def _lines(path: Path) -> Iterator[str]:
    # Not splitlines(): texts may hold U+2028 and its like, which end no line of JSON.
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                if line.strip():
                    yield line.rstrip("\r\n")
    except FileNotFoundError:
        raise QuestionSetError(f"{path.parent} has no {path.name}.") from None
    except UnicodeDecodeError:
        raise QuestionSetError(f"{path} is not UTF-8.") from None


def _text(line: Mapping[str, object], key: str, place: str) -> str:
    value = line.get(key)
    if not isinstance(value, str) or not value.strip():
        raise QuestionSetError(f"{place}: “{key}” is missing or no text.")
    return value
