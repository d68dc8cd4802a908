from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.server.people import Reply
    from knowledge import KnowledgeBase
    from knowledge.models import CuratedAnswer
    from tests.stories.house import House

QUESTION = "which vendor sells quantum toasters"
TEXT = "Nobody does. Ask Bo, who tried."


async def asked(house: House, question: str = QUESTION, *, watching: int = 0) -> str:
    """Leave a gap, as a question without an answer does."""

    def record(library: KnowledgeBase) -> str:
        gap = library.gaps.record(question)
        assert gap is not None
        for number in range(watching):
            library.gaps.watch(gap.id, str(number))
        return gap.id

    return await house.services.libraries.write(house.guild.id, record)


async def curated(house: House, question: str = QUESTION) -> CuratedAnswer | None:
    return await house.services.libraries.read(
        house.guild.id, lambda library: library.answers.match(question)
    )


async def answered(opened: Reply, text: str = TEXT) -> Reply:
    assert opened.modal is not None
    preview = await opened.modal.submit({"Answer": text})
    return await preview.click("Save")


async def test_no_open_questions_says_what_will_come(house: House) -> None:
    reply = await house.librarian.slash("library gaps")
    assert reply.content == (
        "No open questions. What members ask and the library can't answer shows up here, without"
        " names."
    )


async def test_open_questions_are_counted_without_names(house: House) -> None:
    await asked(house)
    await asked(house, watching=2)
    reply = await house.librarian.slash("library gaps")
    lines = reply.content.splitlines()
    assert lines[:2] == ["**1 open question**", QUESTION]
    assert lines[2].startswith("-# asked 2 times · last ")
    assert lines[2].endswith(" · 2 waiting for it")
    one = await reply.choose("Pick one …", QUESTION)
    assert one.buttons == ["Answer", "Add article", "Not for us", "‹ List"]
    assert "2 members will be told when it is answered." in one.content


async def test_a_gap_is_answered_from_its_card(house: House) -> None:
    await asked(house, watching=1)
    one = await (await house.librarian.slash("library gaps")).choose("Pick one …", QUESTION)
    opened = await one.click("Answer")
    assert opened.modal is not None
    assert opened.modal.values == {"Question": QUESTION, "Answer": ""}
    preview = await opened.modal.submit({"Answer": TEXT})
    assert preview.content == "This is what members will see. Not saved yet."
    assert TEXT in preview.text
    assert preview.buttons == ["Save", "Edit"]
    assert await curated(house) is None
    saved = await preview.click("Save")
    assert saved.content == (
        f"Saved. Whoever asks “{QUESTION}” sees it first.\n1 member asked to be told, and will be."
    )
    found = await curated(house)
    assert found is not None
    assert (found.text, found.by) == (TEXT, str(house.librarian.id))
    assert (await house.librarian.slash("library gaps")).content.startswith("No open questions.")


async def test_an_answer_is_edited_before_it_is_saved_even_after_a_restart(house: House) -> None:
    opened = await house.librarian.slash("library answer", question=QUESTION)
    assert opened.modal is not None
    preview = await opened.modal.submit({"Answer": TEXT})
    await house.restart()
    again = await preview.click("Edit")
    assert again.modal is not None
    assert again.modal.values == {"Question": QUESTION, "Answer": TEXT}
    saved = await answered(again, "Nobody at all.")
    assert saved.content.startswith("Saved.")
    found = await curated(house)
    assert found is not None
    assert found.text == "Nobody at all."


async def test_a_new_answer_is_undone_and_brought_back(house: House) -> None:
    saved = await answered(await house.librarian.slash("library answer", question=QUESTION))
    undone = await saved.click("Undo")
    assert undone.content == f"Removed: the answer to “{QUESTION}”. It stays for 7 days."
    assert await curated(house) is None
    back = await undone.click("Bring it back")
    assert back.content == f"The answer to “{QUESTION}” is back."
    assert await curated(house) is not None


async def test_an_answer_that_is_there_is_shown_and_changed(house: House) -> None:
    await answered(await house.librarian.slash("library answer", question=QUESTION))
    shown = await house.admin.slash("library answer", question="Which vendor sells quantum toaster")
    assert shown.modal is None
    assert shown.content.startswith(
        f"There is an answer to that.\n-# By <@{house.librarian.id}> · <t:"
    )
    assert TEXT in shown.text
    opened = await shown.click("Edit")
    assert opened.modal is not None
    assert opened.modal.values == {"Answer": TEXT}
    assert QUESTION in opened.modal.text
    saved = await answered(opened, "Changed.")
    found = await curated(house)
    assert found is not None
    assert found.text == "Changed."
    undone = await saved.click("Undo")
    assert undone.content == f"The answer to “{QUESTION}” is as it was before."
    found = await curated(house)
    assert found is not None
    assert found.text == TEXT


async def test_an_answer_is_removed(house: House) -> None:
    await answered(await house.librarian.slash("library answer", question=QUESTION))
    shown = await house.librarian.slash("library answer", question=QUESTION)
    removed = await shown.click("Remove")
    assert removed.content == f"Removed: the answer to “{QUESTION}”. It stays for 7 days."
    assert await curated(house) is None


async def test_open_and_answered_questions_are_offered(house: House) -> None:
    await answered(await house.librarian.slash("library answer", question=QUESTION))
    await asked(house, "who repairs typewriters in winter")
    offered = await house.librarian.autocomplete("library answer", "question", "")
    assert [name for name, _ in offered] == ["who repairs typewriters in winter", QUESTION]
    narrowed = await house.librarian.autocomplete("library answer", "question", "toasters vendor")
    assert [name for name, _ in narrowed] == [QUESTION]
    shown = await house.librarian.slash("library answer", question=narrowed[0][1])
    assert shown.content.startswith("There is an answer to that.")
    opened = await house.librarian.slash("library answer", question=offered[0][1])
    assert opened.modal is not None
    assert opened.modal.values["Question"] == "who repairs typewriters in winter"
    assert await house.alice.autocomplete("library answer", "question", "") == []


async def test_an_article_closes_a_gap(house: House) -> None:
    await asked(house)
    one = await (await house.librarian.slash("library gaps")).choose("Pick one …", QUESTION)
    opened = await one.click("Add article")
    assert opened.modal is not None
    text = b"# Quantum toasters\n\nThe vendor Bread & Sons sells quantum toasters to anybody.\n"
    reply = await opened.modal.submit({"Files": [("toasters.md", text)]})
    assert f"The library now answers “{QUESTION}”." in reply.content
    assert (await house.librarian.slash("library gaps")).content.startswith("No open questions.")


async def test_an_article_that_misses_the_question_says_so(house: House) -> None:
    await asked(house)
    one = await (await house.librarian.slash("library gaps")).choose("Pick one …", QUESTION)
    opened = await one.click("Add article")
    assert opened.modal is not None
    text = b"# Rugs\n\nA rug lies on the floor of the meeting room, and nobody minds it.\n"
    reply = await opened.modal.submit({"Files": [("rugs.md", text)]})
    assert f"The library still has no answer to “{QUESTION}”." in reply.content


async def test_whoever_asked_to_be_told_is_told_when_a_librarian_answers(house: House) -> None:
    nothing = await house.alice.slash("ask", question=QUESTION)
    await (await nothing.click("Tell me when it's answered")).click("By DM")
    one = await (await house.librarian.slash("library gaps")).choose("Pick one …", QUESTION)
    saved = await answered(await one.click("Answer"))
    assert saved.content.endswith("1 member asked to be told, and will be.")
    await house.stand_in.settle()
    (dm,) = house.alice.dms
    assert TEXT in dm.text
    assert house.bob.dms == []


async def test_whoever_asked_to_be_told_is_told_when_an_article_answers(house: House) -> None:
    nothing = await house.alice.slash("ask", question=QUESTION)
    await (await nothing.click("Tell me when it's answered")).click("By DM")
    text = b"# Quantum toasters\n\nThe vendor Bread & Sons sells quantum toasters to anybody.\n"
    await house.librarian.slash("library add", file=("toasters.md", text))
    await house.stand_in.settle()
    (dm,) = house.alice.dms
    assert "Bread & Sons" in dm.text


async def test_what_members_found_to_be_no_answer_is_answered(house: House) -> None:
    text = b"# Toasters\n\nThe vendor Bread & Sons sells toasters to anybody who asks.\n"
    await house.librarian.slash("library add", file=("toasters.md", text))
    question = "which vendor sells toasters"

    def dispute(library: KnowledgeBase) -> None:
        (excerpt, *_) = library.ask(question).excerpts
        for member in "123":
            library.votes.cast(
                question,
                article=excerpt.citation.article.public_id,
                passage=excerpt.passage,
                by=member,
                helped=False,
            )

    await house.services.libraries.write(house.guild.id, dispute)
    gaps = await house.librarian.slash("library gaps")
    assert gaps.buttons == ["Not it (1)"]
    disputes = await gaps.click("Not it (1)")
    assert disputes.content == (
        "**1 answer that members said is not it**\n"
        "which vendor sells toasters\n"
        "-# 3 not it · from “Toasters”"
    )
    saved = await answered(await disputes.choose("Answer one …", question))
    assert saved.content == f"Saved. Whoever asks “{question}” sees it first."
    assert await curated(house, question) is not None


async def test_a_question_that_is_not_for_the_group_is_put_away(house: House) -> None:
    await asked(house)
    one = await (await house.librarian.slash("library gaps")).choose("Pick one …", QUESTION)
    gone = await one.click("Not for us")
    assert gone.content == f"Put away: “{QUESTION}”."
    assert (await house.librarian.slash("library gaps")).content.startswith("No open questions.")
    back = await gone.click("Undo")
    assert back.content.startswith(f"**{QUESTION}**\n")
    assert (await house.librarian.slash("library gaps")).content.startswith("**1 open question**")


async def test_a_synonym_is_taught_undone_and_listed(house: House) -> None:
    reply = await house.librarian.slash("library synonym", term="RMM", means="remote monitoring")
    assert reply.content == (
        "Learned: RMM = remote monitoring.\nWho asks for one finds the other, both ways."
    )
    listed = await house.librarian.slash("library synonyms")
    assert listed.content == "**1 pair of words**\nRMM = remote monitoring"
    forgotten = await reply.click("Undo")
    assert forgotten.content == "Forgotten: RMM = remote monitoring."
    empty = await house.librarian.slash("library synonyms")
    assert empty.content.startswith("No words are taught yet.")
    again = await forgotten.click("Undo")
    assert again.content.startswith("Learned: RMM = remote monitoring.")
    listed = await house.librarian.slash("library synonyms")
    forgotten = await listed.choose("Forget one …", "RMM = remote monitoring")
    assert forgotten.content == "Forgotten: RMM = remote monitoring."


async def test_a_synonym_of_itself_is_refused(house: House) -> None:
    reply = await house.librarian.slash("library synonym", term="toaster", means="toasters")
    assert reply.content == "Both say the same already."


async def test_a_member_may_do_none_of_it(house: House) -> None:
    given: tuple[tuple[str, dict[str, str]], ...] = (
        ("library gaps", {}),
        ("library answer", {"question": QUESTION}),
        ("library synonym", {"term": "a", "means": "b"}),
        ("library synonyms", {}),
        ("library suggestions", {}),
    )
    for command, options in given:
        reply = await house.alice.slash(command, options)
        assert reply.content == (
            f"Only librarians can do that. Ask someone with <@&{house.librarians.id}>."
        )
