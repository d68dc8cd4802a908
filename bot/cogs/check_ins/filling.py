"""The form of a check-in: opened, sent, changed, taken back and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.accountability.models.check_ins import FormFacts, Timing
from bot.errors import Gone
from bot.ui import answering
from bot.ui.check_ins import after, choosing, form
from bot.ui.forms import Written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.accountability.accountability import Accountability
    from bot.accountability.models.check_ins import Submitted
    from bot.accountability.models.groups import PeerGroup
    from bot.cogs.check_ins.found import Found
    from bot.cogs.check_ins.helping import Helping
    from bot.group_finding import GroupFinder
    from bot.on_top import OnTop
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes

    Data = Mapping[str, Any]

_FORM = "checkin.form"
_EARLY, _EDIT = "early", "edit"


class Filling:
    """Takes check-ins.

    A form belongs to a round, to a schedule whose next round it is early for, or to a check-in that
    is changed: its id is that one's, its argument says which of the three.
    """

    def __init__(
        self,
        services: Services,
        routes: Routes,
        finder: GroupFinder,
        found: Found,
        helping: Helping,
        on_top: OnTop,
    ) -> None:
        self._follow_up = services.follow_up
        self._clock = services.clock
        self._routes = routes
        self._finder = finder
        self._found = found
        self._helping = helping
        self._on_top = on_top
        finder.on("checkin.now", self._now)
        routes.on_press("checkin.now", self._now_pressed)
        routes.on_press("checkin.early", self._early)
        routes.on_press("round.check_in", self._pressed)
        routes.on_press("card.edit", self._edit)
        routes.on_press("card.remove", self._remove)
        routes.on_press("card.restore", self._restore)
        routes.on_form(_FORM, None, self._written, reopen=self._reopen)

    async def of_round(self, interaction: Interaction, round_id: str) -> None:
        """Open the form for a round, filled with what is there already."""
        opened = Written(_FORM, round_id)
        await self._open(interaction, await self._facts(interaction, opened))

    async def _now(self, interaction: Interaction, group: PeerGroup, _data: Data) -> None:
        """Open what is due; ask first where nothing is."""
        user_id, now = interaction.user.id, self._clock.now()
        facts = await self._follow_up.run(lambda book: book.check_ins.form(group.id, user_id, now))
        if facts.timing is Timing.EARLY and facts.mine is None:
            await self._on_top.show(interaction, choosing.nothing_is_open(facts))
        else:
            await self._open(interaction, facts)

    async def _now_pressed(self, interaction: Interaction, press: Press) -> None:
        await self._finder.resume(interaction, "checkin.now", press.id, {})

    async def _early(self, interaction: Interaction, press: Press) -> None:
        opened = Written(_FORM, press.id, _EARLY)
        await self._open(interaction, await self._facts(interaction, opened))

    async def _pressed(self, interaction: Interaction, press: Press) -> None:
        await self.of_round(interaction, press.id)

    async def _edit(self, interaction: Interaction, press: Press) -> None:
        opened = Written(_FORM, press.id, _EDIT)
        await self._open(interaction, await self._facts(interaction, opened))

    async def _open(
        self, interaction: Interaction, facts: FormFacts, given: Written | None = None
    ) -> None:
        """Open the form; `given` is what was typed in it before, and comes first."""
        if facts.mine is not None:
            id_, argument = facts.mine.id, _EDIT
        elif facts.round_id is not None:
            id_, argument = facts.round_id, ""
        else:
            id_, argument = facts.series_id, _EARLY
        values, chosen = (given.values, given.chosen) if given else form.filled(facts)
        opened = Written(_FORM, id_, argument, values, chosen=chosen)
        await self._routes.open_form(interaction, opened, form.layout(facts))

    async def _reopen(self, interaction: Interaction, given: Written) -> None:
        """Open the form once more; if its round is over, for the next one: no word is lost."""
        try:
            facts = await self._facts(interaction, given)
        except Gone:
            facts = await self._facts_of_next(interaction, given)
        await self._open(interaction, facts, given)

    async def _facts_of_next(self, interaction: Interaction, given: Written) -> FormFacts:
        if given.argument:
            raise Gone(after.GONE)
        user_id, now = interaction.user.id, self._clock.now()
        found, group = await self._found.round(interaction, given.id)
        return await self._follow_up.run(
            lambda book: book.check_ins.form(group.id, user_id, now, series_id=found.series_id)
        )

    async def _facts(self, interaction: Interaction, opened: Written) -> FormFacts:
        """Look up what a form shows, for whom it belongs to."""
        user_id, now = interaction.user.id, self._clock.now()
        id_ = opened.id
        if opened.argument == _EDIT:
            await self._found.check_in(interaction, id_)
            return await self._follow_up.run(lambda book: book.check_ins.form_of(id_, user_id, now))
        if opened.argument == _EARLY:
            _, group = await self._found.series(interaction, id_)
            return await self._follow_up.run(
                lambda book: book.check_ins.form(group.id, user_id, now, series_id=id_)
            )
        _, group = await self._found.round(interaction, id_)
        return await self._follow_up.run(
            lambda book: book.check_ins.form(group.id, user_id, now, round_id=id_)
        )

    async def _written(self, interaction: Interaction, written: Written) -> None:
        reply = await answering.patiently(interaction, self._sent(interaction, written))
        await self._answer(interaction, reply)

    async def _sent(self, interaction: Interaction, written: Written) -> Reply:
        facts = await self._facts(interaction, written)
        user_id, now = interaction.user.id, self._clock.now()
        report = form.report(facts, written)

        def submit(book: Accountability) -> Submitted:
            if written.argument == _EDIT:
                return book.check_ins.edit(written.id, user_id, report, now)
            if facts.round_id is not None:
                return book.check_ins.submit(
                    facts.group_id, user_id, report, now, round_id=facts.round_id
                )
            return book.check_ins.submit(
                facts.group_id, user_id, report, now, series_id=facts.series_id
            )

        sent = await self._follow_up.run(submit)
        before = facts.mine.report.hand_lines if facts.mine else ()
        lines = [line for line in sent.check_in.report.hand_lines if line not in before]
        group = await self._follow_up.run(lambda book: book.rows.groups.get(facts.group_id))
        help_ = await self._helping.look(group.guild_id, lines, user_id) if group else ()
        if written.argument == _EDIT:
            return after.edited(sent.check_in, sent.carried_thrice, help_)
        return after.done(sent.check_in, sent.next_opens_at, sent.carried_thrice, help_)

    async def _remove(self, interaction: Interaction, press: Press) -> None:
        found, _ = await self._found.check_in(interaction, press.id)
        user_id, now = interaction.user.id, self._clock.now()
        removed = await self._follow_up.run(
            lambda book: book.check_ins.remove(found.id, user_id, now)
        )
        await answering.show(interaction, after.removed(removed))

    async def _restore(self, interaction: Interaction, press: Press) -> None:
        user_id, now = interaction.user.id, self._clock.now()
        restored = await self._follow_up.run(
            lambda book: book.check_ins.restore(press.id, user_id, now)
        )
        await answering.show(interaction, after.restored(restored.check_in.id))

    async def _answer(self, interaction: Interaction, reply: Reply) -> None:
        """Answer a form; a DM with a check-in's buttons stays as it is."""
        if interaction.guild_id is None:
            await answering.send(interaction, reply)
        else:
            await self._on_top.show(interaction, reply)
