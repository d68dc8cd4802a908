"""Sending, editing and deleting messages, and the sign that somebody is typing."""

from datetime import timedelta

from bot.playground.server.rest import errors
from bot.playground.server.rest.call import NOTHING, Answer, Call, Route
from bot.playground.server.rest.composing import Composer
from bot.playground.server.rest.places import channel_of, message_of, require
from bot.playground.server.rules.messages import create_faults, edit_faults
from bot.playground.server.world import payloads
from bot.playground.server.world.access import can_dm, can_send, permissions
from bot.playground.server.world.drafts import AllowedMentions, Draft, Edit
from bot.playground.server.world.models import (
    Channel,
    ChannelType,
    Json,
    Message,
    MessageFlag,
    MessageType,
    Reference,
)
from bot.playground.server.world.permissions import Permission

# "The past few minutes" of Discord's documentation. By the world's clock: a bot that comes back
# after an hour is not protected by its nonces.
NONCE_MEMORY = timedelta(minutes=5)

_WITHOUT_TEXT = frozenset({ChannelType.CATEGORY, ChannelType.FORUM})
_SYSTEM = frozenset(
    {
        MessageType.CHANNEL_PINNED_MESSAGE,
        MessageType.USER_JOIN,
        MessageType.THREAD_CREATED,
        MessageType.THREAD_STARTER_MESSAGE,
    }
)


def routes() -> list[Route]:
    """Return the routes."""
    one = "/channels/{channel_id}/messages/{message_id}"
    return [
        Route("POST", "/channels/{channel_id}/messages", _create),
        Route("PATCH", one, _edit),
        Route("DELETE", one, _delete),
        Route("POST", "/channels/{channel_id}/typing", _type),
    ]


async def _create(call: Call) -> Answer:
    channel = channel_of(call)
    check_may_send(call, channel)
    faults = create_faults(call.body, files=[each.filename for each in call.files])
    if faults:
        raise errors.invalid_form(faults)
    check_may_carry(call, channel, call.json)
    known = _same_nonce(call, channel)
    message = known or call.world.add_message(channel, call.world.bot, _draft(call, channel))
    return Answer(payloads.message(call.world, message, call.viewer))


async def _edit(call: Call) -> Answer:
    channel = channel_of(call)
    message = message_of(call, channel)
    if channel.thread and channel.thread.archived:
        raise errors.archived_thread()
    if message.author_id != call.bot_id:
        _check_only_suppresses(call, channel)
    elif message.type in _SYSTEM:
        raise errors.system_message()
    before = payloads.message(call.world, message, call.viewer)
    faults = edit_faults(call.body, before, files=[each.filename for each in call.files])
    if faults:
        raise errors.invalid_form(faults)
    call.world.edit_message(message, edit_of(call, message))
    return Answer(payloads.message(call.world, message, call.viewer))


async def _delete(call: Call) -> Answer:
    channel = channel_of(call)
    message = message_of(call, channel)
    if message.author_id != call.bot_id:
        if channel.type is ChannelType.DM:
            raise errors.not_in_dm()
        require(call, channel, Permission.MANAGE_MESSAGES)
    call.world.delete_message(message)
    return NOTHING


async def _type(call: Call) -> Answer:
    channel = channel_of(call)
    check_may_send(call, channel)
    call.world.type_in(channel, call.world.bot)
    return NOTHING


def check_may_send(call: Call, channel: Channel) -> None:
    """Refuse where the bot may not write at all.

    Raises:
        RestFault: 50008 in a category or forum, 50007 closed DMs, 160005 locked thread, 50013.
    """
    if channel.type in _WITHOUT_TEXT:
        raise errors.not_for_text()
    if channel.type is ChannelType.DM:
        other = next(each for each in channel.recipients if each != call.bot_id)
        if not can_dm(call.world, call.bot_id, other):
            raise errors.closed_dm()
    if not can_send(call.world, call.bot_id, channel):
        thread = channel.thread
        locked = thread is not None and thread.archived and thread.locked
        raise errors.locked_thread() if locked else errors.missing_permissions()


def check_may_carry(call: Call, channel: Channel, body: Json) -> None:
    """Refuse what a message carries when the bot lacks the permission for it.

    Raises:
        RestFault: 50013 for files and embeds, 160002 for a reply.
    """
    if call.files:
        require(call, channel, Permission.ATTACH_FILES)
    if body.get("embeds"):
        require(call, channel, Permission.EMBED_LINKS)
    if body.get("tts"):
        require(call, channel, Permission.SEND_TTS_MESSAGES)
    reads = permissions(call.world, call.bot_id, channel) & Permission.READ_MESSAGE_HISTORY
    if body.get("message_reference") and not reads:
        raise errors.reply_needs_history()


def edit_of(call: Call, message: Message) -> Edit:
    """Return the change that a request asks for; null empties, what is not named stays."""
    body = call.json
    composer = Composer.of(call.world, message.channel_id, body, call.files, before=message)
    named = body.get("attachments") is not None or bool(call.files)
    flags = body.get("flags")
    allowed = body.get("allowed_mentions")
    return Edit(
        content=(body["content"] or "") if "content" in body else None,
        flags=None if flags is None else _merged(message.flags, flags),
        embeds=composer.embeds(body["embeds"] or []) if "embeds" in body else None,
        components=(
            composer.components(body["components"] or []) if "components" in body else None
        ),
        attachments=composer.attachments if named else None,
        allowed_mentions=AllowedMentions.from_json(allowed) if allowed is not None else None,
    )


def _draft(call: Call, channel: Channel) -> Draft:
    body = call.json
    reference = _reference(channel, body.get("message_reference"))
    composer = Composer.of(call.world, channel.id, body, call.files)
    return Draft(
        content=body.get("content") or "",
        type=MessageType.REPLY if reference else MessageType.DEFAULT,
        flags=MessageFlag(body.get("flags") or 0),
        tts=bool(body.get("tts")),
        embeds=composer.embeds(body.get("embeds") or []),
        components=composer.components(body.get("components") or []),
        attachments=composer.attachments,
        allowed_mentions=AllowedMentions.from_json(body.get("allowed_mentions")),
        reference=reference,
        nonce=body.get("nonce"),
    )


def _reference(channel: Channel, sent: Json | None) -> Reference | None:
    """Return what is answered; None when it is gone and the bot said that this may be."""
    if not sent:
        return None
    message = channel.messages.get(int(sent["message_id"]))
    if message is None or message.ephemeral:
        if sent.get("fail_if_not_exists", True):
            raise errors.unknown_reference()
        return None
    return Reference(channel.id, message.id, channel.guild_id)


def _same_nonce(call: Call, channel: Channel) -> Message | None:
    """Return the bot's message that was sent with the same nonce a short while ago."""
    body = call.json
    nonce = body.get("nonce")
    if nonce is None or not body.get("enforce_nonce"):
        return None
    since = call.world.clock.now() - NONCE_MEMORY
    for message in reversed(channel.messages.values()):
        if message.created_at < since:
            return None
        if message.author_id == call.bot_id and str(message.nonce) == str(nonce):
            return message
    return None


def _check_only_suppresses(call: Call, channel: Channel) -> None:
    """Refuse to change another's message, but for hiding its embeds."""
    if set(call.json) - {"flags"}:
        raise errors.not_the_author()
    require(call, channel, Permission.MANAGE_MESSAGES)


def _merged(before: MessageFlag, sent: int) -> MessageFlag:
    """Return a message's flags after an edit, which sets or clears a few of them only."""
    kept = before & ~MessageFlag.SUPPRESS_EMBEDS
    return kept | (MessageFlag(sent) & (MessageFlag.SUPPRESS_EMBEDS | MessageFlag.IS_COMPONENTS_V2))
