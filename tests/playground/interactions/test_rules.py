"""The rules of answering: once, in time, with what fits, and seen by whom it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.playground.server.world.drafts import Draft
from bot.playground.server.world.models import MessageFlag
from tests.playground.interactions.by_hand import (
    command,
    complete,
    press,
    submit,
)

if TYPE_CHECKING:
    from bot.playground.server import StandIn
    from bot.playground.server.interactions import Interaction
    from bot.playground.server.people import Person
    from bot.playground.server.world.models import Message
    from tests.playground.interactions.by_hand import Hand, Json

HELLO: Json = {"content": "hello"}
PRIVATE: Json = {"content": "psst", "flags": 64}
MODAL: Json = {
    "custom_id": "form",
    "title": "A form",
    "components": [
        {"type": 18, "label": "Text", "component": {"type": 4, "custom_id": "text", "style": 1}}
    ],
}
BUTTON: Json = {
    "type": 1,
    "components": [{"type": 2, "style": 2, "label": "Go", "custom_id": "x"}],
}


def posted(stand_in: StandIn, person: Person) -> Message:
    draft = Draft(content="press here", components=[BUTTON | {"id": 1}])
    return stand_in.world.add_message(person.channel, stand_in.world.bot, draft)


KINDS: dict[int, Json | None] = {
    1: None,
    4: HELLO,
    5: None,
    6: None,
    7: HELLO,
    8: {"choices": []},
    9: MODAL,
}


@pytest.mark.parametrize(
    ("what", "allowed"),
    [
        ("command", {4, 5, 9}),
        ("press", {4, 5, 6, 7, 9}),
        ("completion", {8}),
        ("form of a command", {4, 5, 6}),
        ("form of a press", {4, 5, 6, 7}),
    ],
)
@pytest.mark.parametrize("kind", list(KINDS))
async def test_only_some_answers_fit(
    stand_in: StandIn, hand: Hand, alice: Person, what: str, allowed: set[int], kind: int
) -> None:
    message = posted(stand_in, alice)
    made = {
        "command": lambda: command(stand_in, alice),
        "press": lambda: press(stand_in, alice, message),
        "completion": lambda: complete(stand_in, alice),
        "form of a command": lambda: submit(stand_in, alice, None),
        "form of a press": lambda: submit(stand_in, alice, message),
    }
    answered = await hand.answer(made[what](), kind, KINDS[kind])
    if kind in allowed:
        assert answered.status == 204
    else:
        assert (answered.status, answered.code) == (400, 50035)


async def test_an_interaction_is_answered_once(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    one = command(stand_in, alice)
    assert (await hand.answer(one, 4, HELLO)).status == 204
    again = await hand.answer(one, 4, HELLO)
    assert (again.status, again.code) == (400, 40060)
    assert [each.content for each in alice.messages()] == ["hello"]


async def test_a_refused_answer_does_not_count(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    one = command(stand_in, alice)
    assert (await hand.answer(one, 4, {"content": "x" * 2001})).status == 400
    assert (await hand.answer(one, 4, HELLO)).status == 204


async def test_an_answer_after_the_time_finds_nothing(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    one = command(stand_in, alice)
    stand_in.interactions.answer_within = -1.0
    late = await hand.answer(one, 4, HELLO)
    assert (late.status, late.code) == (404, 10062)
    assert stand_in.interactions.open() == []


async def test_a_wrong_id_or_token_finds_nothing(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    one = command(stand_in, alice)
    for path in (f"/interactions/1/{one.token}/callback", f"/interactions/{one.id}/x/callback"):
        refused = await hand.send("POST", path, {"type": 4, "data": HELLO})
        assert (refused.status, refused.code) == (404, 10062)
    other = await hand.send("POST", f"/webhooks/1/{one.token}", HELLO)
    assert (other.status, other.code) == (404, 10015)
    unknown = await hand.send("POST", f"/webhooks/{stand_in.world.application.id}/x", HELLO)
    assert (unknown.status, unknown.code) == (401, 50027)


async def test_what_comes_later_needs_a_first_answer_and_a_young_token(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    one = command(stand_in, alice)
    early = await hand.follow(one, HELLO)
    assert (early.status, early.code) == (404, 10015)
    await hand.answer(one, 4, HELLO)
    await stand_in.clock.advance(minutes=15)
    assert (await hand.follow(one, HELLO)).status == 200
    await stand_in.clock.advance(seconds=1)
    for late in [
        await hand.follow(one, HELLO),
        await hand.original(one, "GET"),
        await hand.original(one, "PATCH", HELLO),
        await hand.original(one, "DELETE"),
    ]:
        assert (late.status, late.code) == (401, 50027)


async def test_with_response_tells_what_became_of_it(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    one = command(stand_in, alice)
    path = f"/interactions/{one.id}/{one.token}/callback?with_response=true"
    told = await hand.send("POST", path, {"type": 4, "data": PRIVATE})
    assert told.status == 200
    assert told.body is not None
    assert told.body["interaction"] == {
        "id": str(one.id),
        "type": 2,
        "channel_id": str(alice.channel.id),
        "guild_id": str(alice.guild.id),
        "response_message_id": told.body["resource"]["message"]["id"],
        "response_message_loading": False,
        "response_message_ephemeral": True,
    }
    assert told.body["resource"]["type"] == 4
    assert told.body["resource"]["message"]["flags"] == 64
    promise = command(stand_in, alice)
    path = f"/interactions/{promise.id}/{promise.token}/callback?with_response=1"
    told = await hand.send("POST", path, {"type": 5})
    assert told.body is not None
    assert told.body["interaction"]["response_message_loading"] is True
    assert "resource" not in told.body


async def test_an_ephemeral_message_is_there_for_its_person_and_its_token_only(
    stand_in: StandIn, hand: Hand, alice: Person, bob: Person
) -> None:
    one = command(stand_in, alice)
    await hand.answer(one, 4, PRIVATE)
    message = one.original
    assert message is not None
    assert [each.content for each in alice.messages()] == ["psst"]
    assert bob.messages() == []
    stranger = f"/channels/{alice.channel.id}/messages"
    headers = {"Authorization": f"Bot {stand_in.token}"}
    hand.headers = headers
    assert not (await hand.send("GET", stranger)).body
    for method in ("GET", "DELETE"):
        refused = await hand.send(method, f"{stranger}/{message.id}")
        assert (refused.status, refused.code) == (404, 10008)
    assert (await hand.original(one, "GET")).status == 200
    assert (await hand.send("DELETE", f"{hand.webhook(one)}/messages/{message.id}")).status == 204
    assert alice.messages() == []


@pytest.mark.parametrize("private", [True, False])
async def test_a_promise_decides_who_sees_what_fulfils_it(
    stand_in: StandIn,
    hand: Hand,
    alice: Person,
    bob: Person,
    private: bool,  # noqa: FBT001 - pytest passes it by name
) -> None:
    one = command(stand_in, alice)
    await hand.answer(one, 5, {"flags": 64} if private else {})
    assert one.loading
    assert stand_in.interactions.open() == [one]
    fulfilled = await hand.follow(one, HELLO if private else PRIVATE)
    assert fulfilled.body is not None
    assert fulfilled.body["id"] == str(one.original.id if one.original else 0)
    assert bool(fulfilled.body["flags"] & MessageFlag.EPHEMERAL) is private
    assert not fulfilled.body["flags"] & MessageFlag.LOADING
    assert len(bob.messages()) == (0 if private else 1)
    assert not one.loading
    assert (await hand.follow(one, PRIVATE)).body != fulfilled.body
    assert len(one.followups) == 1


async def test_an_empty_edit_does_not_fulfil_a_promise(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    one = command(stand_in, alice)
    await hand.answer(one, 5)
    refused = await hand.original(one, "PATCH", {"content": ""})
    assert (refused.status, refused.code) == (400, 50006)
    assert one.loading


async def test_a_promise_that_is_taken_back_is_over(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    one = command(stand_in, alice)
    await hand.answer(one, 5)
    assert (await hand.original(one, "DELETE")).status == 204
    assert not one.loading
    gone = await hand.original(one, "GET")
    assert (gone.status, gone.code) == (404, 10008)


async def test_the_original_of_a_press_is_the_message_with_the_button(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    message = posted(stand_in, alice)
    one = press(stand_in, alice, message)
    await hand.answer(one, 6)
    told = await hand.original(one, "PATCH", {"content": "changed", "components": []})
    assert told.body is not None
    assert told.body["id"] == str(message.id)
    assert message.content == "changed"
    assert (await hand.original(one, "DELETE")).status == 204
    assert message.deleted


async def test_a_message_that_is_gone_cannot_be_updated(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    message = posted(stand_in, alice)
    one = press(stand_in, alice, message)
    stand_in.world.delete_message(message)
    refused = await hand.answer(one, 7, HELLO)
    assert (refused.status, refused.code) == (404, 10008)
    assert one.callback is None


async def test_a_form_without_a_message_has_no_original_to_change(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    one = submit(stand_in, alice, None)
    await hand.answer(one, 6)
    refused = await hand.original(one, "PATCH", HELLO)
    assert (refused.status, refused.code) == (404, 10008)


async def test_a_completion_has_no_messages(stand_in: StandIn, hand: Hand, alice: Person) -> None:
    one = complete(stand_in, alice)
    await hand.answer(one, 8, {"choices": [{"name": "Pricing", "value": "1"}]})
    assert one.choices == [("Pricing", "1")]
    refused = await hand.follow(one, HELLO)
    assert (refused.status, refused.code) == (404, 10015)


@pytest.mark.parametrize(
    "choices",
    [
        [{"name": "x", "value": "x"}] * 26,
        [{"name": "", "value": "x"}],
        [{"name": "x" * 101, "value": "x"}],
        [{"name": "x", "value": "x" * 101}],
        [{"name": "x", "value": 1}],
        [{"name": "x"}],
    ],
)
async def test_choices_have_their_limits(
    stand_in: StandIn, hand: Hand, alice: Person, choices: list[Json]
) -> None:
    one = complete(stand_in, alice)
    refused = await hand.answer(one, 8, {"choices": choices})
    assert (refused.status, refused.code) == (400, 50035)


async def test_messages_of_another_interaction_are_out_of_reach(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    first, second = command(stand_in, alice), command(stand_in, alice)
    await hand.answer(first, 4, HELLO)
    await hand.answer(second, 4, HELLO)
    assert first.original is not None
    path = f"{hand.webhook(second)}/messages/{first.original.id}"
    refused = await hand.send("PATCH", path, HELLO)
    assert (refused.status, refused.code) == (404, 10008)


async def test_followups_say_nothing_back_unless_asked(
    stand_in: StandIn, hand: Hand, alice: Person
) -> None:
    one = command(stand_in, alice)
    await hand.answer(one, 4, HELLO)
    assert (await hand.follow(one, HELLO, query="")).status == 204
    assert [each.content for each in alice.messages()] == ["hello", "hello"]


async def test_nobody_is_pinged_whom_the_answer_does_not_allow(
    stand_in: StandIn, hand: Hand, alice: Person, bob: Person
) -> None:
    def said(one: Interaction, allowed: Json | None) -> Json:
        assert one.callback is None
        text = f"@everyone {bob.mention}"
        return {"content": text} | ({"allowed_mentions": allowed} if allowed else {})

    one = command(stand_in, alice)
    await hand.answer(one, 4, said(one, {"parse": []}))
    assert bob.pings == []
    one = command(stand_in, alice)
    await hand.answer(one, 4, said(one, None))
    assert len(bob.pings) == 1
