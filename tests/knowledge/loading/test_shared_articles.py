"""Real articles, where the folder with them stands beside the project."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.loading import find_files, read_file
from tests.knowledge.loading.reading import texts

ARTICLES = Path(__file__).parents[4] / "shared" / "articles"

pytestmark = pytest.mark.skipif(
    not ARTICLES.is_dir(), reason="the folder of real articles is not beside the project"
)


def test_a_jekyll_post_with_a_video() -> None:
    document = read_file(next(ARTICLES.glob("2023-07-14-*.md")))
    assert document.title == "Why Focusing ON Your Business Can Lead to Greater Success"
    assert document.author == "Jon Brown"
    assert document.published_on == date(2023, 7, 14)
    assert document.url == "/blog/why-focusing-on-the-business-can-lead-to-success/"
    assert document.tags == ("MacOS", "iOS", "podcast", "videos")
    assert document.metadata["cta"] == 2
    assert texts(document)[-1] == "Video: https://www.youtube.com/watch?v=X4K5FxLAuPE"
    assert len(document.blocks) == 7


def test_a_text_with_a_paragraph_on_each_line() -> None:
    document = read_file(ARTICLES / "productive-distraction-death-blow.txt")
    assert document.title == (
        "Infusionsoft Users and All Business Owners MUST Avoid this Death Blow"
    )
    assert document.author == ""
    assert len(document.blocks) == 13
    assert document.title not in texts(document)


def test_a_text_with_page_furniture_a_signature_and_a_biography() -> None:
    document = read_file(ARTICLES / "why-are-we-always-surprised.txt")
    assert document.title == "Guest Blog-Why are we always surprised?"
    assert document.author == "Steve Alexander"
    assert str(document.metadata["author_biography"]).startswith("Steve Alexander has over 30")
    assert len(document.blocks) == 5
    assert document.title not in texts(document)
    assert not any("Comments are closed" in text for text in texts(document))


def test_every_line_of_an_article_is_found_word_for_word() -> None:
    for path in find_files([ARTICLES]):
        source = path.read_text(encoding="utf-8")
        for text in texts(read_file(path)):
            assert text in source or text.startswith("Video: ")
