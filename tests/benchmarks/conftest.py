"""A question set of six documents, small enough to be judged by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

DOCUMENTS = (
    (
        "holiday",
        "A real holiday",
        "Name a deputy three weeks before you leave. Turn the phone off.",
    ),
    ("invoices", "Late invoices", "Ring the client on the first day. Charge interest after sixty."),
    ("hiring", "Hiring a technician", "Write the scorecard first. Pay candidates for a trial day."),
    (
        "pricing",
        "Raising prices",
        "Tell clients ninety days ahead. Start with the smallest contract.",
    ),
    ("meetings", "Short meetings", "Send the agenda the evening before. End at half past nine."),
    (
        "cyber",
        "Ransomware",
        "Keep an offline backup in another building. Test the restore monthly.",
    ),
)
QUESTIONS = (
    {"id": "q1", "text": "Who is the deputy while I am on holiday?", "answers": ["a deputy"]},
    {"id": "q2", "text": "When do I ring about late invoices?", "answers": ["the first day"]},
    {"id": "q3", "text": "How do I hire a technician?", "answers": ["the scorecard"]},
    {"id": "q4", "text": "How long ahead do I announce higher prices to clients?"},
    {"id": "q5", "text": "Where does the offline backup go?", "answers": ["another building"]},
    {"id": "q6", "text": "What should I wear at a wedding in Sicily?"},
)
JUDGEMENTS = (
    ("q1", "holiday", 1),
    ("q2", "invoices", 1),
    ("q3", "hiring", 1),
    ("q4", "pricing", 1),
    ("q4", "invoices", 0),
    ("q5", "cyber", 1),
)


def write_lines(path: Path, lines: Iterable[Mapping[str, object]]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


@pytest.fixture
def tiny_set(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    folder.mkdir()
    write_lines(
        folder / "docs.jsonl",
        ({"id": name, "title": title, "text": text} for name, title, text in DOCUMENTS),
    )
    write_lines(folder / "queries.jsonl", QUESTIONS)
    typed = QUESTIONS[4] | {"text": "Where does the ofline backup go?"}
    write_lines(folder / "queries.typo1.jsonl", [{"id": typed["id"], "text": typed["text"]}])
    (folder / "qrels.tsv").write_text(
        "".join(f"{question}\t{name}\t{value}\n" for question, name, value in JUDGEMENTS),
        encoding="utf-8",
    )
    return folder
