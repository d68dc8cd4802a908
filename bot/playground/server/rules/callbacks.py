"""What Discord asks of the answer to an interaction: its type, and what the type carries."""

from __future__ import annotations

from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.playground.server.rules.choices import check_choices
from bot.playground.server.rules.form import Form
from bot.playground.server.rules.messages import NOTHING, create_faults, edit_faults
from bot.playground.server.rules.modals import modal_faults

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.playground.server.rules.form import FormFault


class InteractionType(IntEnum):
    """The type number of an interaction."""

    PING = 1
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


class CallbackType(IntEnum):
    """The type number of the answer to an interaction."""

    PONG = 1
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE_MESSAGE = 7
    AUTOCOMPLETE = 8
    MODAL = 9


_MESSAGES = frozenset({CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE})
_UPDATES = frozenset({CallbackType.DEFERRED_UPDATE, CallbackType.UPDATE_MESSAGE})
ALLOWED: Mapping[int, frozenset[CallbackType]] = MappingProxyType(
    {
        InteractionType.PING: frozenset({CallbackType.PONG}),
        InteractionType.COMMAND: _MESSAGES | {CallbackType.MODAL},
        InteractionType.COMPONENT: _MESSAGES | _UPDATES | {CallbackType.MODAL},
        InteractionType.AUTOCOMPLETE: frozenset({CallbackType.AUTOCOMPLETE}),
        InteractionType.MODAL_SUBMIT: _MESSAGES | _UPDATES,
    }
)
"""Which answers an interaction can have, by its type."""


def callback_faults(
    body: object,
    interaction: int,
    *,
    message: Mapping[str, object] | None = None,
    option: int | None = None,
    files: Sequence[str] = (),
) -> list[FormFault]:
    """Return what Discord refuses in the answer to an interaction.

    Args:
        body: The request's JSON (of a multipart request, its `payload_json`).
        interaction: The interaction's type; it decides which answers are possible.
        message: The message whose component was used (also for the modal that it opened), as
            Discord JSON; None when there is none: then no message can be updated.
        option: For autocompletion, the type of the option that is typed.
        files: Names of the uploaded files.
    """
    form = Form(body)
    allowed = ALLOWED.get(interaction, frozenset())
    if message is None:
        allowed -= {CallbackType.UPDATE_MESSAGE}
    kind = form.choice("type", allowed)
    if kind is None:
        return form.faults
    data = form.values.get("data")
    if kind == CallbackType.MESSAGE:
        form.faults.extend(create_faults(data, files=files, answer=True, path=("data",)))
    elif kind == CallbackType.UPDATE_MESSAGE:
        form.faults.extend(edit_faults(data, message or NOTHING, files=files, path=("data",)))
    elif kind == CallbackType.MODAL:
        form.faults.extend(modal_faults(data, path=("data",)))
    elif kind == CallbackType.AUTOCOMPLETE and (found := form.form("data", required=True)):
        check_choices(found, option)
    return form.faults
