"""Whether a document is new, or an article that the library already has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from knowledge.errors import DocumentRefused
from knowledge.identity import Known, Verdict, fingerprint, judge, text_digest, texts_alike
from knowledge.knowledge_base import KnowledgeBase
from knowledge.models import Document, LoadStatus, Paragraph
from tests.knowledge.library import article, listed, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ADDED, UPDATED = LoadStatus.ADDED, LoadStatus.UPDATED
UNCHANGED, REFUSED = LoadStatus.UNCHANGED, LoadStatus.REFUSED

GARDEN = "Water the beans in the evening, and weed before the rain comes."
GARDEN_EDITED = "Water the beans in the evening, and weed before the long rain comes."
OTHER = "Sharpen each chisel on a flat stone until it cuts paper cleanly."


def verdict(
    document: Document,
    *held: Document,
    touched: Sequence[int] = (),
) -> Verdict:
    """Judge a document in a library that holds others, numbered from 1."""
    found = fingerprint(document, document.blocks)
    known = [
        Known(number, fingerprint(one, one.blocks), number in touched)
        for number, one in enumerate(held, 1)
    ]
    return judge(
        found,
        same_identity=next((one for one in known if _identity(one) == found.identity), None),
        same_text=[one for one in known if one.fingerprint.text_digest == found.text_digest],
        same_origin=[
            one for one in known if found.origin and one.fingerprint.origin == found.origin
        ],
        alike=lambda number: texts_alike(held[number - 1].blocks, document.blocks),
    )


def _identity(known: Known) -> str:
    return known.fingerprint.identity


@dataclass(frozen=True)
class Case:
    name: str
    held: tuple[Document, ...]
    document: Document
    status: LoadStatus
    article: int | None
    touched: tuple[int, ...] = ()


POST = article("Beans", GARDEN, permalink="/beans/", origin="posts/beans.md", slug="beans")
NOTES = article("Notes", GARDEN, slug="notes", origin="a/notes.txt")
OTHER_NOTES = article("Notes", OTHER, slug="notes", origin="b/notes.txt")
PASTED = article("Beans", GARDEN)

CASES = [
    Case("a first article", (), POST, ADDED, None),
    Case("the same again", (POST,), POST, UNCHANGED, 1),
    Case("the same again in one load", (POST,), POST, UNCHANGED, 1, touched=(1,)),
    Case(
        "the text edited",
        (POST,),
        replace(POST, blocks=(Paragraph(GARDEN_EDITED),)),
        UPDATED,
        1,
    ),
    Case("the title alone edited", (POST,), replace(POST, title="Broad beans"), UPDATED, 1),
    Case("the tags alone edited", (POST,), replace(POST, tags=("garden",)), UPDATED, 1),
    Case(
        "the same file written anew",
        (POST,),
        replace(POST, title="Chisels", blocks=(Paragraph(OTHER),)),
        UPDATED,
        1,
    ),
    Case(
        "a permalink claimed by a different article",
        (POST,),
        article("Chisels", OTHER, permalink="/beans/", origin="posts/chisels.md"),
        REFUSED,
        None,
    ),
    Case(
        "a permalink claimed twice in one load",
        (POST,),
        article("Beans", GARDEN_EDITED, permalink="/beans/", origin="drafts/beans.md"),
        REFUSED,
        None,
        touched=(1,),
    ),
    Case(
        "the same permalink, written otherwise",
        (POST,),
        replace(POST, permalink="/beans/index.html"),
        UPDATED,
        1,
    ),
    Case(
        "a new permalink in the same file",
        (POST,),
        replace(POST, permalink="/broad-beans/"),
        UPDATED,
        1,
    ),
    Case(
        "a renamed file with the same permalink and text",
        (POST,),
        replace(POST, origin="posts/broad-beans.md", slug="broad-beans"),
        UNCHANGED,
        1,
    ),
    Case(
        "a renamed file with no permalink and the same text",
        (NOTES,),
        replace(NOTES, slug="diary", origin="a/diary.txt"),
        UNCHANGED,
        1,
    ),
    Case(
        "the same text under another permalink",
        (POST,),
        article("Copied", GARDEN, permalink="/copied/", origin="copies/c.md"),
        UNCHANGED,
        1,
    ),
    Case("two files of one name in one load", (NOTES,), OTHER_NOTES, ADDED, None, touched=(1,)),
    Case("a pasted text", (POST,), article("Chisels", OTHER), ADDED, None),
    Case("a text pasted twice", (PASTED,), PASTED, UNCHANGED, 1),
    Case(
        "a declared slug claimed by a different article",
        (article("Beans", GARDEN, slug="beans", slug_declared=True, origin="a/1.md"),),
        article("Chisels", OTHER, slug="beans", slug_declared=True, origin="a/2.md"),
        REFUSED,
        None,
    ),
    Case(
        "a declared slug that a file's name holds",
        (article("Beans", GARDEN, slug="beans", origin="a/beans.md"),),
        article("Chisels", OTHER, slug="beans", slug_declared=True, origin="a/2.md"),
        REFUSED,
        None,
    ),
    Case(
        "a file's name that a declared slug holds",
        (article("Beans", GARDEN, slug="beans", slug_declared=True, origin="a/1.md"),),
        article("Chisels", OTHER, slug="beans", origin="b/beans.md"),
        ADDED,
        None,
    ),
    Case(
        "a slug in other letters",
        (article("Beans", GARDEN, slug="beans", slug_declared=True, origin="a/1.md"),),
        article("Beans", GARDEN_EDITED, slug="Beans", slug_declared=True, origin="b/2.md"),
        UPDATED,
        1,
    ),
    Case(
        "a permalink on another site",
        (article("Beans", GARDEN, permalink="https://one.example/beans/"),),
        article("Chisels", OTHER, permalink="https://two.example/beans/"),
        ADDED,
        None,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_document_is_to_the_library(case: Case) -> None:
    found = verdict(case.document, *case.held, touched=case.touched)
    assert (found.status, found.article_id) == (case.status, case.article)


def test_a_refusal_names_the_address_the_article_and_what_to_do() -> None:
    thief = article("Chisels", OTHER, permalink="/beans/", origin="posts/chisels.md")
    reason = verdict(thief, POST).reason
    assert "/beans" in reason
    assert "“Beans”" in reason
    assert "permalink" in reason
    assert reason.endswith(".")


def test_a_second_copy_is_told_which_article_it_is() -> None:
    copied = article("Copied", GARDEN, permalink="/copied/", origin="copies/c.md")
    assert verdict(copied, POST).reason == "The same text is already here as “Beans”."


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (GARDEN, GARDEN, True),
        (GARDEN, GARDEN_EDITED, True),
        (GARDEN, f"{GARDEN} {OTHER}", True),
        (GARDEN, OTHER, False),
        ("Hello.", "Hello.", True),
        ("Hello.", "Goodbye.", False),
    ],
)
def test_which_texts_are_versions_of_one(one: str, other: str, *, alike: bool) -> None:
    first, second = [Paragraph(one)], [Paragraph(other)]
    assert texts_alike(first, second) is alike
    assert texts_alike(second, first) is alike


def test_white_space_is_no_part_of_a_text_but_a_heading_is() -> None:
    digests = [
        text_digest(article("T", *texts).blocks)
        for texts in (("One two.",), ("One  two. ",), ("# One two.",), ("One", "two."))
    ]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(tmp_path / "library.db") as opened:
        yield opened


def load(base: KnowledgeBase, *documents: Document) -> list[str]:
    """Load some files at once, and say what became of each."""
    base.begin_load()
    return [outcome(base, document) for document in documents]


def outcome(base: KnowledgeBase, document: Document) -> str:
    try:
        return str(base.add(document).status)
    except DocumentRefused:
        return "refused"


def test_a_thief_of_a_permalink_leaves_the_owner_intact(base: KnowledgeBase) -> None:
    load(base, POST)
    thief = article("Chisels", OTHER, permalink="/beans/", origin="posts/chisels.md")
    assert load(base, thief) == ["refused"]
    (kept,) = base.articles()
    assert kept.title == "Beans"
    assert text_of(base, kept.id) == GARDEN
    assert base.check().sound


def test_two_files_of_one_name_in_two_folders_are_two_articles_for_good(
    base: KnowledgeBase,
) -> None:
    assert load(base, NOTES, OTHER_NOTES) == ["added", "added"]
    before = [(found.id, text_of(base, found.id)) for found in base.articles()]
    for documents in ((NOTES, OTHER_NOTES), (OTHER_NOTES, NOTES), (OTHER_NOTES,), (NOTES,)):
        assert set(load(base, *documents)) == {"unchanged"}
    assert [(found.id, text_of(base, found.id)) for found in base.articles()] == before


def test_two_files_of_one_name_both_edited_are_both_updated(base: KnowledgeBase) -> None:
    load(base, NOTES, OTHER_NOTES)
    edited = [
        replace(one, blocks=(*one.blocks, Paragraph("And rest on Sunday.")))
        for one in (NOTES, OTHER_NOTES)
    ]
    assert load(base, *edited) == ["updated", "updated"]
    assert sorted(text_of(base, found.id) for found in base.articles()) == sorted(
        f"{text}\n\nAnd rest on Sunday." for text in (GARDEN, OTHER)
    )


def test_a_file_of_the_same_name_loaded_later_replaces_no_other(base: KnowledgeBase) -> None:
    load(base, NOTES)
    assert load(base, OTHER_NOTES) == ["added"]
    assert sorted(text_of(base, found.id) for found in base.articles()) == sorted([GARDEN, OTHER])


def test_one_of_two_files_of_one_name_edited_alone_replaces_no_other(base: KnowledgeBase) -> None:
    load(base, NOTES, OTHER_NOTES)
    edited = replace(OTHER_NOTES, blocks=(Paragraph(f"{OTHER} Then oil it."),))
    assert load(base, edited) == ["updated"]
    assert sorted(text_of(base, found.id) for found in base.articles()) == sorted(
        [GARDEN, f"{OTHER} Then oil it."]
    )


def test_a_file_of_a_common_name_changed_back_and_forth_is_one_article(
    base: KnowledgeBase,
) -> None:
    first = article("Diary", OTHER, slug="notes", origin="b/notes.txt")
    load(base, NOTES, first)
    load(base, NOTES, replace(first, blocks=(Paragraph("Rain all day; nothing was planted."),)))
    assert "refused" not in load(base, NOTES, replace(first, title="Journal"))
    assert {GARDEN, OTHER} <= {text_of(base, found.id) for found in base.articles()}
    assert base.check().sound


def test_the_same_permalink_in_two_audiences_is_two_articles(base: KnowledgeBase) -> None:
    base.add(POST, audience="north")
    secret = article("Chisels", OTHER, permalink="/beans/", origin="posts/chisels.md")
    assert base.add(secret, audience="south").status is ADDED
    assert base.add(POST).status is ADDED
    assert listed(base) == ["Beans"]
    assert listed(base, frozenset(["south"])) == ["Beans", "Chisels"]
    seen = {found.audience for found in base.articles(audiences=frozenset(["north"]))}
    assert seen == {"north", None}


def test_a_renamed_file_stays_the_same_article(base: KnowledgeBase) -> None:
    first = base.add(NOTES)
    base.begin_load()
    result = base.add(replace(NOTES, slug="diary", origin="a/diary.txt"))
    assert (result.status, result.article_id) == (UNCHANGED, first.article_id)


def test_a_changed_permalink_moves_the_article_and_frees_the_old_one(base: KnowledgeBase) -> None:
    load(base, POST)
    assert load(base, replace(POST, permalink="/broad-beans/")) == ["updated"]
    newcomer = article("Chisels", OTHER, permalink="/beans/", origin="posts/chisels.md")
    assert load(base, newcomer) == ["added"]
    assert listed(base) == ["Beans", "Chisels"]
