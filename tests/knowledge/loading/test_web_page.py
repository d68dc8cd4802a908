from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from tests.knowledge.loading.reading import body, read, refusal, texts

FIRST = "Hand off what others can do. It grows them, and it frees your week for your own work."
LAST = "Look back after a month, and write down what you would do in another way the next time."

PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>Hand it off | Vale Consulting</title>
<meta property="og:title" content="Hand it off">
<meta name="author" content="Robin Vale">
<meta name="keywords" content="team, growth">
<meta name="description" content="How to let go.">
<meta property="article:published_time" content="2022-05-06T10:00:00Z">
<link rel="canonical" href="https://vale.example/hand-it-off">
<script>var secret = "never shown";</script></head>
<body><nav><a href="/">Home</a> <a href="/about">About us</a></nav>
<article><h1>Hand it off</h1>
<p>{FIRST}</p>
<h2>How to start</h2>
<ul><li>Write down the task.</li><li>Show it <b>once</b>.</li></ul>
<ol><li>First you watch.</li><li>Then they do.</li></ol>
<table><tr><th>Task</th><th>Who</th></tr><tr><td>Invoices</td><td>Sam</td></tr></table>
<iframe src="https://www.youtube.com/embed/ab_c-_dE123"></iframe>
<p>{LAST}</p></article>
<footer>© 2022 Vale Consulting. All rights reserved.</footer></body></html>"""


def test_a_page_s_article_is_read_without_the_page() -> None:
    document = read(PAGE, "page.html")
    assert document.title == "Hand it off"
    assert document.author == "Robin Vale"
    assert document.published_on == date(2022, 5, 6)
    assert document.url == document.permalink == "https://vale.example/hand-it-off"
    assert document.tags == ("team", "growth")
    assert document.description == "How to let go."
    assert texts(document) == [
        FIRST,
        "## How to start",
        "Write down the task.",
        "Show it once.",
        "1. First you watch.",
        "2. Then they do.",
        "Task | Who",
        "Invoices | Sam",
        "Video: https://www.youtube.com/watch?v=ab_c-_dE123",
        LAST,
    ]


def test_a_page_is_one_under_any_name() -> None:
    assert texts(read(PAGE, "page.txt"))[0] == FIRST
    assert texts(read(PAGE, "page.md"))[0] == FIRST


def test_xhtml_is_read() -> None:
    page = PAGE.replace("<!doctype html>", '<?xml version="1.0" encoding="utf-8"?>')
    assert texts(read(page, "page.xhtml"))[0] == FIRST


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/hand-it-off", "ftp://x.example/a"])
def test_only_absolute_web_addresses_are_canonical(address: str) -> None:
    page = PAGE.replace("https://vale.example/hand-it-off", address)
    document = read(page, "page.html")
    assert (document.url, document.permalink) == ("", "")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>One.</p><p>Two<br>lines &amp; more.</p>", ["One.", "Two lines & more."]),
        ("<div>One.<div>Two.</div>Three.</div>", ["One.", "Two.", "Three."]),
        ("<p>One.</p><h3>Lower</h3><p>Two.</p>", ["One.", "### Lower", "Two."]),
        ("<p>One.<script>x()</script><style>y</style></p>", ["One."]),
        ("<b>Bold</b> and <i>plain</i>", ["Bold and plain"]),
    ],
)
def test_short_pages_are_read_whole(page: str, expected: list[str]) -> None:
    assert body(page, "a.html") == expected


def test_a_page_without_tags_is_text() -> None:
    assert body("One.\n\nTwo < three.", "a.html") == ["One.", "Two < three."]


def test_a_post_in_html_keeps_all_of_its_text() -> None:
    text = (
        "---\ntitle: A\n---\n<p>One.</p><ol><li>Two<li>Three</ol>tail"
        "<table><tr><td>1<td><p>2</p></table>"
    )
    assert body(text, "a.html") == ["One.", "1. Two", "2. Three", "tail", "1 | 2"]


def test_the_title_falls_back_to_what_the_page_shows() -> None:
    assert read("<h1>Shown</h1><p>One.</p>", "a.html").title == "Shown"
    assert read("<title>In the bar</title><p>One.</p>", "a.html").title == "In the bar"
    assert read("<p>One.</p>", "from-name.html").title == "From name"


def test_entities_of_a_document_are_not_expanded() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b "&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<html><body><p>Safe text &b; &f; here.</p></body></html>"
    )
    shown = " ".join(body(page, "a.html"))
    assert "Safe text" in shown
    assert "boom" not in shown
    assert "root:" not in shown


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<span>", "<ul>", "<a><i>", "<x-y>", "<table>"])
@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_deep_html_is_refused(tag: str, name: str) -> None:
    assert "nested too deeply" in refusal("<div>\n" + tag * 150_000 + "text", name)


def test_too_many_elements_are_refused() -> None:
    assert "too many elements" in refusal("<p>a" * 210_000, "a.html")


def test_a_hostile_page_ends_neither_the_process_nor_its_patience() -> None:
    script = """
from knowledge.errors import DocumentRefused
from knowledge.loading import read_bytes

for piece in ("<div>", "<p>", "<!--", "<a href=x>y</a>", "<li>", "&#x", "<![CDATA[", "<p a=b "):
    data = ("<html><body><p>Text.</p>" + piece * (40_000 // len(piece))).encode()
    try:
        read_bytes("a.html", data)
    except DocumentRefused:
        pass
print("survived")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "survived\n", done.stderr


def test_web_pages_are_not_prepared_for_before_one_is_read() -> None:
    script = "import sys, knowledge.loading; print('trafilatura' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "False\n"
