from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.server.traffic.faults import Fault, Faults, Trouble

SEND = "/channels/{channel_id}/messages"


def test_nothing_goes_wrong_by_itself() -> None:
    assert Faults().take("POST", SEND) is None


def test_a_fault_strikes_the_next_such_request_and_no_other() -> None:
    faults = Faults()
    faults.next(f"POST {SEND}", status=502)
    assert faults.take("GET", SEND) is None
    assert faults.take("POST", "/channels/{channel_id}/messages/{message_id}") is None
    assert faults.take("POST", SEND) == Fault(Trouble.STATUS, status=502)
    assert faults.take("POST", SEND) is None


def test_the_names_of_parameters_do_not_matter() -> None:
    faults = Faults()
    faults.next("POST /channels/{id}/messages", status=500)
    assert faults.take("POST", SEND) is not None


@pytest.mark.parametrize(
    ("route", "hit"),
    [
        ("*", True),
        ("POST *", True),
        ("* /channels/{channel_id}/messages", True),
        ("POST /channels/*", True),
        ("POST */messages", True),
        ("GET *", False),
        ("POST /guilds/*", False),
        ("POST /channels/{channel_id}", False),
        ("POST /channels.{channel_id}/messages", False),
    ],
)
def test_a_star_stands_for_anything(route: str, *, hit: bool) -> None:
    faults = Faults()
    faults.lose_reply(route)
    assert (faults.take("POST", SEND) is not None) is hit


def test_some_requests_can_pass_first_and_several_be_struck() -> None:
    faults = Faults()
    faults.next("*", status=503, times=2, after=1)
    struck = [faults.take("POST", SEND) is not None for _ in range(5)]
    assert struck == [False, True, True, False, False]


def test_a_fault_without_end_goes_on_until_it_is_cleared() -> None:
    faults = Faults()
    faults.refuse_connection(times=None)
    assert all(faults.take("GET", "/gateway") for _ in range(20))
    assert faults.pending == 1
    faults.clear()
    assert faults.take("GET", "/gateway") is None
    assert faults.pending == 0


def test_faults_come_in_the_order_in_which_they_were_planned() -> None:
    faults = Faults()
    faults.next("*", status=500)
    faults.slow("*", 2.5)
    faults.rate_limit("*", 0.2, is_global=True)
    assert faults.pending == 3
    assert [faults.take("POST", SEND) for _ in range(4)] == [
        Fault(Trouble.STATUS, status=500),
        Fault(Trouble.SLOW, seconds=2.5),
        Fault(Trouble.RATE_LIMIT, status=429, seconds=0.2, is_global=True),
        None,
    ]


def test_files_have_troubles_of_their_own() -> None:
    faults = Faults()
    faults.endless()
    faults.redirect("http://elsewhere.example/a.md", "CDN /attachments/1/*")
    faults.wrong_length(-3)
    path = "/attachments/1/2/a.md"
    assert faults.take("GET", SEND) is None
    assert faults.take("CDN", path) == Fault(Trouble.ENDLESS)
    elsewhere = faults.take("CDN", path)
    assert elsewhere is not None
    assert (elsewhere.trouble, elsewhere.location) == (
        Trouble.REDIRECT,
        "http://elsewhere.example/a.md",
    )
    assert faults.take("CDN", path) == Fault(Trouble.WRONG_LENGTH, surplus=-3)


@pytest.mark.parametrize(("times", "after"), [(0, 0), (-1, 0), (1, -1)])
def test_a_fault_that_could_never_strike_is_refused(times: int, after: int) -> None:
    with pytest.raises(ValueError, match="at least once"):
        Faults().next("*", status=500, times=times, after=after)


@given(
    after=st.integers(min_value=0, max_value=5),
    times=st.integers(min_value=1, max_value=5),
    requests=st.integers(min_value=0, max_value=15),
)
def test_exactly_the_planned_requests_are_struck(after: int, times: int, requests: int) -> None:
    faults = Faults()
    faults.next("POST *", status=500, times=times, after=after)
    struck = [faults.take("POST", SEND) is not None for _ in range(requests)]
    expected = [after <= number < after + times for number in range(requests)]
    assert struck == expected
