"""`/library add`: files become articles, a line each, and nothing is lost when one fails."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.authority import guild_of
from bot.cogs.library.bench import by
from bot.errors import Refusal
from bot.intake import Refused
from bot.ui import answering
from bot.ui import library_loading as texts
from bot.ui.forms import Written
from bot.ui.library_lines import words_in
from knowledge import DocumentRefused, KnowledgeError, NotFound
from knowledge.models import LoadStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cogs.library.adding import Adding
    from bot.cogs.library.bench import Bench
    from bot.telling import Telling
    from bot.ui.press import Interaction
    from knowledge import KnowledgeBase
    from knowledge.models import Document, LoadResult

log = logging.getLogger(__name__)

_FORM = "library.upload"
_NEW = "new"
# Discord takes five edits of a message in five seconds; people read slower.
_CALM = 2.0
_NO_FILES = "Choose at least one file. Nothing was added."
_UNREACHABLE = "The library can't be reached just now. Upload it again in a moment."


class Loading:
    """Loads what librarians upload."""

    def __init__(self, bench: Bench, adding: Adding, telling: Telling) -> None:
        self._bench = bench
        self._adding = adding
        self._telling = telling
        self._intake = bench.services.intake
        self._cooldowns = bench.services.cooldowns
        self._libraries = bench.services.libraries
        bench.on_form(_FORM, texts.upload_layout, self._sent)

    async def begin(self, interaction: Interaction, files: Sequence[discord.Attachment]) -> None:
        """Load files, or open the form that takes them."""
        if files:
            await self._load(interaction, files)
        else:
            await self.open_form(interaction)

    async def open_form(self, interaction: Interaction, gap_id: str = _NEW) -> None:
        """Open the form; for an open question, if one is named."""
        await self._bench.open_form(interaction, Written(_FORM, gap_id))

    async def _sent(self, interaction: Interaction, written: Written) -> None:
        if not written.files:
            raise Refusal(_NO_FILES)
        await self._load(interaction, written.files, "" if written.id == _NEW else written.id)

    async def _load(
        self, interaction: Interaction, files: Sequence[discord.Attachment], gap_id: str = ""
    ) -> None:
        guild_id = guild_of(interaction)
        self._cooldowns.check("upload", guild_id, interaction.user.id)
        question = await self._question(interaction, gap_id)
        await answering.defer(interaction)
        lines: list[texts.FileLine] = []
        results: list[LoadResult] = []
        await self._libraries.write(guild_id, lambda library: library.begin_load())
        loop = asyncio.get_running_loop()
        done, shown_at = 0, loop.time()
        async for outcome in self._intake.read(files):
            if isinstance(outcome, Refused):
                refused = LoadStatus.REFUSED
                lines.append(texts.FileLine(outcome.name, refused, reason=outcome.reason))
            else:
                for document in outcome.documents:
                    line, result = await self._add(interaction, outcome.name, document)
                    lines.append(line)
                    results += [result] if result else []
            done += 1
            if done < len(files) and loop.time() - shown_at >= _CALM:
                await _tell_progress(interaction, lines, done, len(files))
                shown_at = loop.time()
        starters = await self._adding.starters_to_offer(interaction, results)
        answers_it = bool(question) and await self._answers(interaction, question)
        loaded = texts.Loaded(
            lines,
            undo_id=await self._adding.undo_id(interaction, results),
            starters=starters,
            question=question,
            answers_it=answers_it,
        )
        await answering.send(interaction, texts.report(loaded))
        await self._adding.note_offer(interaction, starters)
        await self._telling.after_change(guild_id)

    async def _add(
        self, interaction: Interaction, name: str, document: Document
    ) -> tuple[texts.FileLine, LoadResult | None]:
        """Add one article; what goes wrong with it becomes its line, and stops no other."""
        me = by(interaction)
        add = self._adding.within_quota(document, lambda library: library.add(document, by=me))
        try:
            result = await self._libraries.write(guild_of(interaction), add)
        except (DocumentRefused, Refusal) as refused:
            reason = str(refused)
        except KnowledgeError:
            log.exception("An article could not be added in server %s", interaction.guild_id)
            reason = _UNREACHABLE
        else:
            words = words_in(document)
            line = texts.FileLine(name, result.status, document.title, words, result.reason)
            return line, result
        return texts.FileLine(name, LoadStatus.REFUSED, document.title, reason=reason), None

    async def _question(self, interaction: Interaction, gap_id: str) -> str:
        """Return the open question for which files are uploaded; "" if it is none any more."""
        if not gap_id:
            return ""
        try:
            gap = await self._bench.glance(interaction, lambda library: library.gaps.get(gap_id))
        except NotFound:
            return ""
        return gap.question

    async def _answers(self, interaction: Interaction, question: str) -> bool:
        def ask(library: KnowledgeBase) -> bool:
            return library.ask(question).answered

        return await self._bench.read(interaction, ask)


async def _tell_progress(
    interaction: Interaction, lines: Sequence[texts.FileLine], done: int, total: int
) -> None:
    """Say how far it is; if that fails the load goes on."""
    try:
        await answering.send(interaction, texts.progress(lines, done, total))
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.info("Progress could not be shown: %s", type(error).__name__)
