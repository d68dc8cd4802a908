from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ui import library_answers as answers
from bot.ui import library_suggestions as suggestions
from bot.ui import library_synonyms as synonyms
from bot.ui.forms import Written
from knowledge.models import CuratedAnswer, Heading, Paragraph, Suggestion, Synonym
from tests.bot.ui.library_values import (
    HOSTILE,
    NOW,
    button,
    document,
    form_refused,
    labels,
    menu,
    refused,
)

ANSWER = CuratedAnswer("answer01", "what to charge", "Charge for the outcome.", "42", NOW)


def synonym(number: int, term: str, means: str) -> Synonym:
    return Synonym(f"synonym{number:05}", term, means, "42", NOW)


def suggestion(text: str = "It begins here.", note: str = "", by: str = "42") -> Suggestion:
    return Suggestion("suggestion01", document(text, title="Pricing"), by, note, NOW)


def test_the_preview_of_an_answer_is_what_members_will_see() -> None:
    reply = answers.preview(ANSWER, "memo", replaces=False)
    assert reply.content == "This is what members will see. Not saved yet."
    (embed,) = reply.embeds
    assert embed.description == "Charge for the outcome."
    assert labels(reply) == ["Save", "Edit"]
    assert answers.preview(ANSWER, "memo", replaces=True).content.endswith(
        "It replaces the answer that is there now."
    )


def test_an_answer_that_is_there_is_shown_before_it_is_changed() -> None:
    reply = answers.existing(ANSWER)
    assert reply.content == "There is an answer to that.\n-# By <@42> · <t:1764579600:R>"
    assert labels(reply) == ["Edit", "Remove"]


def test_saving_an_answer_says_who_is_told() -> None:
    assert answers.saved("what to charge", "memo").content == (
        "Saved. Whoever asks “what to charge” sees it first."
    )
    assert answers.saved("what to charge", "memo", 2).content.endswith(
        "\n2 members asked to be told, and will be."
    )
    assert labels(answers.removed("what to charge", "answer01")) == ["Bring it back"]


def test_the_wording_of_an_answer_that_is_there_can_not_be_changed() -> None:
    opened = Written("library.answer", "memo", "edit", {"question": "q" * 200, "text": "x"})
    layout = answers.layout(opened)
    assert [getattr(part, "name", "note") for part in layout.parts] == ["note", "text"]
    assert form_refused(layout, opened) == []
    assert form_refused(answers.layout(Written("library.answer", "memo"))) == []


def test_a_synonym_is_confirmed_and_can_be_undone() -> None:
    one = synonym(1, "RMM", "remote monitoring")
    reply = synonyms.taught(one)
    assert reply.content == (
        "Learned: RMM = remote monitoring.\nWho asks for one finds the other, both ways."
    )
    assert button(reply, "Undo").id == "synonym00001"
    assert synonyms.forgotten(one, "memo").content == "Forgotten: RMM = remote monitoring."


def test_what_was_taught_is_listed_with_a_menu_to_forget_it() -> None:
    reply = synonyms.list_page([synonym(1, "RMM", "monitoring")], 0)
    assert reply.content == "**1 pair of words**\nRMM = monitoring"
    assert [(one.label, one.value) for one in menu(reply).options] == [
        ("RMM = monitoring", "synonym00001")
    ]
    assert synonyms.list_page([], 0).rows == ()


def test_a_suggestion_is_read_before_it_is_decided() -> None:
    reply = suggestions.preview(suggestion(note="It helped us."))
    assert reply.content == (
        "**Pricing**\n"
        "3 words\n"
        "-# Suggested by <@42> <t:1764579600:R>\n"
        "“It helped us.”\n"
        "\n"
        "> It begins here."
    )
    assert labels(reply) == ["Add", "Decline", "‹ List"]
    assert reply.files == ()


def test_a_long_suggestion_is_attached_whole() -> None:
    blocks = (Heading(2, "First"), Paragraph("word " * 500))
    one = Suggestion("s", document(title="Pricing", blocks=blocks), "42", "", NOW)
    (file,) = suggestions.preview(one).files
    assert file.name == "suggestion.txt"
    assert file.data.decode().startswith("# First\n\nword word")


def test_an_empty_list_of_suggestions_says_where_they_come_from() -> None:
    assert suggestions.list_page([], 0).content == (
        "Nothing is waiting. Members suggest articles with `/article suggest`."
    )
    assert labels(suggestions.list_page([suggestion()], 0)) == ["Pick one …"]
    assert labels(suggestions.declined("Pricing", "memo")) == ["Undo", "‹ List"]


@settings(max_examples=40)
@given(HOSTILE, HOSTILE, HOSTILE, st.integers(1, 40))
def test_no_words_break_a_limit(first: str, second: str, third: str, count: int) -> None:
    pairs = [synonym(number, first, second) for number in range(count)]
    documents = document(second, title=first, author=third, tags=(first, second))
    some = [
        Suggestion(f"suggestion{number}", documents, third, second, NOW) for number in range(count)
    ]
    answer = CuratedAnswer("answer01", first, second, third, NOW)
    for reply in (
        synonyms.taught(pairs[0]),
        synonyms.forgotten(pairs[0], "memo"),
        synonyms.list_page(pairs, 0),
        synonyms.list_page(pairs, 2),
        suggestions.list_page(some, 0),
        suggestions.list_page(some, 4),
        suggestions.preview(some[0]),
        suggestions.declined(first, "memo"),
        suggestions.waiting_again(first),
        answers.existing(answer),
        answers.preview(answer, "memo", replaces=True),
        answers.saved(first, "memo", count),
        answers.removed(first, "answer01"),
        answers.restored(first),
        answers.as_before(first),
    ):
        assert refused(reply) == []
