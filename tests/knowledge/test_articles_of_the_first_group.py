"""The three articles that the first group reads, where they stand beside the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.knowledge_base import KnowledgeBase
from knowledge.loading import find_files, read_file
from knowledge.search.decision import THRESHOLD
from knowledge.text.words import stem
from tests.knowledge.library import held_stems, text_of, titles

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = Path(__file__).parents[3] / "shared" / "articles"

pytestmark = pytest.mark.skipif(
    not ARTICLES.is_dir(),
    reason="the folder of the first group's articles is not beside the project",
)

DISTRACTION = "Infusionsoft Users and All Business Owners MUST Avoid this Death Blow"
SURPRISED = "Guest Blog-Why are we always surprised?"
FOCUS = "Why Focusing ON Your Business Can Lead to Greater Success"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(tmp_path_factory.mktemp("first") / "library.db") as opened:
        for path in find_files([ARTICLES]):
            opened.add(read_file(path))
        yield opened


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("what is a productive distraction?", DISTRACTION),
        ("whats a prodctive distracton", DISTRACTION),
        ("should I do the technical work myself or delegate it", DISTRACTION),
        ("what should my goals look like", DISTRACTION),
        ("when should an owner work a ticket themselves", SURPRISED),
        ("how do I avoid surprises when an employee leaves", SURPRISED),
        ("strategic business reveiw", SURPRISED),
        ("how can technicians take vacation", FOCUS),
        ("rotaton of tecnicians one week at a time", FOCUS),
        ("why is everybody afraid to volunteer", FOCUS),
    ],
)
def test_the_right_article_answers_word_for_word(
    base: KnowledgeBase, question: str, title: str
) -> None:
    answer = base.ask(question)
    assert title in titles(answer)
    for excerpt in answer.excerpts:
        assert excerpt.score >= THRESHOLD
        assert excerpt.highlights
        assert excerpt.text in text_of(base, excerpt.citation.article.id)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "whats a prodctive distracton",
            [("prodctive", "productive"), ("distracton", "distraction")],
        ),
        ("strategic business reveiw", [("reveiw", "review")]),
        (
            "rotaton of tecnicians one week at a time",
            [("rotaton", "rotation"), ("tecnicians", "technicians")],
        ),
        ("what is a productive distraction?", []),
        ("how can technicians take vacation", []),
    ],
)
def test_what_was_searched_for_instead_is_told(
    base: KnowledgeBase, question: str, told: list[tuple[str, str]]
) -> None:
    answer = base.ask(question)
    assert [(one.typed, one.used) for one in answer.corrections] == told
    assert {stem(used) for _, used in told} <= held_stems(answer)


@pytest.mark.parametrize(
    "question",
    [
        "what is the capital of Mongolia",
        "how do I bake sourdough bread",
        "best python web framework",
        "kubernetes pod eviction policy",
    ],
)
def test_what_no_article_says_is_refused(base: KnowledgeBase, question: str) -> None:
    answer = base.ask(question)
    assert (answer.excerpts, answer.corrections) == ((), ())
    assert set(answer.nearest) <= {DISTRACTION, SURPRISED, FOCUS}


def test_the_definition_comes_first(base: KnowledgeBase) -> None:
    first = base.ask("what is a productive distraction?").excerpts[0]
    assert "A productive distraction is a death blow to your business." in first.text


def test_loading_them_again_changes_nothing_and_the_library_is_sound(base: KnowledgeBase) -> None:
    base.begin_load()
    results = [base.add(read_file(path)) for path in find_files([ARTICLES])]
    assert {str(result.status) for result in results} == {"unchanged"}
    assert len(base.articles()) == 3
    assert base.check().faults == ()
