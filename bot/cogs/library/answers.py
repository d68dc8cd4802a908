"""`/library answer`: a librarian's own answer, seen as members will see it before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bot.authority import guild_of
from bot.cogs.library.bench import by, show
from bot.errors import Gone, Refusal
from bot.ui import answering
from bot.ui import library_answers as texts
from bot.ui.forms import Written
from knowledge import NotFound
from knowledge.models import CuratedAnswer

if TYPE_CHECKING:
    from bot.cogs.library.bench import Bench
    from bot.desk import Memo
    from bot.telling import Telling
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from knowledge import KnowledgeBase
    from knowledge.models import Gap

GAP, ANSWER = "gap:", "answer:"
"""What the questions offered while typing begin with; whatever else is typed is a question."""

_FORM = "library.answer"
_DRAFT, _SAVED = "library.answering", "library.answered"
_EMPTY = "Write the question and an answer. Nothing was saved."
_GONE = "That answer is no longer there. `/library answer` writes a new one."


class Answers:
    """Takes librarians' answers, shows, saves, changes and removes them."""

    def __init__(self, bench: Bench, telling: Telling) -> None:
        self._bench = bench
        self._telling = telling
        self._clock = bench.services.clock
        bench.on_form(_FORM, texts.layout, self._written)
        bench.on_press("library.answer_save", self._save)
        bench.on_press("library.answer_again", self._again)
        bench.on_press("library.answer_edit", self._edit)
        bench.on_press("library.answer_remove", self._remove)
        bench.on_press("library.answer_restore", self._restore)
        bench.on_press("library.answer_undo", self._undo)

    async def begin(self, interaction: Interaction, question: str) -> None:
        """Show the answer to a question, or open the form for one."""
        chosen = question.strip()

        def found(library: KnowledgeBase) -> tuple[CuratedAnswer | None, Gap | None]:
            try:
                if chosen.startswith(GAP):
                    return None, library.gaps.get(chosen.removeprefix(GAP))
                if chosen.startswith(ANSWER):
                    return library.answers.get(chosen.removeprefix(ANSWER)), None
            except NotFound:
                raise Gone(_GONE) from None
            return library.answers.match(chosen), None

        answer, gap = await self._bench.glance(interaction, found)
        if answer is not None:
            await answering.send(interaction, texts.existing(answer))
        elif gap is not None:
            await self.open_form(interaction, gap.question, gap.id)
        else:
            await self.open_form(interaction, chosen)

    async def open_form(self, interaction: Interaction, question: str, gap_id: str = "") -> None:
        """Open the form for a question that has no answer yet."""
        data = {texts.QUESTION: question[: texts.LONGEST_QUESTION], texts.TEXT: "", "gap": gap_id}
        memo = await self._bench.keep(interaction, _DRAFT, data)
        await self._open(interaction, memo)

    async def _open(self, interaction: Interaction, memo: Memo) -> None:
        values = {name: str(memo.data[name]) for name in (texts.QUESTION, texts.TEXT)}
        argument = "edit" if memo.data.get("answer") else ""
        await self._bench.open_form(interaction, Written(_FORM, memo.id, argument, values))

    async def _written(self, interaction: Interaction, written: Written) -> None:
        memo = await self._draft(interaction, written.id)
        given = {name: text.strip() for name, text in written.values.items()}
        data = {**memo.data, **given}
        question, text = str(data[texts.QUESTION]), str(data[texts.TEXT])
        if not question or not text:
            raise Refusal(_EMPTY)
        await self._bench.rewrite(memo, data)
        there = await self._bench.read(interaction, lambda library: library.answers.match(question))
        seen = CuratedAnswer("", question, text, by(interaction), self._clock.now())
        await show(interaction, texts.preview(seen, memo.id, replaces=there is not None))

    async def _again(self, interaction: Interaction, press: Press) -> None:
        await self._open(interaction, await self._draft(interaction, press.id))

    async def _save(self, interaction: Interaction, press: Press) -> None:
        with self._bench.once(press.id):
            reply = await self._saved(interaction, press.id)
        await answering.update(interaction, reply)
        await self._telling.after_change(guild_of(interaction))

    async def _saved(self, interaction: Interaction, memo_id: str) -> Reply:
        memo = await self._draft(interaction, memo_id)
        question, text = str(memo.data[texts.QUESTION]), str(memo.data[texts.TEXT])
        answer_id, gap_id = str(memo.data.get("answer", "")), str(memo.data.get("gap", ""))
        me = by(interaction)

        def save(library: KnowledgeBase) -> tuple[CuratedAnswer, CuratedAnswer | None, int]:
            waiting = _waiting(library, gap_id)
            if answer_id:
                before = library.answers.get(answer_id)
                return library.answers.edit(answer_id, text, by=me), before, waiting
            there = {answer.id: answer for answer in library.answers.list()}
            answer = library.answers.set(question, text, by=me)
            return answer, there.get(answer.id), waiting

        try:
            answer, before, waiting = await self._bench.write(interaction, save)
        except NotFound:
            raise Gone(_GONE) from None
        data = {"answer": answer.id, "before": before.text if before else None}
        undo = await self._bench.keep(interaction, _SAVED, data)
        await self._bench.rewrite(memo, {"saved": True})
        return texts.saved(answer.question, undo.id, waiting)

    async def _edit(self, interaction: Interaction, press: Press) -> None:
        answer = await self._answer(interaction, press.id)
        data = {texts.QUESTION: answer.question, texts.TEXT: answer.text, "answer": answer.id}
        await self._open(interaction, await self._bench.keep(interaction, _DRAFT, data))

    async def _answer(self, interaction: Interaction, answer_id: str) -> CuratedAnswer:
        try:
            return await self._bench.glance(
                interaction, lambda library: library.answers.get(answer_id)
            )
        except NotFound:
            raise Gone(_GONE) from None

    async def _remove(self, interaction: Interaction, press: Press) -> None:
        me = by(interaction)
        try:
            answer = await self._bench.write(
                interaction, lambda library: library.answers.remove(press.id, by=me)
            )
        except NotFound:
            raise Gone(_GONE) from None
        await answering.update(interaction, texts.removed(answer.question, answer.id))

    async def _restore(self, interaction: Interaction, press: Press) -> None:
        me = by(interaction)
        answer = await self._bench.write(
            interaction, lambda library: library.answers.restore(press.id, by=me)
        )
        await answering.update(interaction, texts.restored(answer.question))
        await self._telling.after_change(guild_of(interaction))

    async def _undo(self, interaction: Interaction, press: Press) -> None:
        memo = await self._bench.recall(interaction, _SAVED, press.id)
        answer_id = str(memo.data["answer"])
        before = cast("str | None", memo.data["before"])
        me = by(interaction)

        def undo(library: KnowledgeBase) -> CuratedAnswer:
            if before is None:
                return library.answers.remove(answer_id, by=me)
            return library.answers.edit(answer_id, before, by=me)

        try:
            answer = await self._bench.write(interaction, undo)
        except NotFound:
            raise Gone(_GONE) from None
        if before is None:
            reply = texts.removed(answer.question, answer.id)
        else:
            reply = texts.as_before(answer.question)
        await answering.update(interaction, reply)

    async def _draft(self, interaction: Interaction, memo_id: str) -> Memo:
        memo = await self._bench.recall(interaction, _DRAFT, memo_id)
        if "saved" in memo.data:
            raise Refusal(texts.ALREADY_SAVED)
        return memo


def _waiting(library: KnowledgeBase, gap_id: str) -> int:
    """Return how many asked to be told when an open question is answered."""
    try:
        return library.gaps.get(gap_id).watchers if gap_id else 0
    except NotFound:
        return 0
