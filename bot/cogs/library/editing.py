"""`/library edit`: title, tags, link, author and date, with the way back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from bot.cogs.library.bench import by
from bot.errors import Gone, Refusal
from bot.ui import answering
from bot.ui import library_edit as texts
from bot.ui.forms import Written
from bot.ui.library_article import REMOVED_ALREADY
from bot.ui.reply import Reply
from knowledge import ArticleNotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cogs.library.articles import Shelf
    from bot.cogs.library.bench import Bench
    from bot.ui.press import Interaction, Press
    from knowledge import KnowledgeBase
    from knowledge.models import Article

_FORM = "library.edit"
_OPENED, _EDITED = "library.editing", "library.edited"


class Editing:
    """Edits what stands about an article; its text comes from its file."""

    def __init__(self, bench: Bench, shelf: Shelf) -> None:
        self._bench = bench
        self._shelf = shelf
        bench.on_press("library.edit", self._begin_here)
        bench.on_press("library.edit_undo", self._undo)
        bench.on_form(_FORM, texts.layout, self._sent)

    async def begin(self, interaction: Interaction, name: str) -> None:
        """Open the form for an article that somebody chose or typed."""
        await self._open(interaction, await self._shelf.named(interaction, name))

    async def _begin_here(self, interaction: Interaction, press: Press) -> None:
        try:
            article = await self._bench.glance(interaction, lambda library: library.find(press.id))
        except ArticleNotFound:
            raise Gone(REMOVED_ALREADY) from None
        await self._open(interaction, article)

    async def _open(self, interaction: Interaction, article: Article) -> None:
        shown = texts.shown(article)
        data = {"article": article.public_id, "shown": shown}
        memo = await self._bench.keep(interaction, _OPENED, data)
        await self._bench.open_form(interaction, Written(_FORM, memo.id, values=shown))

    async def _sent(self, interaction: Interaction, written: Written) -> None:
        memo = await self._bench.recall(interaction, _OPENED, written.id)
        public_id = str(memo.data["article"])
        typed = texts.changed(cast("Mapping[str, str]", memo.data["shown"]), written.values)
        texts.check(typed)
        fields = cast("dict[str, Any]", texts.as_stored(typed))
        me = by(interaction)

        def edit(library: KnowledgeBase) -> tuple[Article, Article]:
            before = library.find(public_id)
            return before, library.edit(public_id, by=me, **fields)

        try:
            before, after = await self._bench.write(interaction, edit)
        except ArticleNotFound:
            raise Gone(REMOVED_ALREADY) from None
        old, new = texts.details(before).values(), texts.details(after).values()
        edited = [name for name in new if old[name] != new[name]]
        if not edited:
            await answering.send(interaction, Reply(texts.NOTHING_CHANGED))
            return
        now = {name: new[name] for name in edited}
        data = {"article": public_id, "before": _stored(before, fields), "after": now}
        undo = await self._bench.keep(interaction, _EDITED, data)
        reply = texts.saved(after.title, {name: old[name] for name in edited}, now, undo.id)
        await answering.send(interaction, reply)

    async def _undo(self, interaction: Interaction, press: Press) -> None:
        memo = await self._bench.recall(interaction, _EDITED, press.id)
        public_id = str(memo.data["article"])
        after = cast("dict[str, str]", memo.data["after"])
        before = _fields(cast("dict[str, Any]", memo.data["before"]))
        me = by(interaction)

        def undo(library: KnowledgeBase) -> Article:
            now = texts.details(library.find(public_id)).values()
            if any(now[name] != value for name, value in after.items()):
                raise Refusal(texts.CHANGED_SINCE)
            return library.edit(public_id, by=me, **before)

        try:
            article = await self._bench.write(interaction, undo)
        except ArticleNotFound:
            raise Gone(REMOVED_ALREADY) from None
        await answering.update(interaction, texts.undone(article.title))


def _stored(article: Article, fields: Mapping[str, object]) -> dict[str, object]:
    """Return fields of an article as they are kept for *Undo*."""
    values = {name: getattr(article, name) for name in fields}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _fields(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was kept for *Undo* as the library's `edit` takes it."""
    fields = dict(kept)
    if "tags" in fields:
        fields["tags"] = tuple(fields["tags"])
    if fields.get("published_on"):
        fields["published_on"] = date.fromisoformat(fields["published_on"])
    return fields
