from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake import Cooldowns, OnCooldown, Rate

RATES = {"ask": Rate(burst=3, seconds=10), "upload": Rate(burst=1, seconds=90)}


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def cooldowns(watch: Watch) -> Cooldowns:
    return Cooldowns(RATES, watch)


def use(cooldowns: Cooldowns, times: int, kind: str = "ask", guild: int = 1, user: int = 7) -> None:
    for _ in range(times):
        cooldowns.check(kind, guild, user)


def test_a_few_at_once_are_allowed_and_then_one_must_wait(cooldowns: Cooldowns) -> None:
    use(cooldowns, 3)
    with pytest.raises(OnCooldown) as waiting:
        use(cooldowns, 1)
    assert waiting.value.retry_after == 10
    assert str(waiting.value) == "That was a lot at once. Try again in 10 seconds."


def test_the_wait_gets_shorter_as_time_passes_and_asking_makes_it_no_longer(
    cooldowns: Cooldowns, watch: Watch
) -> None:
    use(cooldowns, 3)
    watch.seconds += 4
    for _ in range(2):
        with pytest.raises(OnCooldown, match=r"in 6 seconds\.$"):
            use(cooldowns, 1)
    watch.seconds += 6
    use(cooldowns, 1)
    with pytest.raises(OnCooldown):
        use(cooldowns, 1)


def test_a_rest_fills_the_bucket_and_no_more(cooldowns: Cooldowns, watch: Watch) -> None:
    use(cooldowns, 3)
    watch.seconds += 1_000_000
    use(cooldowns, 3)
    with pytest.raises(OnCooldown):
        use(cooldowns, 1)


def test_members_servers_and_kinds_do_not_wait_for_each_other(cooldowns: Cooldowns) -> None:
    use(cooldowns, 3)
    use(cooldowns, 3, user=8)
    use(cooldowns, 3, guild=2)
    use(cooldowns, 1, kind="upload")
    with pytest.raises(OnCooldown, match=r"in 2 minutes\.$"):
        use(cooldowns, 1, kind="upload")


def test_a_wait_of_less_than_a_second_is_one_second(cooldowns: Cooldowns, watch: Watch) -> None:
    use(cooldowns, 3)
    watch.seconds += 9.5
    with pytest.raises(OnCooldown, match=r"in 1 second\.$"):
        use(cooldowns, 1)


def test_a_clock_that_goes_back_takes_nothing_away(cooldowns: Cooldowns, watch: Watch) -> None:
    use(cooldowns, 1)
    watch.seconds -= 500
    use(cooldowns, 2)


def test_the_member_who_did_nothing_for_longest_is_forgotten_first(watch: Watch) -> None:
    cooldowns = Cooldowns({"ask": Rate(1, 60)}, watch, capacity=3)
    for user in (1, 2, 3):
        use(cooldowns, 1, user=user)
    with pytest.raises(OnCooldown):
        use(cooldowns, 1, user=1)
    use(cooldowns, 1, user=4)
    use(cooldowns, 1, user=2)
    with pytest.raises(OnCooldown):
        use(cooldowns, 1, user=1)


@given(st.lists(st.floats(0, 30), max_size=60))
def test_never_more_than_the_burst_and_what_time_allows(pauses: list[float]) -> None:
    watch = Watch()
    cooldowns = Cooldowns(RATES, watch)
    allowed = 0
    waits = []
    for pause in pauses:
        watch.seconds += pause
        try:
            use(cooldowns, 1)
        except OnCooldown as waiting:
            waits.append(waiting.retry_after)
        else:
            allowed += 1
    assert allowed <= 3 + sum(pauses) / 10 + 1e-6
    assert all(0 < wait <= 10 for wait in waits)


def test_the_bots_own_rates_let_a_person_ask_ten_times_in_a_row() -> None:
    cooldowns = Cooldowns(monotonic=Watch())
    use(cooldowns, 10)
    use(cooldowns, 10, kind="upload")
    with pytest.raises(OnCooldown):
        use(cooldowns, 1)
