"""Who listens to which button and form. What is typed is never lost on the way."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakValueDictionary

import aiohttp
import discord

from bot.errors import Gone, Refusal
from bot.ui import answering
from bot.ui.forms import Form, Written, choices_of, read_form_id, texts_of
from bot.ui.reply import Button, Reply
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.desk import Desk
    from bot.ui.forms import FormLayout
    from bot.ui.press import Interaction, Press

    PressHandler = Callable[[Interaction, Press], Awaitable[None]]
    FormHandler = Callable[[Interaction, Written], Awaitable[None]]
    Layout = Callable[[Written], FormLayout]
    Translator = Callable[[Interaction, Exception], str]

log = logging.getLogger(__name__)

_AGAIN = "form.again"
_MEMO = "form"
_SHOWN = 1500
_OLD = "That button is from an earlier version. Run the command again."
_RESTARTED = "I was restarted while you were writing."
_SENT = "That form was sent before."


class Routes:
    """The way from a press or a submitted form to the cog that answers it.

    Args:
        desk: Keeps what was typed when its form fails.
        translate: Turns an exception into the sentence for the person, and logs what must be.
    """

    def __init__(self, desk: Desk, translate: Translator) -> None:
        self._desk = desk
        self._translate = translate
        self._presses: dict[str, PressHandler] = {_AGAIN: self._open_again}
        self._forms: dict[str, tuple[Layout | None, FormHandler]] = {}
        self._reopeners: dict[str, FormHandler] = {}
        # As long as discord.py waits for it.
        self._open: WeakValueDictionary[str, Form] = WeakValueDictionary()

    def on_press(self, kind: str, handler: PressHandler) -> None:
        """Call `handler` for each press of that kind."""
        if kind in self._presses:
            raise ValueError(f"{kind} has a listener already")
        self._presses[kind] = handler

    def on_form(
        self,
        kind: str,
        layout: Layout | None,
        handler: FormHandler,
        *,
        reopen: FormHandler | None = None,
    ) -> None:
        """Call `handler` when a form of that kind is sent.

        Args:
            kind: Its name; one listener each.
            layout: Says what it shows; None where that has to be looked up.
            handler: Gets what was written.
            reopen: Opens it once more at *Try again*, where `layout` is None.
        """
        if kind in self._forms:
            raise ValueError(f"{kind} has a listener already")
        self._forms[kind] = (layout, handler)
        self._reopeners[kind] = reopen or self.open_form

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Answer one press."""
        try:
            await self._presses.get(press.kind, _gone)(interaction, press)
        except Exception as error:  # noqa: BLE001 - the translator logs it, and the person gets a sentence
            await self.fail(interaction, error)

    async def open_form(
        self, interaction: Interaction, opened: Written, shown: FormLayout | None = None
    ) -> None:
        """Open a form, filled with `opened.values`; it must be the interaction's first answer.

        Args:
            interaction: What is answered.
            opened: Which form, of what, filled with what.
            shown: What it shows, where its kind has no layout of its own.
        """
        layout, _ = self._forms[opened.kind]
        if shown is None:
            if layout is None:
                raise ValueError(f"what {opened.kind} shows has to be looked up")
            shown = layout(opened)
        form = Form(opened, shown, self._submitted, interaction.user.id)
        if (former := self._open.get(form.custom_id)) is not None:
            # discord.py knows forms by their custom_id: the end of one would take this one along.
            former.stop()
        self._open[form.custom_id] = form
        try:
            await answering.once(interaction, lambda: interaction.response.send_modal(form))
        except BaseException:
            # It may have opened all the same; then what is written in it is given back.
            self._open.pop(form.custom_id, None)
            raise
        if not interaction.response.is_done():
            # It opened, and only the receipt was lost: discord.py does not wait for it yet.
            form.timeout = None
            interaction.client.add_view(form)

    async def modal_submitted(self, interaction: Interaction) -> None:
        """Meet a form that nobody waits for: its words go back to who wrote them.

        It was opened before a restart, or was sent before and its answer got lost on the way.
        """
        data = cast("dict[str, Any]", interaction.data)
        form_id = str(data.get("custom_id", ""))
        found = read_form_id(form_id)
        if found is None or found[0] not in self._forms:
            return
        form = self._open.get(form_id)
        if form is not None and not form.is_finished():
            return  # discord.py knows it, and hands it on
        written = Written(*found, values=dict(texts_of(data)), chosen=dict(choices_of(data)))
        await self._give_back(interaction, written, _SENT if form else _RESTARTED)

    async def fail(self, interaction: Interaction, error: Exception) -> None:
        """Tell a person what went wrong, as well as the connection allows."""
        sentence = self._translate(interaction, error)
        await self._say(interaction, Reply(sentence))

    async def _submitted(self, interaction: Interaction, written: Written) -> None:
        try:
            await self._forms[written.kind][1](interaction, written)
        except Exception as error:  # noqa: BLE001 - the translator logs it, and the words go back
            sentence = self._translate(interaction, error)
            await self._give_back(interaction, written, sentence)

    async def _give_back(self, interaction: Interaction, written: Written, sentence: str) -> None:
        kept = {name: text for name, text in written.values.items() if text.strip()}
        if not kept and not any(written.chosen.values()):
            await self._say(interaction, Reply(sentence))
            return
        try:
            memo = await self._desk.keep(
                _MEMO,
                interaction.guild_id or 0,
                interaction.user.id,
                {
                    "kind": written.kind,
                    "id": written.id,
                    "argument": written.argument,
                    "values": kept,
                    "chosen": written.chosen,
                },
            )
        except Exception:  # the disk may be full: then the words go into the answer
            log.exception("What was typed could not be kept.")
            await self._say(interaction, _with_words(sentence, kept))
            return
        again = Button("Try again", _AGAIN, memo.id)
        text = f"{sentence}\n\nNothing you wrote is lost."
        await self._say(interaction, Reply(text, rows=((again,),)))

    async def _open_again(self, interaction: Interaction, press: Press) -> None:
        memo = await self._desk.recall(
            _MEMO, interaction.guild_id or 0, press.id, owner_id=interaction.user.id
        )
        data = cast("dict[str, Any]", memo.data)
        if data["kind"] not in self._forms:
            raise Gone(_OLD)
        chosen = {name: tuple(values) for name, values in data.get("chosen", {}).items()}
        opened = Written(data["kind"], data["id"], data["argument"], data["values"], chosen=chosen)
        try:
            await self._reopeners[data["kind"]](interaction, opened)
        except Refusal as refusal:
            # What it was for is there no more: then the words are shown, to be taken along.
            await self._say(interaction, _with_words(str(refusal), opened.values))

    async def _say(self, interaction: Interaction, reply: Reply) -> None:
        try:
            await answering.send(interaction, reply)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            # Over its time, or the connection is gone: there is nobody to tell any more.
            log.warning("An answer could not be delivered: %s", type(error).__name__)


def _with_words(sentence: str, values: Mapping[str, str]) -> Reply:
    """Return a sentence, and below it what somebody wrote."""
    words = safe_text("\n".join(values.values()), _SHOWN, multiline=True)
    return Reply(f"{sentence}\n\nYou wrote:\n{words}" if words else sentence)


async def _gone(interaction: Interaction, press: Press) -> None:
    del interaction, press
    raise Gone(_OLD)
