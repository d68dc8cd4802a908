"""What Discord asks of a message as a whole, when it is sent and when it is edited.

The message that is edited comes in as its Discord JSON. Whether the sender may write there, and
whether the message that it answers exists, is not asked here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.playground.server.rules.components import check_components
from bot.playground.server.rules.embeds import check_embeds
from bot.playground.server.rules.form import EMPTY_MESSAGE, Form
from bot.playground.server.rules.mentions import check_allowed_mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.playground.server.rules.form import FormFault, Path

MAX_CONTENT = 2000
MAX_FILES = 10
MAX_STICKERS = 3
MAX_NONCE = 25
MAX_FLAGS = 2**31 - 1
MAX_FILE_NAME = 1024

NOTHING: Mapping[str, object] = MappingProxyType({})
"""The message before it is sent, and the answer that was only promised (deferred)."""


class MessageFlags(IntFlag):
    """The flags of a message that a bot may set."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_VOICE_MESSAGE = 1 << 13
    IS_COMPONENTS_V2 = 1 << 15


_SENT = (
    MessageFlags.SUPPRESS_EMBEDS
    | MessageFlags.SUPPRESS_NOTIFICATIONS
    | MessageFlags.IS_VOICE_MESSAGE
    | MessageFlags.IS_COMPONENTS_V2
)
_LEGACY = ("content", "embeds", "poll", "sticker_ids")
_SHOWN = ("content", "embeds", "components", "sticker_ids", "poll", "attachments")
# Where a message's JSON names a thing otherwise than the request that made it.
_AS_READ = {"sticker_ids": "sticker_items"}


def create_faults(
    body: object,
    *,
    files: Sequence[str] = (),
    answer: bool = False,
    path: Path = (),
) -> list[FormFault]:
    """Return what Discord refuses in a message that is sent.

    Args:
        body: The request's JSON (of a multipart request, its `payload_json`).
        files: Names of the uploaded files, `files[0]` first.
        answer: Whether it answers an interaction; only then can it be ephemeral.
        path: Where the body stands in the whole request.
    """
    form = Form(body, path)
    allowed = _SENT | MessageFlags.EPHEMERAL if answer else _SENT
    _check_flags(form, allowed)
    form.items("sticker_ids", MAX_STICKERS)
    if not isinstance(form.values.get("nonce"), int):
        form.text("nonce", MAX_NONCE)
    _check_message(form, NOTHING, files)
    return form.faults


def edit_faults(
    body: object,
    before: Mapping[str, object],
    *,
    files: Sequence[str] = (),
    path: Path = (),
) -> list[FormFault]:
    """Return what Discord refuses in an edit; what the body leaves out stays as it was.

    Args:
        body: The request's JSON (of a multipart request, its `payload_json`).
        before: The message as it stands, as Discord JSON; `NOTHING` for a deferred answer.
        files: Names of the uploaded files, `files[0]` first.
        path: Where the body stands in the whole request.
    """
    form = Form(body, path)
    flags = form.values.get("flags")
    removes = isinstance(flags, int) and not flags & MessageFlags.IS_COMPONENTS_V2
    if removes and _is_layout(before):
        sentence = "The MessageFlags.IS_COMPONENTS_V2 flag cannot be removed"
        form.blame("flags", "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", sentence)
    _check_message(form, before, files)
    return form.faults


def _check_message(form: Form, before: Mapping[str, object], files: Sequence[str]) -> None:
    layout = _is_layout(form.values) or _is_layout(before)
    form.text("content", MAX_CONTENT)
    names = _check_attachments(form, before, files)
    check_embeds(form)
    check_components(form, layout=layout, files=names)
    check_allowed_mentions(form)
    if layout:
        for key in _LEGACY:
            if _shows(_after(form, before, key)):
                sentence = (
                    f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                )
                form.blame(key, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", sentence)
    if not files and not any(_shows(_after(form, before, key)) for key in _SHOWN):
        sentence = "Cannot send an empty message"
        form.blame(None, "EMPTY_MESSAGE", sentence, error=EMPTY_MESSAGE)


def _check_flags(form: Form, allowed: MessageFlags) -> None:
    flags = form.integer("flags", 0, MAX_FLAGS)
    if flags and flags & ~allowed:
        # Discord drops some of these in silence; a sender who believes that the message is
        # ephemeral, when it is not, must hear of it.
        sentence = f"Flags {flags & ~allowed} cannot be set on this message"
        form.blame("flags", "MESSAGE_FLAGS_INVALID", sentence)


def _check_attachments(
    form: Form, before: Mapping[str, object], files: Sequence[str]
) -> frozenset[str]:
    """Check that each attachment is an uploaded or a kept file; return all files' names."""
    if len(files) > MAX_FILES:
        form.measure("files", len(files), 0, MAX_FILES)
    uploaded = {str(index): name for index, name in enumerate(files)}
    kept = _names_by_id(before.get("attachments"))
    if form.values.get("attachments") is None:
        return frozenset([*uploaded.values(), *kept.values()])
    names = dict(uploaded)
    seen: set[str] = set()
    for attachment in form.forms("attachments", MAX_FILES):
        number = attachment.snowflake("id")
        attachment.text("description", MAX_FILE_NAME)
        name = attachment.text("filename", MAX_FILE_NAME)
        if number is None:
            continue
        if number in seen or (number not in uploaded and number not in kept):
            sentence = f"Attachment with id {number} does not match any uploaded file"
            attachment.blame("id", "ATTACHMENT_NOT_FOUND", sentence)
        seen.add(number)
        names[number] = kept.get(number) or name or uploaded.get(number, "")
    return frozenset(names.values())


def _names_by_id(attachments: object) -> dict[str, str]:
    if not isinstance(attachments, (list, tuple)):
        return {}
    found = [one for one in attachments if isinstance(one, Mapping)]
    return {str(one.get("id")): str(one.get("filename", "")) for one in found}


def _after(form: Form, before: Mapping[str, object], key: str) -> object:
    if key in form.values:
        return form.values[key]
    return before.get(_AS_READ.get(key, key))


def _is_layout(message: Mapping[str, object]) -> bool:
    flags = message.get("flags")
    return isinstance(flags, int) and bool(flags & MessageFlags.IS_COMPONENTS_V2)


def _shows(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)
