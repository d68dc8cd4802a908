"""Documents travel as bytes and arrive as they were; other bytes are no documents."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models import Document, Heading, Paragraph
from knowledge.wire import pack, unpack
from tests.knowledge.library import COVER, SAMPLE

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
json_values: SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
documents = st.builds(
    Document,
    title=texts,
    blocks=st.lists(
        st.builds(Paragraph, texts) | st.builds(Heading, st.integers(1, 6), texts), max_size=5
    ).map(tuple),
    author=texts,
    published_on=st.none() | st.dates(),
    url=texts,
    permalink=texts,
    slug=texts,
    slug_declared=st.booleans(),
    tags=st.lists(texts, max_size=3).map(tuple),
    description=texts,
    metadata=st.dictionaries(texts, json_values, max_size=3),
    origin=texts,
)


@given(documents)
def test_any_document_arrives_as_it_was(document: Document) -> None:
    assert unpack(pack(document)) == document


@pytest.mark.parametrize("document", SAMPLE)
def test_the_sample_arrives_as_it_was(document: Document) -> None:
    assert unpack(pack(document)) == document


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused_as_such(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a document"):
        unpack(data)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("version", 2),
        ("title", None),
        ("title", ["a"]),
        ("blocks", "text"),
        ("blocks", [["1", "text"]]),
        ("blocks", [[1, 2, "text"]]),
        ("blocks", [[]]),
        ("published_on", "yesterday"),
        ("published_on", 7),
        ("slug_declared", "yes"),
        ("tags", "tag"),
        ("tags", [1]),
        ("metadata", []),
    ],
)
def test_a_document_of_the_wrong_shape_is_refused(field: str, value: object) -> None:
    form = json.loads(pack(COVER))
    form[field] = value
    with pytest.raises(ValueError, match="not a document"):
        unpack(json.dumps(form).encode())


@pytest.mark.parametrize("field", ["version", "title", "blocks", "published_on", "metadata"])
def test_a_document_that_lacks_a_part_is_refused(field: str) -> None:
    form = json.loads(pack(COVER))
    del form[field]
    with pytest.raises(ValueError, match="not a document"):
        unpack(json.dumps(form).encode())


def test_bytes_nested_without_end_are_refused() -> None:
    with pytest.raises(ValueError, match="not a document"):
        unpack(b"[" * 200_000)


def test_the_date_travels_with_it() -> None:
    document = Document("A day", (Paragraph("Text."),), published_on=date(2024, 2, 29))
    assert unpack(pack(document)).published_on == date(2024, 2, 29)
