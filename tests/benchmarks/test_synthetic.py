from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.question_sets import read_question_set
from benchmarks.synthetic import made_up_word, passages_of, sentences_of, synthesise

if TYPE_CHECKING:
    from pathlib import Path


def sentences(folder: Path) -> list[str]:
    return sentences_of(read_question_set(folder).documents)


def test_the_sentences_are_those_of_the_set(tiny_set: Path) -> None:
    found = sentences(tiny_set)
    assert found[0] == "Name a deputy three weeks before you leave."
    assert "Turn the phone off." in found
    assert len(found) == 12


def test_the_library_has_the_size_asked_for(tiny_set: Path) -> None:
    documents = list(synthesise(sentences(tiny_set), 23, seed=1))
    passages = [passage for document in documents for passage in passages_of(document)]
    assert len(passages) == 23
    assert [len(document.document.blocks) for document in documents] == [5, 5, 5, 5, 3]
    assert len({passage.id for passage in passages}) == 23
    assert all(75 <= len(passage.text.split()) <= 125 for passage in passages)
    mean = sum(len(passage.text.split()) for passage in passages) / len(passages)
    assert 85 <= mean <= 105


def test_the_same_seed_makes_the_same_library_and_another_another(tiny_set: Path) -> None:
    found = sentences(tiny_set)
    assert list(synthesise(found, 12, seed=1)) == list(synthesise(found, 12, seed=1))
    assert list(synthesise(found, 12, seed=1)) != list(synthesise(found, 12, seed=2))


def test_each_passage_has_one_made_up_word_within_a_sentence(tiny_set: Path) -> None:
    found = sentences(tiny_set)
    known = {word for sentence in found for word in sentence.split()}
    for document in synthesise(found, 40, seed=1):
        for passage in passages_of(document):
            words = passage.text.split()
            made_up = [word for word in words if word not in known]
            assert len(made_up) == 1
            assert words[-1] in known


def test_the_vocabulary_grows_with_the_library_but_ever_more_slowly(tiny_set: Path) -> None:
    found = sentences(tiny_set)

    def vocabulary(size: int) -> int:
        texts = (document.text for document in synthesise(found, size, seed=1))
        return len({word for text in texts for word in text.split()})

    small, large = vocabulary(500), vocabulary(1000)
    assert small < large < 2 * small


def test_no_two_made_up_words_are_alike() -> None:
    assert len({made_up_word(rank) for rank in range(20_000)}) == 20_000
