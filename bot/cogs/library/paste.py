"""`/library paste`: a text from the clipboard, in parts if it is long, seen before it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.authority import guild_of
from bot.cogs.library.bench import by, show
from bot.errors import Refusal
from bot.ui import answering
from bot.ui import library_paste as texts
from bot.ui.addresses import is_web
from bot.ui.forms import Written
from bot.ui.library_lines import page_number, words_in
from knowledge import DocumentRefused

if TYPE_CHECKING:
    from bot.cogs.library.adding import Adding
    from bot.cogs.library.bench import Bench
    from bot.desk import Memo
    from bot.telling import Telling
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from knowledge import KnowledgeBase
    from knowledge.models import Document, LoadResult

_FORM, _PART = "library.paste", "library.paste_part"
_DRAFT = "library.draft"
_NEW = "new"
_SAVED = "saved"


class Pasting:
    """Takes pasted texts; every word is kept from the first form on."""

    def __init__(self, bench: Bench, adding: Adding, telling: Telling) -> None:
        self._bench = bench
        self._adding = adding
        self._telling = telling
        self._intake = bench.services.intake
        self._cooldowns = bench.services.cooldowns
        bench.on_form(_FORM, texts.form_layout, self._written)
        bench.on_form(_PART, texts.part_layout, self._part_written)
        bench.on_press("library.paste_save", self._save)
        bench.on_press("library.paste_next", self._next)
        bench.on_press("library.paste_edit", self._edit)
        bench.on_press("library.paste_discard", self._discard)
        bench.on_press("library.paste_back", self._back)

    async def begin(self, interaction: Interaction) -> None:
        """Open the form."""
        await self._bench.open_form(interaction, Written(_FORM, _NEW))

    async def _written(self, interaction: Interaction, written: Written) -> None:
        link = written.values.get(texts.LINK, "").strip()
        if link and not is_web(link):
            raise Refusal(texts.BAD_LINK)
        if written.id == _NEW:
            draft = texts.Draft("").with_values(written.values, 0)
            memo = await self._bench.keep(interaction, _DRAFT, draft.data())
        else:
            memo, draft = await self._draft(interaction, written.id)
            draft = draft.with_values(written.values, page_number(written.argument))
            await self._bench.rewrite(memo, draft.data())
        await show(interaction, await self._preview(interaction, memo, draft))

    async def _part_written(self, interaction: Interaction, written: Written) -> None:
        memo, draft = await self._draft(interaction, written.id)
        if len(draft.parts) >= texts.MOST_PARTS:
            raise Refusal(texts.TOO_MANY)
        draft = draft.with_part(written.values.get(texts.TEXT, ""))
        await self._bench.rewrite(memo, draft.data())
        await show(interaction, await self._preview(interaction, memo, draft))

    async def _next(self, interaction: Interaction, press: Press) -> None:
        memo, draft = await self._draft(interaction, press.id)
        if len(draft.parts) >= texts.MOST_PARTS:
            raise Refusal(texts.TOO_MANY)
        number = str(len(draft.parts) + 1)
        await self._bench.open_form(interaction, Written(_PART, memo.id, number))

    async def _edit(self, interaction: Interaction, press: Press) -> None:
        memo, draft = await self._draft(interaction, press.id)
        part = press.values[0] if press.values else press.argument
        number = min(page_number(part), max(len(draft.parts) - 1, 0))
        argument = str(number) if len(draft.parts) > 1 else ""
        opened = Written(_FORM, memo.id, argument, draft.values(number))
        await self._bench.open_form(interaction, opened)

    async def _discard(self, interaction: Interaction, press: Press) -> None:
        memo, _ = await self._draft(interaction, press.id)
        await answering.update(interaction, texts.discarded(memo.id))

    async def _back(self, interaction: Interaction, press: Press) -> None:
        memo, draft = await self._draft(interaction, press.id)
        await answering.update(interaction, await self._preview(interaction, memo, draft))

    async def _save(self, interaction: Interaction, press: Press) -> None:
        with self._bench.once(press.id):
            reply, starters = await self._saved(interaction, press.id)
        await answering.update(interaction, reply)
        await self._adding.note_offer(interaction, starters)
        await self._telling.after_change(guild_of(interaction))

    async def _saved(self, interaction: Interaction, memo_id: str) -> tuple[Reply, int]:
        memo, draft = await self._draft(interaction, memo_id)
        self._cooldowns.check("upload", guild_of(interaction), interaction.user.id)
        document = await answering.patiently(interaction, self._read(draft))
        me = by(interaction)

        def add(library: KnowledgeBase) -> LoadResult:
            library.begin_load()
            return library.add(document, by=me)

        # A crash before the next line loses nothing: the same text again is no second article.
        result = await self._bench.write(interaction, self._adding.within_quota(document, add))
        await self._bench.rewrite(memo, {_SAVED: result.public_id})
        starters = await self._adding.starters_to_offer(interaction, [result])
        undo_id = await self._adding.undo_id(interaction, [result])
        reply = texts.saved(result, document.title, words_in(document), undo_id, starters)
        return reply, starters

    async def _draft(self, interaction: Interaction, memo_id: str) -> tuple[Memo, texts.Draft]:
        memo = await self._bench.recall(interaction, _DRAFT, memo_id)
        if _SAVED in memo.data:
            raise Refusal(texts.ALREADY_SAVED)
        return memo, texts.Draft.of(memo.data)

    async def _preview(self, interaction: Interaction, memo: Memo, draft: texts.Draft) -> Reply:
        """Return the preview; a text that can't be read is kept, and says why."""
        try:
            document = await answering.patiently(interaction, self._read(draft))
        except DocumentRefused as refused:
            return texts.preview(draft, memo.id, None, str(refused))
        return texts.preview(draft, memo.id, document)

    async def _read(self, draft: texts.Draft) -> Document:
        (document, *_) = await self._intake.read_text(draft.title, draft.text)
        return replace(
            document,
            author=draft.author or document.author,
            url=draft.link or document.url,
            tags=draft.tag_names or document.tags,
        )
