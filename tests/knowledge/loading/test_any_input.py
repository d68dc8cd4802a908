"""Whatever is in a file, the outcome is a sound document or a refusal."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.errors import DocumentRefused
from knowledge.loading import read_bytes
from knowledge.models import Document, Paragraph

EXTENSIONS = (".md", ".markdown", ".txt", ".html", ".xhtml", ".pdf", "")
PIECES = st.sampled_from(
    [
        "---\n", "+++\n", "title: ", "date: ", "tags: ", "author: ", "url: ", "- ", "\n", "\n\n",
        "# ", "> ", "1. ", "| a | b |\n|---|---|\n", "```", "`", "*", "_", "[", "](", ")", "![",
        "<p>", "</p>", "<div>", "<table>", "<tr>", "<td>", "<li>", "<ol>", "<h1>", "<script>",
        "<!--", "-->", "<iframe src='//youtube.com/embed/abcdefg'>", "<html>", "<meta charset=",
        "{% ", " %}", "{{ ", " }}", "{% raw %}", "{% endraw %}", "{% comment %}", "{% youtube ",
        "{:", "}", "[^1]", "[^1]: ", "&amp;", "&#0;", "&a ", "*a", "!!x ", "'", '"', ": ", "\t",
        "By Jane Doe", "– Jane Doe, Acme", "Jane Doe is a writer.", "Share this:",
        "About the author", "\u202e", "\x00", "\u0301", "\ufeff", "\u2028", "Some words. ",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join)


def outcome(name: str, data: bytes) -> tuple[Document | None, str]:
    try:
        return read_bytes(name, data), ""
    except DocumentRefused as refused:
        return None, str(refused)


def check(name: str, data: bytes) -> None:
    document, reason = outcome(name, data)
    if document is None:
        assert reason.endswith(".")
        assert reason.isprintable()
        return
    assert any(isinstance(block, Paragraph) for block in document.blocks)
    lines = [document.title, *(block.text for block in document.blocks)]
    for line in lines:
        assert line
        assert line == line.strip()
        assert len(line.splitlines()) == 1
    values = [
        *(document.author, document.url, document.permalink, document.slug),
        *(document.description, document.origin, *document.tags),
    ]
    for text in lines + values:
        assert not {"Cc", "Cs"} & {unicodedata.category(character) for character in text}
        assert unicodedata.is_normalized("NFC", text)
    assert len(document.title) <= 300
    json.dumps(dict(document.metadata), allow_nan=False).encode()


@pytest.mark.parametrize("extension", EXTENSIONS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=400))
def test_any_bytes(extension: str, data: bytes) -> None:
    check(f"a{extension}", data)


@pytest.mark.parametrize("extension", [".md", ".txt", ".html"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_any_text_of_the_pieces_that_mean_something(extension: str, text: str) -> None:
    check(f"a{extension}", text.encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(
    mark=st.sampled_from(["---", "+++"]), key=st.text(max_size=8), value=TEXTS, end=st.booleans()
)
def test_any_front_matter(mark: str, key: str, value: str, end: bool) -> None:  # noqa: FBT001 - given by hypothesis
    sign = ":" if mark == "---" else " ="
    text = f"{mark}\ntitle{sign} {value}\n{key}{sign} {value}\n{mark if end else ''}\nSome text.\n"
    check("2021-03-04-a.md", text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(name=st.text(max_size=40), extension=st.sampled_from([".md", ".txt", ".html"]))
def test_any_name(name: str, extension: str) -> None:
    check(name + extension, b"Some text.")
