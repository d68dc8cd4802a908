"""What changes threads: starting them, and who is in them."""

from bot.playground.server.world import payloads
from bot.playground.server.world.drafts import Draft
from bot.playground.server.world.messages import MessageOperations
from bot.playground.server.world.models import (
    Channel,
    ChannelType,
    HasId,
    Intent,
    Json,
    Message,
    MessageFlag,
    MessageType,
    Reference,
    ThreadState,
    Viewer,
)


class ThreadOperations(MessageOperations):
    """Threads and their members."""

    def start_thread(
        self,
        channel: Channel,
        owner: HasId,
        name: str,
        *,
        message: Message | None = None,
        kind: ChannelType = ChannelType.PUBLIC_THREAD,
    ) -> Channel:
        """Start a thread: below `message`, whose id it then has, or of its own.

        Discord itself begins it with a pointer to the message, and announces one of its own in the
        channel unless it is private.
        """
        now = self.clock.now()
        thread = Channel(
            id=message.id if message else self.snowflakes.next(),
            type=kind,
            guild_id=channel.guild_id,
            name=name,
            parent_id=channel.id,
            thread=ThreadState(owner.id, now, now, members={owner.id: now}),
        )
        self.channels[thread.id] = thread
        self._publish_channel("THREAD_CREATE", thread, {"newly_created": True})
        if message is not None:
            message.flags |= MessageFlag.HAS_THREAD
            self.publish_message("MESSAGE_UPDATE", message)
            starter = Reference(channel.id, message.id, channel.guild_id)
            draft = Draft(type=MessageType.THREAD_STARTER_MESSAGE, reference=starter)
            self.add_message(thread, owner, draft)
        elif kind is not ChannelType.PRIVATE_THREAD:
            announced = Reference(thread.id, None, channel.guild_id)
            draft = Draft(content=name, type=MessageType.THREAD_CREATED, reference=announced)
            self.add_message(channel, owner, draft)
        return thread

    def join_thread(self, thread: Channel, user: HasId) -> None:
        """Let a user into a thread; nothing happens when they are in it."""
        state = thread.thread
        if state is None or user.id in state.members:
            return
        state.members[user.id] = self.clock.now()
        if thread.type is ChannelType.PRIVATE_THREAD:
            self._publish_channel("THREAD_CREATE", thread, only=user.id)
        added = payloads.thread_member(thread, user.id, state.members[user.id])
        self._publish_members(thread, user.id, {"added_members": [added]})

    def leave_thread(self, thread: Channel, user: HasId) -> None:
        """Let a user leave a thread, or take them out."""
        if thread.thread and thread.thread.members.pop(user.id, None):
            self._publish_members(thread, user.id, {"removed_member_ids": [str(user.id)]})

    def _publish_members(self, thread: Channel, user_id: int, change: Json) -> None:
        """Tell of who came or went: without the members intent, of the viewer alone."""
        count = len(thread.thread.members) if thread.thread else 0
        body = {"id": str(thread.id), "guild_id": str(thread.guild_id), "member_count": count}

        def data(viewer: Viewer) -> Json | None:
            entitled = viewer.intents & Intent.GUILD_MEMBERS or viewer.user_id == user_id
            return body | change if entitled else None

        self.publish("THREAD_MEMBERS_UPDATE", data, thread.guild_id)
