"""What changes messages: posting, editing, deleting, reactions, pins, typing."""

from dataclasses import replace

from bot.playground.server.world import payloads
from bot.playground.server.world.access import can_view, permissions
from bot.playground.server.world.channels import ChannelEdit, ChannelOperations
from bot.playground.server.world.drafts import AllowedMentions, Draft, Edit
from bot.playground.server.world.mentions import Mentions, mentions_in, texts_of
from bot.playground.server.world.models import (
    Channel,
    HasId,
    Json,
    Message,
    MessageType,
    Viewer,
)
from bot.playground.server.world.permissions import Permission


class MessageOperations(ChannelOperations):
    """Messages and what hangs on them."""

    def add_message(self, channel: Channel, author: HasId, draft: Draft) -> Message:
        """Post a message: resolve whom it mentions and pings, and tell everyone who sees it.

        An archived thread is opened again by it.
        """
        found = mentions_in(texts_of(draft.content, draft.components), draft.allowed_mentions)
        replied = self._replied_to(draft)
        if replied is not None and replied.author_id not in found.users:
            found = replace(found, users=(*found.users, replied.author_id))
        message = Message(
            id=self.snowflakes.next(),
            channel_id=channel.id,
            author_id=author.id,
            created_at=self.clock.now(),
            content=draft.content,
            type=draft.type,
            flags=draft.flags,
            tts=draft.tts,
            embeds=draft.embeds,
            components=draft.components,
            attachments=draft.attachments,
            reference=draft.reference,
            nonce=draft.nonce,
            application_id=draft.application_id,
            webhook_id=draft.webhook_id,
            interaction=draft.interaction,
            interaction_metadata=draft.interaction_metadata,
            visible_to=draft.visible_to,
        )
        self._set_mentions(message, channel, found)
        message.pinged = self._pinged(message, channel)
        self._enter(channel, message)
        self.publish_message("MESSAGE_CREATE", message)
        return message

    def edit_message(self, message: Message, edit: Edit) -> Message:
        """Change a message. Mentions are read again, but nobody is pinged by an edit."""
        for key in ("content", "flags", "embeds", "components", "attachments"):
            value = getattr(edit, key)
            if value is not None:
                setattr(message, key, value)
        channel = self.channels[message.channel_id]
        allowed = edit.allowed_mentions or AllowedMentions()
        text = texts_of(message.content, message.components)
        self._set_mentions(message, channel, mentions_in(text, allowed))
        message.edited_at = self.clock.now()
        self.publish_message("MESSAGE_UPDATE", message)
        return message

    def delete_message(self, message: Message) -> None:
        """Delete a message; whoever holds it finds it `deleted`."""
        channel = self.channels[message.channel_id]
        channel.messages.pop(message.id, None)
        message.deleted = True
        data = {"id": str(message.id), "channel_id": str(channel.id)}
        if channel.guild_id is not None:
            data["guild_id"] = str(channel.guild_id)
        self._publish_in(channel, "MESSAGE_DELETE", data, message.visible_to)

    def add_reaction(self, message: Message, user: HasId, emoji: str) -> None:
        """React to a message with `🙂` or `name:id`."""
        message.reactions.setdefault(emoji, set()).add(user.id)
        self._publish_reaction("MESSAGE_REACTION_ADD", message, user.id, emoji)

    def remove_reaction(self, message: Message, user: HasId, emoji: str) -> None:
        """Take a reaction back."""
        users = message.reactions.get(emoji, set())
        users.discard(user.id)
        if not users:
            message.reactions.pop(emoji, None)
        self._publish_reaction("MESSAGE_REACTION_REMOVE", message, user.id, emoji)

    def pin(self, message: Message, *, pinned: bool = True) -> None:
        """Pin a message or take it down."""
        channel = self.channels[message.channel_id]
        message.pinned = pinned
        channel.last_pin_at = self.clock.now() if pinned else channel.last_pin_at
        at = payloads.iso(channel.last_pin_at) if channel.last_pin_at else None
        data: Json = {"channel_id": str(channel.id), "last_pin_timestamp": at}
        if channel.guild_id is not None:
            data["guild_id"] = str(channel.guild_id)
        self._publish_in(channel, "CHANNEL_PINS_UPDATE", data)
        self.publish_message("MESSAGE_UPDATE", message)

    def type_in(self, channel: Channel, user: HasId) -> None:
        """Show that somebody is typing."""
        data: Json = {
            "channel_id": str(channel.id),
            "user_id": str(user.id),
            "timestamp": int(self.clock.now().timestamp()),
        }
        member = self.member(channel.guild_id, user.id)
        if member is not None:
            data["guild_id"] = str(channel.guild_id)
            data["member"] = payloads.member(member, self.users[user.id])
        self._publish_in(channel, "TYPING_START", data)

    def publish_message(self, event: str, message: Message) -> None:
        """Tell of a message to those who see it; of an ephemeral one no bot is told."""
        channel = self.channels[message.channel_id]

        def data(viewer: Viewer) -> Json | None:
            if not can_view(self, viewer.user_id, channel):
                return None
            body = payloads.message(self, message, viewer)
            body["channel_type"] = int(channel.type)
            if channel.guild_id is None:
                return body
            body["guild_id"] = str(channel.guild_id)
            author = self.member(channel.guild_id, message.author_id)
            if author is not None and message.webhook_id is None:
                body["member"] = payloads.member(author)
            for shown in body["mentions"]:
                mentioned = self.member(channel.guild_id, int(shown["id"]))
                if mentioned is not None:
                    shown["member"] = payloads.member(mentioned)
            return body

        self.publish(event, data, channel.guild_id, message.visible_to)

    def _enter(self, channel: Channel, message: Message) -> None:
        channel.messages[message.id] = message
        channel.last_message_id = message.id
        state = channel.thread
        if state is None:
            return
        state.total_messages += message.type is not MessageType.THREAD_STARTER_MESSAGE
        if not message.ephemeral:
            state.members.setdefault(message.author_id, self.clock.now())
        if state.archived:
            self.edit_channel(channel, ChannelEdit(archived=False))

    def _replied_to(self, draft: Draft) -> Message | None:
        """Return the message whose author a reply pings, None where none is pinged."""
        reference = draft.reference
        if draft.type is not MessageType.REPLY or reference is None:
            return None
        if not draft.allowed_mentions.replied_user or reference.message_id is None:
            return None
        return self.channels[reference.channel_id].messages.get(reference.message_id)

    def _set_mentions(self, message: Message, channel: Channel, found: Mentions) -> None:
        """Note the mentions that name something, and that the author may use."""
        guild = self.guilds.get(channel.guild_id or 0)
        all_of_them = bool(
            permissions(self, message.author_id, channel) & Permission.MENTION_EVERYONE
        )
        message.mentions = [each for each in found.users if each in self.users]
        message.mention_roles = [each for each in found.roles if guild and each in guild.roles]
        message.mention_everyone = bool(found.everyone and guild and all_of_them)

    def _pinged(self, message: Message, channel: Channel) -> frozenset[int]:
        """Return whose attention the message asks for: those who see it and did not write it."""
        pinged = set(message.mentions)
        guild = self.guilds.get(channel.guild_id or 0)
        if guild is not None:
            all_of_them = (
                permissions(self, message.author_id, channel) & Permission.MENTION_EVERYONE
            )
            called = {
                each
                for each in message.mention_roles
                if all_of_them or guild.roles[each].mentionable
            }
            pinged |= {
                member.user_id
                for member in guild.members.values()
                if message.mention_everyone or member.roles & called
            }
        if message.visible_to is not None:
            pinged &= message.visible_to
        seeing = {each for each in pinged if can_view(self, each, channel)}
        return frozenset(seeing - {message.author_id})

    def _publish_reaction(self, event: str, message: Message, user_id: int, emoji: str) -> None:
        channel = self.channels[message.channel_id]
        data: Json = {
            "user_id": str(user_id),
            "channel_id": str(channel.id),
            "message_id": str(message.id),
            "message_author_id": str(message.author_id),
            "emoji": payloads.partial_emoji(emoji),
            "burst": False,
            "type": 0,
        }
        member = self.member(channel.guild_id, user_id)
        if member is not None:
            data["guild_id"] = str(channel.guild_id)
            if event == "MESSAGE_REACTION_ADD":
                data["member"] = payloads.member(member, self.users[user_id])
        self._publish_in(channel, event, data)

    def _publish_in(
        self, channel: Channel, event: str, data: Json, only: frozenset[int] | None = None
    ) -> None:
        def seen(viewer: Viewer) -> Json | None:
            return data if can_view(self, viewer.user_id, channel) else None

        self.publish(event, seen, channel.guild_id, only)
