"""What changes places: channels and DMs, and what threads share with channels."""

from dataclasses import dataclass

from bot.playground.server.world import payloads
from bot.playground.server.world.access import can_view
from bot.playground.server.world.models import (
    Channel,
    ChannelType,
    HasId,
    Json,
    Overwrite,
    Viewer,
)
from bot.playground.server.world.state import WorldState


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelEdit:
    """A change of a channel or thread; what is None stays as it is."""

    name: str | None = None
    topic: str | None = None
    position: int | None = None
    nsfw: bool | None = None
    slowmode_seconds: int | None = None
    overwrites: list[Overwrite] | None = None
    archived: bool | None = None
    locked: bool | None = None
    auto_archive_minutes: int | None = None


class ChannelOperations(WorldState):
    """Channels and DMs."""

    def add_channel(
        self,
        guild: HasId,
        name: str,
        kind: ChannelType = ChannelType.TEXT,
        *,
        overwrites: list[Overwrite] | None = None,
        parent: HasId | None = None,
    ) -> Channel:
        """Create a channel below the others of its server."""
        channel = Channel(
            id=self.snowflakes.next(),
            type=kind,
            guild_id=guild.id,
            name=name,
            position=len(self.channels_of(guild.id)),
            parent_id=parent.id if parent else None,
            overwrites={each.target_id: each for each in overwrites or []},
        )
        self.channels[channel.id] = channel
        self._publish_channel("CHANNEL_CREATE", channel)
        return channel

    def edit_channel(self, channel: Channel, edit: ChannelEdit) -> Channel:
        """Change a channel or thread."""
        state = channel.thread
        if edit.overwrites is not None:
            channel.overwrites = {each.target_id: each for each in edit.overwrites}
        for key in ("name", "topic", "position", "nsfw", "slowmode_seconds"):
            value = getattr(edit, key)
            if value is not None:
                setattr(channel, key, value)
        if state is not None:
            if edit.archived is not None and edit.archived != state.archived:
                state.archived = edit.archived
                state.archived_at = self.clock.now()
            state.locked = state.locked if edit.locked is None else edit.locked
            state.auto_archive_minutes = edit.auto_archive_minutes or state.auto_archive_minutes
        self._publish_channel("THREAD_UPDATE" if state else "CHANNEL_UPDATE", channel)
        return channel

    def set_overwrite(
        self, channel: Channel, target: HasId, *, allow: int = 0, deny: int = 0
    ) -> None:
        """Allow or deny something in a channel to one role or member."""
        is_member = target.id in self.users
        others = [each for each in channel.overwrites.values() if each.target_id != target.id]
        overwrite = Overwrite(target.id, is_member, allow, deny)
        self.edit_channel(channel, ChannelEdit(overwrites=[*others, overwrite]))

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel with its threads, or one thread."""
        for thread in [c for c in self.channels.values() if c.parent_id == channel.id and c.thread]:
            self.delete_channel(thread)
        for message in channel.messages.values():
            message.deleted = True
        event = "THREAD_DELETE" if channel.thread else "CHANNEL_DELETE"
        self._publish_channel(event, channel)
        del self.channels[channel.id]
        guild = self.guilds.get(channel.guild_id or 0)
        if guild and guild.system_channel_id == channel.id:
            guild.system_channel_id = None

    def open_dm(self, one: HasId, other: HasId) -> Channel:
        """Return the DM of two users; it is opened the first time."""
        both = {one.id, other.id}
        for channel in self.channels.values():
            if channel.type is ChannelType.DM and set(channel.recipients) == both:
                return channel
        channel = Channel(self.snowflakes.next(), ChannelType.DM, recipients=tuple(sorted(both)))
        self.channels[channel.id] = channel
        return channel

    def _publish_channel(
        self, event: str, channel: Channel, more: Json | None = None, only: int | None = None
    ) -> None:
        """Tell of a channel; of a thread only to those who see it."""

        def data(viewer: Viewer) -> Json | None:
            if self.member(channel.guild_id, viewer.user_id) is None:
                return None
            if channel.thread and not can_view(self, viewer.user_id, channel):
                return None
            return payloads.channel(self, channel, viewer.user_id) | (more or {})

        self.publish(event, data, channel.guild_id, None if only is None else {only})
