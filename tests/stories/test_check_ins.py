"""A member checks in: the form, what follows it, and every way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.accountability.models.rounds import CommitmentState, Questions, RoundState
from bot.ui.moments import full
from tests.stories.asking import add_article
from tests.stories.circle import gather

if TYPE_CHECKING:
    import pytest

    from tests.stories.house import House

MOVED, NEXT, HAND, KEPT = "moved", "next", "hand", "kept"
NOT_IN_IT = "You're not in that group, or it is over. Ask whoever runs it, or an admin."
A_WEEK = timedelta(weeks=1)


async def test_a_check_in_takes_one_form_and_is_in(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    opened = await circle.ping(house.alice).click("Check in")
    assert opened.modal is not None
    assert opened.modal.fields == [
        "What moved forward?",
        "What will you do by Wed 12 Mar?",
        "Where could you use a hand?",
    ]
    reply = await opened.modal.submit(
        {MOVED: "Hired a dispatcher", NEXT: "Call Ann\n\nRaise prices\n- none"}
    )
    assert reply.ephemeral
    assert reply.content == f"You're in. Next one {full(found.opens_at + A_WEEK)}."
    assert reply.buttons == ["Edit", "Remove"]
    (kept,) = await circle.check_ins()
    assert (kept.user_id, kept.report.moved) == (house.alice.id, "Hired a dispatcher")
    promised = await circle.commitments(house.alice)
    assert {each.text for each in promised} == {"Call Ann", "Raise prices"}


async def test_a_card_is_changed_from_where_it_stands(house: House) -> None:
    circle = await gather(house, house.alice, house.bob)
    await circle.opens()
    await circle.checks_in(house.alice, {MOVED: "A start"})
    await house.stand_in.live(minutes=1)
    card = house.alice.finds("**Moved** A start", circle.thread)
    opened = await card.click("Edit")
    assert opened.modal is not None
    reply = await opened.modal.submit({MOVED: "A good start"})
    assert reply.ephemeral
    assert reply.content == "Changed. The card shows the new words."
    await house.stand_in.live(minutes=1)
    assert "A good start" in house.bob.sees(circle.thread)
    refused = await house.bob.view(card).click("Edit")
    assert refused.content == (
        "Only who wrote that check-in can change it. `/checkin now` opens your own."
    )


async def test_what_was_promised_is_ticked_in_the_next_form_or_carried_over(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    await circle.checks_in(house.alice, {MOVED: "A start", NEXT: "Call Ann\nRaise prices"})
    await circle.opens()
    opened = await house.alice.slash("checkin now", channel=circle.channel)
    assert opened.modal is not None
    assert opened.modal.fields[0] == "Which of these did you keep?"
    await opened.modal.submit({MOVED: "Called her", KEPT: ["Call Ann"]})
    states = {each.text: each for each in await circle.commitments(house.alice)}
    assert states["Call Ann"].state is CommitmentState.KEPT
    assert states["Raise prices"].state is CommitmentState.OPEN
    assert states["Raise prices"].carried == 1


async def test_checking_in_again_opens_what_was_written_and_changes_it(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    first = await circle.checks_in(house.alice, {MOVED: "A start", NEXT: "Call Ann"})
    again = await house.alice.slash("checkin now", channel=circle.channel)
    assert again.modal is not None
    assert again.modal.values["What moved forward?"] == "A start"
    reply = await again.modal.submit({MOVED: "A good start"})
    assert reply.content == "Changed. The card shows the new words."
    edited = await first.click("Edit")
    assert edited.modal is not None
    assert edited.modal.values["What moved forward?"] == "A good start"
    (kept,) = await circle.check_ins()
    assert kept.report.moved == "A good start"
    assert [each.text for each in await circle.commitments(house.alice)] == ["Call Ann"]


async def test_a_check_in_is_removed_and_brought_back_by_a_press(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    reply = await circle.checks_in(house.alice, {MOVED: "A start", NEXT: "Call Ann"})
    removed = await reply.click("Remove")
    until = full(circle.now + timedelta(days=1))
    assert removed.content == (
        "Removed: its card is empty, and what it ticked is open again."
        f" You can undo that until {until}."
    )
    assert await circle.check_ins() == []
    assert await circle.commitments(house.alice) == []
    restored = await removed.click("Undo")
    assert restored.content == "It's back as it was."
    assert [each.report.moved for each in await circle.check_ins()] == ["A start"]
    assert [each.text for each in await circle.commitments(house.alice)] == ["Call Ann"]


async def test_where_nothing_is_open_one_may_answer_early(house: House) -> None:
    circle = await gather(house, house.alice)
    opens_at = circle.now + timedelta(hours=1)
    asked = await house.alice.slash("checkin now", channel=circle.channel)
    assert asked.content == (
        f"Nothing is open. Answer early? It counts for {full(opens_at)}"
        f" (<t:{int(opens_at.timestamp())}:R>)."
    )
    opened = await asked.click("Yes")
    assert opened.modal is not None
    reply = await opened.modal.submit({MOVED: "Ahead of time"})
    assert reply.content == f"You're in early: it counts for {full(opens_at)}."
    await circle.opens()
    assert [each.report.moved for each in await circle.check_ins()] == ["Ahead of time"]


async def test_after_the_close_a_check_in_is_late(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    await circle.closes()
    opened = await circle.ping(house.alice).click("Add mine")
    assert opened.modal is not None
    assert "has closed: yours will be marked late." in opened.text
    reply = await opened.modal.submit({MOVED: "Better late"})
    assert reply.content.startswith("You're in, and marked late. Next one ")
    assert [each.late for each in await circle.check_ins()] == [True]


async def test_the_groups_own_questions_are_asked(house: House) -> None:
    questions = Questions(("What did you learn?", "Who helped?"), commitments=False)
    circle = await gather(house, house.alice, questions=questions)
    await circle.opens()
    opened = await house.alice.slash("checkin now", channel=circle.channel)
    assert opened.modal is not None
    assert opened.modal.fields == ["What did you learn?", "Who helped?"]
    await opened.modal.submit({"What did you learn?": "To ask", "Who helped?": "Bob"})
    (kept,) = await circle.check_ins()
    assert kept.report.own == (("What did you learn?", "To ask"), ("Who helped?", "Bob"))


async def test_where_a_hand_would_help_the_library_is_quoted_to_nobody_else(house: House) -> None:
    await add_article(house, "Toads", "A toad in the cellar eats the woodlice at night.")
    circle = await gather(house, house.alice, house.bob)
    await circle.opens()
    before = house.bob.sees(circle.channel)
    hands = "What does a toad in the cellar eat?\nsynchrophasotrons"
    reply = await circle.checks_in(house.alice, {MOVED: "A start", HAND: hands})
    assert reply.content.endswith(
        "You mentioned *What does a toad in the cellar eat?*."
        " Your library says, for your eyes only:"
    )
    assert [embed["title"] for embed in reply.embeds] == ["Toads"]
    assert "woodlice" not in house.bob.sees(circle.channel).removeprefix(before)
    gaps = await house.services.libraries.read(house.guild.id, lambda one: one.gaps.list())
    assert gaps == []


async def test_a_broken_library_keeps_nobody_from_being_in(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()

    async def broken(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(house.services.libraries, "read", broken)
    reply = await circle.checks_in(house.alice, {MOVED: "A start", HAND: "pricing"})
    assert reply.content.startswith("You're in. Next one ")
    assert len(await circle.check_ins()) == 1
    assert "could not be asked" in caplog.text
    caplog.clear()


async def test_what_was_carried_three_times_is_kept_changed_or_dropped(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    texts = "Call Ann\nRaise prices\nWrite it down"
    await circle.checks_in(house.alice, {MOVED: "A start", NEXT: texts})
    for _ in range(2):
        await circle.opens()
        reply = await circle.checks_in(house.alice)
        assert "Carried over" not in reply.content
    await circle.opens()
    reply = await circle.checks_in(house.alice)
    assert reply.content.endswith(
        "Carried over three times. Keep, change or drop?\n"
        "1. Call Ann\n2. Raise prices\n3. Write it down"
    )
    kept = await reply.click("1 · Keep")
    assert kept.content == "It stays on your list: “Call Ann”"
    changing = await reply.click("Change", index=1)
    assert changing.modal is not None
    changed = await changing.modal.submit({"text": "Raise one price"})
    assert changed.content == "Changed to: “Raise one price”"
    dropped = await reply.click("Drop", index=2)
    assert dropped.content == "Dropped. “Write it down”\nIt counts neither way."
    found = {
        each.text: (each.state, each.carried) for each in await circle.commitments(house.alice)
    }
    assert found == {
        "Call Ann": (CommitmentState.OPEN, 0),
        "Raise one price": (CommitmentState.OPEN, 0),
        "Write it down": (CommitmentState.DROPPED, 3),
    }
    # The question stayed where it was: none of the presses took it away.
    assert "Edit" in reply.buttons


async def test_words_are_given_back_when_the_form_is_refused(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    opened = await circle.press(house.alice, "round.check_in", found.id)
    assert opened.modal is not None
    group_id, alice_id = circle.group.id, house.alice.id
    await circle.book(lambda book: book.members.leave(group_id, alice_id, circle.now, keep=True))
    refused = await opened.modal.submit({MOVED: "A start", NEXT: "Call Ann"})
    assert refused.content == f"{NOT_IN_IT}\n\nNothing you wrote is lost."
    await circle.book(lambda book: book.members.join(group_id, alice_id, circle.now))
    again = await refused.click("Try again")
    assert again.modal is not None
    assert again.modal.values["What will you do by Wed 12 Mar?"] == "Call Ann"
    reply = await again.modal.submit({})
    assert reply.content.startswith("You're in.")
    assert [each.text for each in await circle.commitments(house.alice)] == ["Call Ann"]


async def test_a_form_in_which_nothing_can_be_seen_is_refused(house: House) -> None:
    circle = await gather(house, house.alice)
    await circle.opens()
    reply = await circle.checks_in(house.alice, {MOVED: "\u200b"})
    assert reply.buttons == ["Try again"]
    assert await circle.check_ins() == []


async def test_words_for_a_round_that_was_followed_meanwhile_go_into_the_next(
    house: House,
) -> None:
    circle = await gather(house, house.alice)
    first = await circle.opens()
    opened = await circle.press(house.alice, "round.check_in", first.id)
    assert opened.modal is not None
    await circle.opens()
    refused = await opened.modal.submit({MOVED: "Slow, but here"})
    assert refused.content == (
        "That check-in is over. The one of Mon 10 Mar is open now: answer it with /checkin now."
        "\n\nNothing you wrote is lost."
    )
    again = await refused.click("Try again")
    assert again.modal is not None
    reply = await again.modal.submit({})
    assert reply.content.startswith("You're in.")
    (kept,) = await circle.check_ins()
    assert kept.report.moved == "Slow, but here"


async def test_words_for_a_round_that_is_over_are_taken_along_to_the_next(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    opened = await circle.press(house.alice, "round.check_in", found.id)
    assert opened.modal is not None
    over = replace(found, superseded=True, state=RoundState.CLOSED)
    await circle.book(lambda book: book.rows.rounds.update(over))
    refused = await opened.modal.submit({MOVED: "Slow, but here"})
    again = await refused.click("Try again")
    assert again.modal is not None
    assert "It counts for the next one" in again.text
    reply = await again.modal.submit({})
    assert reply.content.startswith("You're in early")


async def test_a_second_form_of_the_same_round_goes_into_the_first(house: House) -> None:
    circle = await gather(house, house.alice)
    found = await circle.opens()
    phone = await circle.press(house.alice, "round.check_in", found.id)
    assert phone.modal is not None
    await phone.modal.submit({MOVED: "From the phone", NEXT: "Call Ann"})
    desk = await circle.press(house.alice, "round.check_in", found.id)
    assert desk.modal is not None
    assert desk.modal.values["What moved forward?"] == "From the phone"
    assert len(await circle.check_ins()) == 1
