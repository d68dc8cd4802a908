from __future__ import annotations

import pytest

from tests.knowledge.loading.reading import read, refusal, texts

PARAGRAPHS = [f"Paragraph number {number} says something." for number in range(1, 13)]
BODY = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "Comments are closed on this post.",
        "Comments are closed",
        "Leave a comment",
        "Leave a Reply",
        "Share this:",
        "Share on LinkedIn",
        "Read more »",
        "Continue reading →",
        "Posted in Business, Focus",
        "Filed under: Planning",
        "Tags: focus, habits",
        "Related posts",
        "You may also like",
        "No comments",
        "3 Comments",
        "Comments (3)",
        "Subscribe to our newsletter",
        "Sign up for our free weekly newsletter!",
        "Previous post: The last one",
        "Next post",
        "© 2021 Vale Consulting",
        "Copyright © 2021 Vale. All rights reserved.",
        "All rights reserved.",
        "Skip to content",
        "Back to top",
        "4 min read",
        "Like this: Loading...",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_page_furniture_at_the_edges_is_dropped(line: str, name: str) -> None:
    assert texts(read(f"{BODY}\n\n{line}", name)) == PARAGRAPHS
    assert texts(read(f"{line}\n\n{BODY}", name)) == PARAGRAPHS
    in_the_middle = [*PARAGRAPHS[:6], line, *PARAGRAPHS[6:], *PARAGRAPHS]
    assert len(texts(read("\n\n".join(in_the_middle), name))) == len(in_the_middle)


@pytest.mark.parametrize(
    "line",
    [
        "Read more books than your competitors do.",
        "Share this with your team: the goal is one.",
        "Leave a comment in the ticket, always.",
        "Print the checklist.",
        "Comments are closed loops of feedback, so ask for them.",
        "Previous owners told us otherwise.",
        "Copyright law is not our business.",
        "Tags help. Use them.",
    ],
)
def test_sentences_of_an_article_stay_at_its_edges(line: str) -> None:
    assert texts(read(f"{BODY}\n\n{line}", "a.txt")) == [*PARAGRAPHS, line]


def test_titles_of_other_articles_go_with_the_line_above_them() -> None:
    text = f"{BODY}\n\n## Related posts\n\n- How to start\n- What to stop\n\nLeave a comment\n"
    assert texts(read(text)) == PARAGRAPHS


def test_nothing_but_furniture_is_no_article() -> None:
    assert refusal("Share this:\n\nLeave a comment\n", "a.txt") == "It has no text."


@pytest.mark.parametrize(
    "line",
    [
        "Robin Vale / Vale Consulting",
        "Robin Vale | Vale Consulting",
        "By Robin Vale",
        "Written by: Robin Vale, Vale Consulting",
        "– Robin Vale, Vale Consulting",
        "— Robin Vale",
        "-- Robin Vale",
        "- Robin Vale",
        "Author: Robin Vale (Vale Consulting)",
    ],
)
def test_a_signature_names_the_author(line: str) -> None:
    document = read(f"{BODY}\n\n{line}\n\nComments are closed.", "a.txt")
    assert document.author == "Robin Vale"
    assert texts(document) == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "Robin Vale",
        "Oxford, England",
        "Thank You / Good Night",
        "– And then there is the rest of it",
        "By doing this you win.",
        "Sales / Marketing",
        "- one last item",
    ],
)
def test_a_last_line_that_signs_nothing_stays(line: str) -> None:
    document = read(f"{BODY}\n\n{line}", "a.txt")
    assert document.author == ""
    assert texts(document) == [*PARAGRAPHS, line]


def test_a_by_line_above_names_the_author() -> None:
    document = read(f"# The Card\n\nBy Robin Vale\n\n{BODY}")
    assert (document.title, document.author) == ("The Card", "Robin Vale")
    assert texts(document) == PARAGRAPHS


def test_a_declared_author_is_not_replaced() -> None:
    text = f"---\nauthor: Sam Hill\n---\n{BODY}\n\n– Robin Vale"
    document = read(text, "a.txt")
    assert document.author == "Sam Hill"
    assert texts(document) == [*PARAGRAPHS, "– Robin Vale"]


def test_the_declared_author_s_signature_leaves_the_text() -> None:
    text = f"---\nauthor: Sam Hill\n---\n{BODY}\n\nSam Hill / Hill & Co"
    assert texts(read(text, "a.txt")) == PARAGRAPHS


@pytest.mark.parametrize(
    "end",
    [
        "Robin Vale / Vale Consulting\n\n{}",
        "Robin Vale\n\n{}",
        "{}\n\n– Robin Vale",
        "By Robin Vale\n\n{}\n\nComments are closed on this post.",
    ],
)
def test_a_biography_leaves_the_text_and_is_kept(end: str) -> None:
    biography = "Robin Vale has thirty years of practice. She runs a firm."
    document = read(f"{BODY}\n\n{end.format(biography)}", "a.txt")
    assert document.author == "Robin Vale"
    assert document.metadata == {"author_biography": biography}
    assert texts(document) == PARAGRAPHS


@pytest.mark.parametrize(
    ("end", "biography"),
    [
        (
            "## About the author\n\nShe runs a firm.\n\nShe has a dog.",
            "She runs a firm. She has a dog.",
        ),
        ("About the Author: She runs a firm.", "She runs a firm."),
    ],
)
def test_what_stands_under_about_the_author_is_a_biography(end: str, biography: str | None) -> None:
    document = read(f"{BODY}\n\n{end}")
    assert document.metadata == {"author_biography": biography}
    assert texts(document) == PARAGRAPHS


def test_a_last_paragraph_about_somebody_else_stays() -> None:
    end = "Sam Hill has a lesson for us all."
    document = read(f"---\nauthor: Robin Vale\n---\n{BODY}\n\n{end}")
    assert texts(document) == [*PARAGRAPHS, end]


def test_the_only_paragraph_stays() -> None:
    document = read("---\ntitle: The Card\nauthor: Robin Vale\n---\nRobin Vale has a card.")
    assert texts(document) == ["Robin Vale has a card."]
