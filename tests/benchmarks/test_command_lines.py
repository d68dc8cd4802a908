from __future__ import annotations

import json
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from click.testing import CliRunner

from benchmarks import search, speed, speed_report
from benchmarks.question_sets import CLEAN, read_documents, read_question_set
from benchmarks.speed_report import SpeedReport, draw_questions, ratios, speed_table, write_corpus
from benchmarks.timing import ask, build, in_own_process, summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

P = ParamSpec("P")
R = TypeVar("R")


def test_the_search_benchmark_prints_one_json_object(tiny_set: Path) -> None:
    result = CliRunner().invoke(search.main, [str(tiny_set), "--json", "--refusal-sample", "2"])
    assert result.exit_code == 0, result.output
    tiny = json.loads(result.stdout)["sets"]["tiny"]
    assert (tiny["documents"], tiny["answerable"], tiny["unanswerable"]) == (6, 5, 1)
    assert list(tiny["ranking"]) == ["clean", "typo1"]
    assert list(tiny["ranking"]["clean"]) == ["ours", "fts5", "fts5_stop", "bm25s"]
    assert tiny["ranking"]["clean"]["ours"]["success@1"] == 1
    assert tiny["shipped"]["unanswerable"] == 1
    assert tiny["calibrated"]["kept"] == 1
    assert [report["size"] for report in tiny["small_libraries"]] == [3, 5]


def test_the_search_benchmark_prints_tables_and_lists_failures(tiny_set: Path) -> None:
    lines = (tiny_set / "qrels.tsv").read_text(encoding="utf-8")
    (tiny_set / "qrels.tsv").write_text(lines.replace("q5\tcyber", "q5\tmeetings"))
    result = CliRunner().invoke(
        search.main, [str(tiny_set), "--verbose", "--systems", "ours", "--refusal-sample", "2"]
    )
    assert result.exit_code == 0, result.output
    assert "tiny: 6 documents, 5 questions with an answer, 1 without" in result.stdout
    assert "tiny: answer or no answer" in result.stdout
    assert "tiny: small libraries" in result.stdout
    assert "tiny: 1 failures" in result.stdout
    assert "fts5" not in result.stdout


def test_without_refusals_only_the_ranking_is_measured(tiny_set: Path) -> None:
    result = CliRunner().invoke(
        search.main, [str(tiny_set), "--no-refusal", "--json", "--systems", "ours", "--limit", "2"]
    )
    tiny = json.loads(result.stdout)["sets"]["tiny"]
    assert tiny["answerable"] == 2
    assert (tiny["shipped"], tiny["calibrated"], tiny["small_libraries"]) == (None, None, [])


def test_the_speed_benchmark_measures_all_systems(
    tiny_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Six new interpreters take too long here; one is started in the test below.
    monkeypatch.setattr(speed_report, "in_own_process", directly)
    arguments = ["--passages", "10", "--set", str(tiny_set), "--queries", "3"]
    result = CliRunner().invoke(speed.main, [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    printed = json.loads(result.stdout)
    (size,) = printed["sizes"]
    assert (printed["set"], printed["questions"], size["passages"]) == ("tiny", 3, 10)
    assert list(size["figures"]) == ["ours", "fts5", "fts5_stop", "bm25s"]
    assert list(size["ratios"]) == ["fts5", "fts5_stop", "bm25s"]
    for figures in size["figures"].values():
        assert figures["indexed"] >= 10
        assert figures["clean p50 ms"] > 0
        assert figures["typo1 p99 ms"] > 0
        assert figures["ask MB"] > 1


def test_a_measurement_in_its_own_process_gives_its_costs_back(
    tiny_set: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "fts5"
    folder.mkdir()
    built = in_own_process(build, "fts5", tiny_set / "docs.jsonl", folder)
    assert built.passages == 6
    assert built.file_bytes == sum(file.stat().st_size for file in folder.iterdir())
    assert built.peak_bytes > 1_000_000
    questions = {CLEAN: ("offline backup", "xyzzy"), "typo1": ("invoices", "holiday")}
    asked = ask("fts5", folder, questions, ("phone", "client"))
    assert asked.shown == 0.75
    assert set(asked.latencies) == {CLEAN, "typo1"}


def test_the_same_questions_are_asked_clean_and_mistyped(tiny_set: Path) -> None:
    tiny = read_question_set(tiny_set)
    questions = draw_questions(tiny, 4, seed=1)
    assert questions == draw_questions(tiny, 4, seed=1)
    clean, mistyped = questions.by_variant[CLEAN], questions.by_variant["typo1"]
    assert len(clean) == len(mistyped) == 4
    assert len(questions.warm_up) == 2
    assert not set(questions.warm_up) & set(clean)
    for asked, typed in zip(clean, mistyped, strict=True):
        assert typed == asked.replace("offline", "ofline")


def test_a_set_with_no_questions_to_spare_warms_up_with_the_same(tiny_set: Path) -> None:
    questions = draw_questions(read_question_set(tiny_set), 300, seed=1)
    assert len(questions.by_variant[CLEAN]) == len(questions.warm_up) == 6


def test_the_corpus_is_written_whole_and_cut(tiny_set: Path, tmp_path: Path) -> None:
    write_corpus(read_question_set(tiny_set), 11, tmp_path, seed=1)
    whole = list(read_documents(tmp_path / "documents.jsonl"))
    cut = list(read_documents(tmp_path / "passages.jsonl"))
    assert (len(whole), len(cut)) == (3, 11)
    assert "\n\n".join(passage.text for passage in cut[:5]) == whole[0].text


def test_ratios_are_ours_by_theirs_and_none_by_nothing() -> None:
    figures = {
        "ours": {"build s": 6.0, "ask MB": 50.0},
        "fts5": {"build s": 2.0, "ask MB": 0.0},
        "bm25s": {"build s": 12.0, "ask MB": 100.0},
    }
    found = ratios(figures)
    assert found == {"fts5": {"build s": 3.0}, "bm25s": {"build s": 0.5, "ask MB": 0.5}}
    table = speed_table([SpeedReport(10, figures, found)])
    assert table.row_count == 5
    assert list(table.columns[2].cells) == ["6.00", "2.00", "12.00", "3.00×", "0.50×"]
    assert list(table.columns[3].cells)[3] == "–"


def test_percentiles_lie_between_the_fastest_and_the_slowest() -> None:
    latency = summary([1.0, 2.0, 3.0, 4.0, 100.0])
    assert (latency.p50, latency.mean) == (3.0, 22.0)
    assert 4.0 < latency.p99 < 100.0


def directly(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    return function(*args, **kwargs)
