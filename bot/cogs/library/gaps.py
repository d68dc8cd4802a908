"""`/library gaps`: the open questions, and what was no answer. Nobody's name is in it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bot.errors import Gone
from bot.ui import answering
from bot.ui import library_gaps as texts
from bot.ui.library_lines import page_number
from knowledge import NotFound

if TYPE_CHECKING:
    from bot.cogs.library.answers import Answers
    from bot.cogs.library.bench import Bench
    from bot.cogs.library.loading import Loading
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from knowledge import KnowledgeBase
    from knowledge.models import Dispute, Gap

_CLOSED = "That question is answered or put away already. `/library gaps` shows what is open."


class Gaps:
    """Shows open questions, and leads to what closes them."""

    def __init__(self, bench: Bench, answers: Answers, loading: Loading) -> None:
        self._bench = bench
        self._answers = answers
        self._loading = loading
        bench.on_press("library.gaps", self._turn)
        bench.on_press("library.gap", self._card)
        bench.on_press("library.gap_answer", self._answer)
        bench.on_press("library.gap_upload", self._upload)
        bench.on_press("library.gap_dismiss", self._dismiss)
        bench.on_press("library.gap_reopen", self._reopen)
        bench.on_press("library.disputes", self._turn_disputes)
        bench.on_press("library.dispute", self._settle)

    async def list(self, interaction: Interaction) -> None:
        """Show the open questions."""
        await answering.send(interaction, await self._page(interaction, 0))

    async def _turn(self, interaction: Interaction, press: Press) -> None:
        page = page_number(press.argument)
        await answering.update(interaction, await self._page(interaction, page))

    async def _page(self, interaction: Interaction, page: int) -> Reply:
        def found(library: KnowledgeBase) -> tuple[list[Gap], list[Dispute]]:
            return library.gaps.list(), library.votes.disputed()

        # Listing closes what the library answers by now, so it writes.
        gaps, disputes = await self._bench.write(interaction, found)
        return texts.list_page(gaps, page, len(disputes))

    async def _card(self, interaction: Interaction, press: Press) -> None:
        gap = await self._gap(interaction, press.values[0] if press.values else "")
        await answering.update(interaction, texts.card(gap, page_number(press.argument)))

    async def _answer(self, interaction: Interaction, press: Press) -> None:
        gap = await self._gap(interaction, press.id)
        await self._answers.open_form(interaction, gap.question, gap.id)

    async def _upload(self, interaction: Interaction, press: Press) -> None:
        gap = await self._gap(interaction, press.id)
        await self._loading.open_form(interaction, gap.id)

    async def _dismiss(self, interaction: Interaction, press: Press) -> None:
        def dismiss(library: KnowledgeBase) -> Gap:
            gap = library.gaps.get(press.id)
            library.gaps.dismiss(press.id)
            return gap

        try:
            gap = await self._bench.write(interaction, dismiss)
        except NotFound:
            raise Gone(_CLOSED) from None
        await answering.update(interaction, texts.dismissed(gap.question, gap.id))

    async def _reopen(self, interaction: Interaction, press: Press) -> None:
        try:
            gap = await self._bench.write(
                interaction, lambda library: library.gaps.reopen(press.id)
            )
        except NotFound:
            raise Gone(_CLOSED) from None
        await answering.update(interaction, texts.card(gap, 0))

    async def _gap(self, interaction: Interaction, gap_id: str) -> Gap:
        """Return an open question; quickly, for a form may follow."""
        try:
            return await self._bench.glance(interaction, lambda library: library.gaps.get(gap_id))
        except NotFound:
            raise Gone(_CLOSED) from None

    # -- what was no answer

    async def _turn_disputes(self, interaction: Interaction, press: Press) -> None:
        disputes = await self._bench.read(interaction, _disputes)
        ids = [_id(dispute) for dispute in disputes]
        reply = texts.disputes_page(disputes, ids, page_number(press.argument))
        await answering.update(interaction, reply)

    async def _settle(self, interaction: Interaction, press: Press) -> None:
        disputes = await self._bench.glance(interaction, _disputes)
        chosen = next((one for one in disputes if _id(one) in press.values), None)
        if chosen is None:
            raise Gone(_CLOSED)
        await self._answers.begin(interaction, chosen.question)


def _disputes(library: KnowledgeBase) -> list[Dispute]:
    return library.votes.disputed()


def _id(dispute: Dispute) -> str:
    """Return what a dispute is picked by; it has no id of its own."""
    content = f"{dispute.public_id}\n{dispute.question}".encode("utf-8", errors="replace")
    return hashlib.blake2s(content, digest_size=12).hexdigest()
