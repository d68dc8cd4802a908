"""What comes after the first answer: further messages, changes and deletions, by the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.server.interactions.posting import change, post
from bot.playground.server.rest import errors
from bot.playground.server.rest.call import NOTHING, Answer, Route
from bot.playground.server.rest.errors import RestFault
from bot.playground.server.rules.callbacks import CallbackType
from bot.playground.server.rules.messages import NOTHING as NOTHING_YET
from bot.playground.server.rules.messages import create_faults, edit_faults
from bot.playground.server.world import payloads

if TYPE_CHECKING:
    from bot.playground.server.interactions.interaction import Interaction
    from bot.playground.server.interactions.interactions import Interactions
    from bot.playground.server.rest.call import Call
    from bot.playground.server.rules.form import FormFault
    from bot.playground.server.world.models import Message

_ORIGINAL = "@original"


def routes(interactions: Interactions) -> list[Route]:
    """Return the routes."""
    own = _Followups(interactions)
    webhook = "/webhooks/{webhook_id}/{webhook_token}"
    found = [Route("POST", webhook, own.create, with_token=True)]
    for which in (_ORIGINAL, "{message_id}"):
        template = f"{webhook}/messages/{which}"
        found += [
            Route("GET", template, own.get, with_token=True),
            Route("PATCH", template, own.edit, with_token=True),
            Route("DELETE", template, own.delete, with_token=True),
        ]
    return found


def invalid_token() -> RestFault:
    """The token is too old, or none."""
    return RestFault(401, 50027, "Invalid Webhook Token")


class _Followups:
    def __init__(self, interactions: Interactions) -> None:
        self._interactions = interactions

    async def create(self, call: Call) -> Answer:
        one = self._interaction(call)
        if one.loading and one.original is not None:
            # Directly after a promise this fulfils it, and what was promised to be seen by one
            # person alone stays so, whatever the request says.
            message = self._change(one, one.original, call)
        else:
            _check(create_faults(call.body, files=_names(call), answer=True))
            message = post(one, call, followup=True)
            one.followups.append(message)
        self._interactions.answered(one)
        if not call.flag("wait"):
            return NOTHING
        return Answer(payloads.message(call.world, message, call.viewer))

    async def get(self, call: Call) -> Answer:
        message = self._message(self._interaction(call), call)
        return Answer(payloads.message(call.world, message, call.viewer))

    async def edit(self, call: Call) -> Answer:
        one = self._interaction(call)
        message = self._change(one, self._message(one, call), call)
        self._interactions.answered(one)
        return Answer(payloads.message(call.world, message, call.viewer))

    async def delete(self, call: Call) -> Answer:
        one = self._interaction(call)
        call.world.delete_message(self._message(one, call))
        self._interactions.answered(one)
        return NOTHING

    def _interaction(self, call: Call) -> Interaction:
        if call.parameters["webhook_id"] != str(call.world.application.id):
            raise errors.unknown_webhook()
        one = self._interactions.find(call.parameters["webhook_token"])
        if one is None or self._interactions.is_expired(one):
            raise invalid_token()
        if one.callback in (None, CallbackType.AUTOCOMPLETE):
            raise errors.unknown_webhook()
        return one

    def _message(self, one: Interaction, call: Call) -> Message:
        if "message_id" not in call.parameters:
            original = one.original
            if original is None or original.deleted:
                raise errors.unknown_message()
            return original
        message_id = call.id("message_id")
        for message in one.messages:
            if message.id == message_id:
                return message
        raise errors.unknown_message()

    def _change(self, one: Interaction, message: Message, call: Call) -> Message:
        promised = one.loading and message is one.original
        before = payloads.message(call.world, message, call.viewer)
        _check(edit_faults(call.body, NOTHING_YET if promised else before, files=_names(call)))
        one.original_edits += message is one.original
        return change(message, call)


def _check(faults: list[FormFault]) -> None:
    if faults:
        raise errors.invalid_form(faults)


def _names(call: Call) -> list[str]:
    return [each.filename for each in call.files]
