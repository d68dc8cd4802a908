from __future__ import annotations

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.server.world.permissions import (
    ALL,
    EVERYONE_BY_DEFAULT,
    IN_TIMEOUT,
    NONE,
    Change,
    Permission,
    base_permissions,
    channel_permissions,
    may_send,
    sees_thread,
)

OWNER, ALICE = 1, 2
VIEW, SEND = Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES
TALK = VIEW | SEND

BITS = st.integers(min_value=0, max_value=int(ALL))
PLAIN_BITS = BITS.map(lambda bits: bits & ~Permission.ADMINISTRATOR)
CHANGES = st.builds(Change, allow=BITS, deny=BITS)

# What discord.py 2.7.1 calls otherwise.
NAMES = {
    "manage_guild_expressions": "manage_expressions",
    "create_guild_expressions": "create_expressions",
    "use_vad": "use_voice_activation",
    "view_creator_monetization_analytics": "view_creator_monetization_analytics",
}


@pytest.mark.parametrize("permission", list(Permission), ids=lambda one: one.name.lower())
def test_every_bit_is_the_one_that_discord_py_knows(permission: Permission) -> None:
    name = (permission.name or "").lower()
    known = discord.Permissions.VALID_FLAGS
    if name not in known and NAMES.get(name) not in known:
        pytest.skip(f"discord.py has no {name}")
    assert known.get(name, known.get(NAMES.get(name, ""))) == permission


@pytest.mark.parametrize(
    ("member", "everyone", "roles", "expected"),
    [
        (OWNER, NONE, [], ALL),
        (ALICE, TALK, [], TALK),
        (ALICE, VIEW, [SEND], TALK),
        (ALICE, NONE, [VIEW, SEND], TALK),
        (ALICE, VIEW, [Permission.ADMINISTRATOR], ALL),
        (ALICE, Permission.ADMINISTRATOR, [], ALL),
    ],
)
def test_roles_add_up_and_owners_and_administrators_may_do_all(
    member: int, everyone: int, roles: list[int], expected: int
) -> None:
    assert base_permissions(OWNER, member, everyone, roles) == expected


@pytest.mark.parametrize(
    ("everyone", "roles", "member", "expected"),
    [
        pytest.param(Change(), [], Change(), TALK, id="no overwrite leaves all as it was"),
        pytest.param(Change(deny=SEND), [], Change(), VIEW, id="everyone's denial counts"),
        pytest.param(Change(deny=SEND), [Change(allow=SEND)], Change(), TALK, id="a role wins"),
        pytest.param(
            Change(), [Change(deny=SEND), Change(allow=SEND)], Change(), TALK, id="allows win"
        ),
        pytest.param(
            Change(), [Change(allow=SEND), Change(deny=SEND)], Change(), TALK, id="in any order"
        ),
        pytest.param(
            Change(allow=SEND), [Change(deny=SEND)], Change(), VIEW, id="a role's denial wins"
        ),
        pytest.param(
            Change(), [Change(deny=SEND)], Change(allow=SEND), TALK, id="the member's own wins"
        ),
        pytest.param(
            Change(), [Change(allow=SEND)], Change(deny=SEND), VIEW, id="the member's denial too"
        ),
        pytest.param(Change(deny=VIEW), [], Change(), NONE, id="who sees nothing may do nothing"),
    ],
)
def test_overwrites_apply_in_discords_order(
    everyone: Change, roles: list[Change], member: Change, expected: int
) -> None:
    assert channel_permissions(TALK, everyone, roles, member) == expected


def test_no_overwrite_binds_an_administrator() -> None:
    nothing = Change(deny=ALL)
    assert channel_permissions(Permission.ADMINISTRATOR, nothing, [nothing], nothing) == ALL


def test_who_cannot_send_cannot_attach_embed_or_mention_everyone() -> None:
    bits = channel_permissions(EVERYONE_BY_DEFAULT, Change(deny=SEND))
    assert not bits & (
        Permission.ATTACH_FILES | Permission.EMBED_LINKS | Permission.MENTION_EVERYONE
    )
    assert bits & Permission.READ_MESSAGE_HISTORY


def test_a_timeout_leaves_only_reading() -> None:
    assert channel_permissions(EVERYONE_BY_DEFAULT, timed_out=True) == IN_TIMEOUT
    assert channel_permissions(ALL, timed_out=True) == ALL


def test_in_a_thread_its_own_permission_decides_who_sends() -> None:
    quiet_channel = Change(deny=SEND)
    thread = channel_permissions(EVERYONE_BY_DEFAULT, quiet_channel, in_thread=True)
    assert may_send(thread, in_thread=True)
    assert thread & Permission.ATTACH_FILES
    quiet_thread = Change(deny=Permission.SEND_MESSAGES_IN_THREADS)
    thread = channel_permissions(EVERYONE_BY_DEFAULT, quiet_thread, in_thread=True)
    assert not may_send(thread, in_thread=True)
    assert not thread & Permission.ATTACH_FILES


@pytest.mark.parametrize(
    ("bits", "private", "belongs", "seen"),
    [
        (VIEW, False, False, True),
        (VIEW, True, False, False),
        (VIEW, True, True, True),
        (VIEW | Permission.MANAGE_THREADS, True, False, True),
        (Permission.MANAGE_THREADS, True, False, False),
        (NONE, False, True, False),
        (ALL, True, False, True),
    ],
)
def test_a_private_thread_is_seen_by_its_own_and_by_who_manages_threads(
    bits: int, *, private: bool, belongs: bool, seen: bool
) -> None:
    assert sees_thread(bits, private=private, belongs=belongs) is seen


@given(PLAIN_BITS, CHANGES, st.lists(CHANGES, max_size=4), CHANGES)
def test_the_order_of_the_roles_does_not_matter(
    base: int, everyone: Change, roles: list[Change], member: Change
) -> None:
    forwards = channel_permissions(base, everyone, roles, member)
    assert forwards == channel_permissions(base, everyone, roles[::-1], member)


@given(
    base=PLAIN_BITS,
    everyone=CHANGES,
    roles=st.lists(CHANGES, max_size=4),
    member=CHANGES,
    timed_out=st.booleans(),
    in_thread=st.booleans(),
)
def test_what_cannot_be_viewed_cannot_be_used(
    base: int,
    everyone: Change,
    roles: list[Change],
    member: Change,
    *,
    timed_out: bool,
    in_thread: bool,
) -> None:
    bits = channel_permissions(
        base, everyone, roles, member, timed_out=timed_out, in_thread=in_thread
    )
    assert bits == NONE or bits & VIEW
    if timed_out:
        assert not bits & ~IN_TIMEOUT


@given(PLAIN_BITS, CHANGES, st.lists(CHANGES, max_size=4), CHANGES)
def test_discord_py_finds_the_same_permissions_by_itself(
    base: int, everyone: Change, roles: list[Change], member: Change
) -> None:
    theirs = discord.Permissions(base)
    theirs.handle_overwrite(everyone.allow, everyone.deny)
    allow = deny = 0
    for role in roles:
        allow |= role.allow
        deny |= role.deny
    theirs.handle_overwrite(allow, deny)
    theirs.handle_overwrite(member.allow, member.deny)
    ours = channel_permissions(base, everyone, roles, member)
    if theirs.view_channel and theirs.send_messages:
        assert ours == theirs.value & int(ALL)
    assert bool(ours) == theirs.view_channel
