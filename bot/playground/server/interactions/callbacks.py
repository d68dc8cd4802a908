"""The first answer to an interaction: a message, a promise of one, a change, choices, a form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.playground.server.interactions.event import owners
from bot.playground.server.interactions.forms import with_ids
from bot.playground.server.interactions.posting import change, post
from bot.playground.server.rest import errors
from bot.playground.server.rest.call import NOTHING, Answer, Route
from bot.playground.server.rules.callbacks import CallbackType, InteractionType, callback_faults
from bot.playground.server.world import payloads
from bot.playground.server.world.models import MessageFlag

if TYPE_CHECKING:
    from bot.playground.server.interactions.interaction import Interaction
    from bot.playground.server.interactions.interactions import Interactions
    from bot.playground.server.rest.call import Call
    from bot.playground.server.world.models import Json, Message
    from bot.playground.server.world.world import World

_SHOWN = frozenset({CallbackType.MESSAGE, CallbackType.UPDATE_MESSAGE})


def routes(interactions: Interactions) -> list[Route]:
    """Return the route."""

    async def answer(call: Call) -> Answer:
        one = interactions.find(call.parameters["interaction_token"])
        if one is None or one.id != call.id("interaction_id"):
            raise errors.unknown_interaction()
        if one.callback is not None:
            raise errors.already_acknowledged()
        if interactions.is_late(one):
            raise errors.unknown_interaction()
        faults = callback_faults(
            call.body,
            one.kind,
            message=payloads.message(call.world, one.source, call.viewer) if one.source else None,
            option=one.option_type,
            files=[each.filename for each in call.files],
        )
        if faults:
            raise errors.invalid_form(faults)
        shown = _carry_out(one, call)
        interactions.answered(one)
        return Answer(_told(one, call, shown)) if call.flag("with_response") else NOTHING

    template = "/interactions/{interaction_id}/{interaction_token}/callback"
    return [Route("POST", template, answer, with_token=True)]


def metadata(world: World, one: Interaction) -> Json:
    """Return what a message that answers an interaction tells of it."""
    told: Json = {
        "id": str(one.id),
        "type": int(one.kind),
        "user": payloads.user(world.users[one.user_id]),
        "authorizing_integration_owners": owners(one.guild_id),
    }
    if one.kind is InteractionType.COMPONENT and one.source is not None:
        told["interacted_message_id"] = str(one.source.id)
    return told


def deprecated_metadata(world: World, one: Interaction, name: str) -> Json:
    """Return the same in the form that Discord still sends with answers to commands."""
    return {
        "id": str(one.id),
        "type": int(one.kind),
        "name": name,
        "user": payloads.user(world.users[one.user_id]),
    }


def _carry_out(one: Interaction, call: Call) -> Message | None:
    """Do what the answer says; return the message that it shows."""
    kind = CallbackType(call.json["type"])
    data: Any = call.json.get("data") or {}
    inner = replace(call, body=data)
    if kind is CallbackType.MESSAGE:
        one.original = post(one, inner)
    elif kind is CallbackType.DEFERRED_MESSAGE:
        flags = MessageFlag(data.get("flags") or 0) & MessageFlag.EPHEMERAL
        promise = {"flags": int(flags | MessageFlag.LOADING)}
        one.original = post(one, replace(call, body=promise, files=[]))
    elif kind is CallbackType.UPDATE_MESSAGE and one.source is not None:
        if one.source.deleted:
            raise errors.unknown_message()
        one.original = change(one.source, inner)
        one.original_edits += 1
    elif kind is CallbackType.DEFERRED_UPDATE:
        one.original = one.source
    elif kind is CallbackType.AUTOCOMPLETE:
        choices = data.get("choices") or []
        one.choices = [(each["name"], each["value"]) for each in choices]
    elif kind is CallbackType.MODAL:
        one.modal = with_ids(data)
    one.callback = kind
    return one.original if kind in _SHOWN else None


def _told(one: Interaction, call: Call, shown: Message | None) -> Json:
    about: Json = {"id": str(one.id), "type": int(one.kind), "channel_id": str(one.channel_id)}
    if one.guild_id is not None:
        about["guild_id"] = str(one.guild_id)
    if one.original is not None:
        about["response_message_id"] = str(one.original.id)
        about["response_message_loading"] = one.loading
        about["response_message_ephemeral"] = one.original.ephemeral
    told: Json = {"interaction": about}
    if shown is not None and one.callback is not None:
        message = payloads.message(call.world, shown, call.viewer)
        told["resource"] = {"type": int(one.callback), "message": message}
    return told
