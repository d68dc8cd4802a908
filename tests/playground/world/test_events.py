"""Who is told what: the world's events through different eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.playground.server.clock import VirtualClock
from bot.playground.server.world.drafts import Draft, Edit
from bot.playground.server.world.models import ChannelType, Intent, MessageFlag, Viewer
from bot.playground.server.world.permissions import Permission
from bot.playground.server.world.world import World

if TYPE_CHECKING:
    from bot.playground.server.world.models import Channel, Guild, User
    from bot.playground.server.world.state import Event


@pytest.fixture
def world() -> World:
    """Lend a world with nobody in it but the bot."""
    return World(VirtualClock())


@pytest.fixture
def guild(world: World) -> Guild:
    """Lend a server with the bot in it."""
    return world.add_guild("Owners")


@pytest.fixture
def general(world: World, guild: Guild) -> Channel:
    """Lend its first channel."""
    return world.channels[guild.system_channel_id or 0]


@pytest.fixture
def alice(world: World, guild: Guild) -> User:
    """Lend a member."""
    user = world.add_user("Alice")
    world.add_member(guild, user)
    return user


class Ear:
    """Hears what one viewer is told."""

    def __init__(self, world: World, viewer: Viewer) -> None:
        self._viewer = viewer
        self.heard: list[tuple[str, dict[str, Any]]] = []
        world.subscribe(self._hear)

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.heard]

    def _hear(self, event: Event) -> None:
        data = event.data_for(self._viewer)
        if data is not None:
            self.heard.append((event.name, data))


@pytest.fixture
def ear(world: World) -> Ear:
    """Hear what the bot hears without privileged intents."""
    return Ear(world, Viewer(world.bot.id))


def test_a_server_shows_the_bot_to_itself_alone(world: World, ear: Ear) -> None:
    knowing = Ear(world, Viewer(world.bot.id, Intent.GUILD_MEMBERS))
    world.add_guild("Owners", owner=world.add_user("Olga"))

    (_, blind), (_, seeing) = ear.heard[-1], knowing.heard[-1]
    assert [each["user"]["username"] for each in blind["members"]] == ["Sounding Board"]
    assert blind["member_count"] == 2
    assert {each["user"]["username"] for each in seeing["members"]} == {"olga", "Sounding Board"}


def test_members_come_and_go_unnoticed_without_the_intent(
    world: World, guild: Guild, ear: Ear
) -> None:
    knowing = Ear(world, Viewer(world.bot.id, Intent.GUILD_MEMBERS))
    user = world.add_user("Bob")
    member = world.add_member(guild, user)
    world.edit_member(member, nick="Bobby")
    world.remove_member(guild, user)

    assert ear.names == []
    assert knowing.names == ["GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE"]


def test_everyone_is_told_of_themselves(world: World, guild: Guild, ear: Ear) -> None:
    world.edit_member(guild.members[world.bot.id], nick="Board")

    assert ear.names == ["GUILD_MEMBER_UPDATE"]


@pytest.mark.parametrize(
    ("text", "shown"), [("Hello all", False), ("Hello <@{bot}>", True), ("Hello <@!{bot}>", True)]
)
def test_what_is_said_is_empty_unless_it_is_for_the_bot(
    world: World, general: Channel, alice: User, ear: Ear, *, text: str, shown: bool
) -> None:
    text = text.format(bot=world.bot.id)
    world.say(general, alice, text)

    (name, data) = ear.heard[-1]
    assert name == "MESSAGE_CREATE"
    assert data["content"] == (text if shown else "")


def test_embeds_and_files_are_as_empty_as_the_text(
    world: World, general: Channel, alice: User, ear: Ear
) -> None:
    draft = Draft(embeds=[{"type": "rich", "title": "T"}], components=[{"type": 1, "id": 1}])
    world.add_message(general, alice, draft)

    data = ear.heard[-1][1]
    assert data["embeds"] == data["components"] == data["attachments"] == []


def test_in_dms_everything_is_read(world: World, alice: User, ear: Ear) -> None:
    world.say(world.open_dm(alice, world.bot), alice, "Between us")

    name, data = ear.heard[-1]
    assert (name, data["content"]) == ("MESSAGE_CREATE", "Between us")
    assert "guild_id" not in data


def test_of_a_hidden_channel_nothing_is_heard(
    world: World, guild: Guild, general: Channel, alice: User, ear: Ear
) -> None:
    world.set_overwrite(general, guild, deny=Permission.VIEW_CHANNEL)
    message = world.say(general, alice, f"<@{world.bot.id}>")
    world.edit_message(message, Edit(content="Else"))
    world.add_reaction(message, alice, "👍")
    world.type_in(general, alice)
    world.pin(message)
    world.delete_message(message)

    assert ear.names == ["CHANNEL_UPDATE"]
    assert message.pinged == frozenset()


def test_of_other_peoples_dms_nothing_is_heard(
    world: World, guild: Guild, alice: User, ear: Ear
) -> None:
    bob = world.add_user("Bob")
    world.add_member(guild, bob)
    world.say(world.open_dm(alice, bob), alice, "Between us")

    assert ear.names == []


def test_an_ephemeral_message_is_told_to_nobody(
    world: World, general: Channel, alice: User, ear: Ear
) -> None:
    draft = Draft(content="Psst", flags=MessageFlag.EPHEMERAL, visible_to=frozenset({alice.id}))
    world.add_message(general, world.bot, draft)

    assert ear.names == []


def test_a_private_thread_appears_to_who_is_added(
    world: World, general: Channel, alice: User, ear: Ear
) -> None:
    thread = world.start_thread(general, alice, "Us", kind=ChannelType.PRIVATE_THREAD)
    assert ear.names == []

    world.join_thread(thread, world.bot)

    assert ear.names == ["THREAD_CREATE", "THREAD_MEMBERS_UPDATE"]


def test_an_outage_is_told_from_a_removal(world: World, guild: Guild, ear: Ear) -> None:
    world.set_guild_available(guild, available=False)
    world.set_guild_available(guild, available=True)
    world.remove_member(guild, world.bot)

    names_and_flags = [(name, data.get("unavailable")) for name, data in ear.heard]
    assert names_and_flags == [
        ("GUILD_DELETE", True),
        ("GUILD_CREATE", False),
        ("GUILD_DELETE", None),
    ]


def test_who_has_left_hears_nothing_more(
    world: World, guild: Guild, general: Channel, alice: User, ear: Ear
) -> None:
    world.remove_member(guild, world.bot)
    world.add_channel(guild, "later")
    world.say(general, alice, f"<@{world.bot.id}>")
    world.add_role(guild, "Later")

    assert ear.names == ["GUILD_DELETE"]


def test_a_deleted_role_is_taken_from_its_members_first(
    world: World, guild: Guild, ear: Ear
) -> None:
    role = world.add_role(guild, "Owners")
    world.edit_member(guild.members[world.bot.id], roles=[role])
    world.delete_role(role)

    assert ear.names[-2:] == ["GUILD_MEMBER_UPDATE", "GUILD_ROLE_DELETE"]
    assert guild.members[world.bot.id].roles == set()


def test_a_deleted_channel_takes_its_threads_along(
    world: World, general: Channel, alice: User, ear: Ear
) -> None:
    message = world.say(general, alice, "Hello")
    thread = world.start_thread(general, alice, "Rent", message=message)
    world.delete_channel(general)

    assert ear.names[-2:] == ["THREAD_DELETE", "CHANNEL_DELETE"]
    assert message.deleted
    assert thread.id not in world.channels
