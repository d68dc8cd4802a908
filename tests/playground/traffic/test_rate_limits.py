from __future__ import annotations

import math
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.server.traffic.rate_limits import (
    GENEROUS,
    INVALID_LIMIT,
    REALISTIC,
    Limit,
    Limits,
    RateLimited,
    RateLimits,
    refusal,
)

SEND = "/channels/{channel_id}/messages"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


@dataclass
class Seconds:
    """A clock that a test moves by hand."""

    value: float = 1000.0
    epoch: float = 1_700_000_000.0

    def now(self) -> float:
        return self.value

    def wall(self) -> float:
        return self.epoch + self.value


@dataclass
class Sender:
    """Sends requests and remembers what became of them."""

    limits: Limits
    seconds: Seconds = field(default_factory=Seconds)
    traffic: RateLimits = field(init=False)

    def __post_init__(self) -> None:
        self.traffic = RateLimits(self.limits, now=self.seconds.now, wall=self.seconds.wall)

    def send(self, channel: str = "1") -> dict[str, str] | RateLimited:
        return self.traffic.take("POST", SEND, {"channel_id": channel})

    def passes(self, channel: str = "1") -> bool:
        return not isinstance(self.send(channel), RateLimited)


FIVE = Limits(default=Limit(5, 5.0), per_second=None)


def test_the_headers_count_down_and_say_when_the_bucket_is_full_again() -> None:
    sender = Sender(FIVE)
    headers = sender.send()
    sender.seconds.value += 2
    later = sender.send()
    assert isinstance(headers, dict)
    assert isinstance(later, dict)
    assert headers["X-RateLimit-Limit"] == "5"
    assert [headers["X-RateLimit-Remaining"], later["X-RateLimit-Remaining"]] == ["4", "3"]
    assert [headers["X-RateLimit-Reset-After"], later["X-RateLimit-Reset-After"]] == [
        "5.000",
        "3.000",
    ]
    assert headers["X-RateLimit-Reset"] == later["X-RateLimit-Reset"] == "1700001005.000"


def test_the_sixth_request_is_refused_until_the_bucket_is_full_again() -> None:
    sender = Sender(FIVE)
    assert [sender.passes() for _ in range(6)] == [True] * 5 + [False]
    sender.seconds.value += 4.9
    assert not sender.passes()
    sender.seconds.value += 0.1
    assert sender.passes()


def test_a_refusal_looks_as_discord_words_it() -> None:
    sender = Sender(FIVE)
    for _ in range(5):
        sender.send()
    sender.seconds.value += 1.25
    refused = sender.send()
    assert isinstance(refused, RateLimited)
    assert refused.body == {
        "message": "You are being rate limited.",
        "retry_after": 3.75,
        "global": False,
    }
    assert refused.headers["Retry-After"] == "4"
    assert refused.headers["X-RateLimit-Scope"] == "user"
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    assert refused.headers["Via"]


def test_channels_have_buckets_of_their_own_under_one_name() -> None:
    sender = Sender(FIVE)
    for _ in range(5):
        sender.send("1")
    assert not sender.passes("1")
    other = sender.send("2")
    assert isinstance(other, dict)
    refused = sender.send("1")
    assert isinstance(refused, RateLimited)
    assert refused.headers["X-RateLimit-Bucket"] == other["X-RateLimit-Bucket"]


def test_other_parameters_share_the_bucket_of_their_channel() -> None:
    sender = Sender(FIVE)
    edit = "/channels/{channel_id}/messages/{message_id}"
    taken = [
        sender.traffic.take("PATCH", edit, {"channel_id": "1", "message_id": str(number)})
        for number in range(6)
    ]
    assert [isinstance(one, RateLimited) for one in taken] == [False] * 5 + [True]


def test_fifty_requests_a_second_are_the_limit_of_all_routes_together() -> None:
    sender = Sender(Limits(default=Limit(1000, 1.0)))
    assert all(sender.passes(str(channel)) for channel in range(50))
    refused = sender.send("51")
    assert isinstance(refused, RateLimited)
    assert refused.body is not None
    assert refused.body["global"] is True
    assert refused.headers["X-RateLimit-Global"] == "true"
    assert "X-RateLimit-Bucket" not in refused.headers
    sender.seconds.value += 1
    assert sender.passes("51")


def test_answers_to_interactions_do_not_count_towards_it() -> None:
    sender = Sender(Limits(default=Limit(1000, 1.0)))
    for number in range(100):
        parameters = {"interaction_id": str(number), "interaction_token": f"token{number}"}
        assert isinstance(sender.traffic.take("POST", CALLBACK, parameters), dict)
    assert sender.passes()


def test_the_generous_limits_let_a_story_run_freely() -> None:
    sender = Sender(GENEROUS)
    assert all(sender.passes() for _ in range(500))


def test_the_realistic_limits_hold_a_channel_to_five_messages_in_five_seconds() -> None:
    sender = Sender(REALISTIC)
    assert [sender.passes() for _ in range(6)] == [True] * 5 + [False]


def test_the_limits_can_change_while_the_bot_runs() -> None:
    sender = Sender(GENEROUS)
    assert all(sender.passes() for _ in range(20))
    sender.traffic.limits = REALISTIC
    assert [sender.passes() for _ in range(6)] == [True] * 5 + [False]


@pytest.mark.parametrize(
    ("status", "shared", "counted"),
    [(401, False, 1), (403, False, 1), (429, False, 1), (429, True, 0), (404, False, 0)],
)
def test_invalid_requests_are_counted(status: int, *, shared: bool, counted: int) -> None:
    sender = Sender(GENEROUS)
    sender.traffic.answered(status, shared=shared)
    assert sender.traffic.invalid_requests == counted


def test_too_many_invalid_requests_ban_the_address_for_a_while() -> None:
    sender = Sender(GENEROUS)
    for _ in range(INVALID_LIMIT):
        sender.traffic.answered(403)
    banned = sender.send()
    assert isinstance(banned, RateLimited)
    assert banned.body is None
    assert "Via" not in banned.headers
    sender.seconds.value += 600
    assert sender.traffic.invalid_requests == 0
    assert sender.passes()


def test_buckets_that_have_run_out_are_forgotten() -> None:
    sender = Sender(GENEROUS)
    for number in range(2500):
        sender.seconds.value += 1
        assert sender.passes(str(number))
    assert sender.passes("1")


def test_a_shared_refusal_says_that_the_place_is_limited() -> None:
    refused = refusal(2.5, shared=True)
    assert refused.headers["X-RateLimit-Scope"] == "shared"
    assert refused.body is not None
    assert refused.body["message"] == "The resource is being rate limited."


@given(
    requests=st.integers(min_value=1, max_value=8),
    window=st.floats(min_value=0.1, max_value=10),
    pauses=st.lists(st.floats(min_value=0, max_value=3), max_size=60),
)
def test_no_window_ever_holds_more_than_the_limit(
    requests: int, window: float, pauses: list[float]
) -> None:
    sender = Sender(Limits(default=Limit(requests, window), per_second=None))
    passed_in_window = 0
    window_ends = -math.inf
    for pause in pauses:
        sender.seconds.value += pause
        if sender.seconds.value >= window_ends:
            passed_in_window, window_ends = 0, sender.seconds.value + window
        passed_in_window += sender.passes()
        assert passed_in_window <= requests


@given(st.lists(st.floats(min_value=0, max_value=3), max_size=60))
def test_waiting_as_long_as_a_refusal_says_is_enough(pauses: list[float]) -> None:
    sender = Sender(REALISTIC)
    for pause in pauses:
        sender.seconds.value += pause
        taken = sender.send()
        if isinstance(taken, RateLimited):
            sender.seconds.value += taken.retry_after + 1e-6
            assert sender.passes()
