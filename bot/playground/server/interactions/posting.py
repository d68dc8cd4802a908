"""Posts and changes the messages that answer interactions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.playground.server.rest.composing import Composer
from bot.playground.server.rest.messages import edit_of
from bot.playground.server.world.drafts import AllowedMentions, Draft
from bot.playground.server.world.models import MessageFlag, MessageType, Reference

if TYPE_CHECKING:
    from bot.playground.server.interactions.interaction import Interaction
    from bot.playground.server.rest.call import Call
    from bot.playground.server.world.models import Message


def post(one: Interaction, call: Call, *, followup: bool = False) -> Message:
    """Post a message in the interaction's channel; an ephemeral one only its person sees."""
    body = call.json
    channel = call.world.channels[one.channel_id]
    composer = Composer.of(call.world, channel.id, body, call.files)
    flags = MessageFlag(body.get("flags") or 0)
    ephemeral = bool(flags & MessageFlag.EPHEMERAL)
    for attachment in composer.attachments:
        attachment.ephemeral = ephemeral
    answered = one.original if followup else one.source
    refers = answered is not None and not answered.deleted and not answered.ephemeral
    allowed = AllowedMentions.from_json(body.get("allowed_mentions"))
    draft = Draft(
        content=body.get("content") or "",
        type=MessageType.REPLY if refers else one.message_type,
        flags=flags,
        tts=bool(body.get("tts")),
        embeds=composer.embeds(body.get("embeds") or []),
        components=composer.components(body.get("components") or []),
        attachments=composer.attachments,
        allowed_mentions=replace(allowed, replied_user=False),
        reference=Reference(channel.id, answered.id, channel.guild_id)
        if answered is not None and refers
        else None,
        application_id=call.world.application.id,
        webhook_id=call.world.application.id,
        interaction=None if followup else one.deprecated,
        interaction_metadata=one.metadata,
        visible_to=frozenset({one.user_id}) if ephemeral else None,
    )
    return call.world.add_message(channel, call.world.bot, draft)


def change(message: Message, call: Call) -> Message:
    """Change a message; a promised one is thereby there."""
    edit = edit_of(call, message)
    for attachment in edit.attachments or ():
        attachment.ephemeral = message.ephemeral
    flags = message.flags if edit.flags is None else edit.flags
    edit = replace(edit, flags=flags & ~MessageFlag.LOADING)
    return call.world.edit_message(message, edit)
