from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from benchmarks import search, speed
from benchmarks.question_sets import (
    CLEAN,
    QuestionSetError,
    read_question_set,
    source_document,
)
from knowledge.models import Paragraph
from tests.benchmarks.conftest import DOCUMENTS, QUESTIONS

if TYPE_CHECKING:
    from pathlib import Path


def test_a_set_has_its_documents_variants_and_judgements(tiny_set: Path) -> None:
    tiny = read_question_set(tiny_set)
    assert tiny.name == "tiny"
    assert [document.id for document in tiny.documents] == [name for name, _, _ in DOCUMENTS]
    assert list(tiny.variants) == [CLEAN, "typo1"]
    assert tiny.right_documents(tiny.variants[CLEAN][0]) == {"holiday"}


def test_a_question_judged_only_irrelevant_or_not_at_all_has_no_answer(tiny_set: Path) -> None:
    with (tiny_set / "qrels.tsv").open("a", encoding="utf-8") as file:
        file.write("q6\tholiday\t0\n")
    tiny = read_question_set(tiny_set)
    assert [question.id for question in tiny.unanswerable()] == ["q6"]
    assert len(tiny.answerable()) == 5


def test_a_mistyped_question_keeps_the_answers_of_the_clean_one(tiny_set: Path) -> None:
    (mistyped,) = read_question_set(tiny_set).variants["typo1"]
    assert mistyped.text == "Where does the ofline backup go?"
    assert mistyped.answers == ("another building",)


def test_the_limit_takes_the_first_questions_of_each_variant(tiny_set: Path) -> None:
    limited = read_question_set(tiny_set, limit=2)
    assert [question.id for question in limited.variants[CLEAN]] == ["q1", "q2"]
    assert len(limited.variants["typo1"]) == 1


def test_blank_lines_part_the_paragraphs() -> None:
    source = source_document("a", "Title", "One\nline.\n \nTwo.\n\n\n")
    assert source.document.blocks == (Paragraph("One line."), Paragraph("Two."))
    assert source.document.slug == "a"


def test_the_starter_set_reads_the_starter_articles(tmp_path: Path) -> None:
    folder = tmp_path / "starter"
    folder.mkdir()
    (folder / "queries.jsonl").write_text('{"id": "s1", "text": "What is a hot seat?"}\n')
    (folder / "qrels.tsv").write_text("s1\thot-seats\t1\n")
    starter = read_question_set(folder)
    assert len(starter.documents) >= 3
    assert starter.right_documents(starter.variants[CLEAN][0]) == {"hot-seats"}


def broken(folder: Path, name: str, content: str) -> str:
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(QuestionSetError) as caught:
        read_question_set(folder)
    return str(caught.value).removeprefix(str(folder / name))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("docs.jsonl", "", " has no documents."),
        ("docs.jsonl", "{]\n", ", line 1: this is no JSON."),
        ("docs.jsonl", "[]\n", ", line 1: this is no JSON object."),
        ("docs.jsonl", '{"id": "a"}\n', ", line 1: “title” is missing or no text."),
        (
            "docs.jsonl",
            '{"id": "a", "title": "A", "text": "A."}\n' * 2,
            " has two documents with the same id.",
        ),
        ("queries.jsonl", "\n", " has no questions."),
        (
            "queries.jsonl",
            '\n{"id": "a", "text": "A?", "answers": "B"}\n',
            ", line 1: “answers” is no list of strings.",
        ),
        (
            "qrels.tsv",
            "q1 holiday 1\n",
            ", line 1: expected a question, a document and a whole number, separated by tabs.",
        ),
        ("qrels.tsv", "q1\tbeach\t1\n", ", line 1: there is no document “beach”."),
    ],
)
def test_a_fault_in_a_file_is_named_with_its_place(
    tiny_set: Path, name: str, content: str, sentence: str
) -> None:
    assert broken(tiny_set, name, content) == sentence


def test_a_file_that_is_not_utf_8_is_named(tiny_set: Path) -> None:
    (tiny_set / "queries.jsonl").write_bytes(b'{"id": "\xff"}\n')
    with pytest.raises(QuestionSetError, match=r"queries\.jsonl is not UTF-8\."):
        read_question_set(tiny_set)


@pytest.mark.parametrize("name", ["docs.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named_and_exits_with_2(tiny_set: Path, name: str) -> None:
    (tiny_set / name).unlink()
    result = CliRunner().invoke(search.main, [str(tiny_set)])
    assert result.exit_code == 2
    assert result.stderr == f"Error: {tiny_set} has no {name}.\n"
    assert result.stdout == ""


def test_a_missing_folder_is_named_and_exits_with_2(tmp_path: Path) -> None:
    result = CliRunner().invoke(search.main, [str(tmp_path / "nowhere")])
    assert result.exit_code == 2
    assert result.stderr == f"Error: There is no folder {tmp_path / 'nowhere'}.\n"


def test_an_unknown_system_is_named_and_exits_with_2(tiny_set: Path) -> None:
    result = CliRunner().invoke(search.main, [str(tiny_set), "--systems", "ours,oracle"])
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: There is no system “oracle”; there are ours, fts5,")


def test_two_sets_of_one_name_exit_with_2(tiny_set: Path) -> None:
    result = CliRunner().invoke(search.main, [str(tiny_set), str(tiny_set)])
    assert result.exit_code == 2
    assert result.stderr == "Error: Two sets have the same name.\n"


def test_the_speed_benchmark_says_when_there_is_no_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(speed.main, ["--passages", "10"])
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: There is no folder ../shared/search/squad."
        " Name a question set with --set; benchmarks/README.md says what that is.\n"
    )


def test_the_tiny_set_is_what_the_other_tests_count_on() -> None:
    assert (len(DOCUMENTS), len(QUESTIONS)) == (6, 6)
