"""What a member lets the bot post: shared answers, and questions to the group."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from bot.authority import guild_of, librarian_here, place_to_post
from bot.cogs.ask.asked import Asked, recall
from bot.cogs.ask.drafts import Draft
from bot.cogs.ask.looking import found_again, look, name_of_curated
from bot.desk import PostState
from bot.errors import Gone, NotAllowed, Refusal
from bot.ui import answering
from bot.ui import shared_posts as texts
from bot.ui.answers import Shown
from bot.ui.forms import Written
from bot.ui.questions import read_typed

if TYPE_CHECKING:
    from bot.desk import Post
    from bot.outbox import Outbox
    from bot.services import Services
    from bot.ui.answers import Sheet
    from bot.ui.press import Interaction, Press
    from bot.ui.reply import Reply
    from bot.ui.routes import Routes
    from knowledge.models import CuratedAnswer

_SHARE, _GROUP = "share", "group"
_FORM = "share.form"


class Posts:
    """Previews, posts and takes back."""

    def __init__(self, services: Services, routes: Routes, outbox: Outbox) -> None:
        self._desk = services.desk
        self._libraries = services.libraries
        self._outbox = outbox
        self._routes = routes
        routes.on_press("ask.share", self._share)
        routes.on_press("ask.group", self._ask_group)
        routes.on_press("share.choose", self._choose)
        routes.on_press("share.edit", self._edit)
        routes.on_press("share.cancel", self._cancel)
        routes.on_press("share.post", self._post)
        routes.on_press("share.undo", self._undo)
        routes.on_press("share.remove", self._remove)
        routes.on_form(_FORM, texts.layout, self._edited)

    async def share_preview(self, interaction: Interaction, asked: Asked, sheet: Sheet) -> Reply:
        """Draft a post of an answer, and return its preview; raises Refusal."""
        return await self._drafted(interaction, _SHARE, Draft.of(asked, sheet))

    async def _share(self, interaction: Interaction, press: Press) -> None:
        _, asked = await recall(self._desk, interaction, press.id)

        async def preview() -> Reply:
            sheet, _ = await self._looked_up(interaction, asked, press.argument)
            if not sheet.answered:
                raise Gone(texts.CHANGED)
            return await self.share_preview(interaction, asked, sheet)

        await answering.send(interaction, await answering.patiently(interaction, preview()))

    async def _ask_group(self, interaction: Interaction, press: Press) -> None:
        _, asked = await recall(self._desk, interaction, press.id)

        async def preview() -> Reply:
            sheet, _ = await self._looked_up(interaction, asked, "")
            draft = replace(Draft.of(asked, sheet), choices=(), curated="", chosen=())
            return await self._drafted(interaction, _GROUP, draft)

        await answering.send(interaction, await answering.patiently(interaction, preview()))

    async def _looked_up(
        self, interaction: Interaction, asked: Asked, page: str
    ) -> tuple[Sheet, Asked]:
        number = int(page) if page.isascii() and page.isdecimal() else 0
        guild_id = guild_of(interaction)
        return await look(self._libraries, guild_id, asked, interaction.user.id, number)

    async def _drafted(self, interaction: Interaction, kind: str, draft: Draft) -> Reply:
        channel_id = place_to_post(interaction)
        guild_id, user_id = guild_of(interaction), interaction.user.id
        post = await self._desk.draft(kind, guild_id, user_id, asdict(draft), channel_id=channel_id)
        return await self._preview(post, draft)

    # -- the draft

    async def _mine(self, interaction: Interaction, post_id: str) -> tuple[Post, Draft]:
        """Return a post of whoever presses; raises Gone."""
        post = await self._desk.post(guild_of(interaction), post_id, owner_id=interaction.user.id)
        if post.kind not in {_SHARE, _GROUP}:
            raise Gone(texts.TOO_LATE)
        return post, Draft.from_data(post.data)

    async def _found(self, post: Post, draft: Draft) -> tuple[list[Shown], CuratedAnswer | None]:
        """Return what may be shown, as the library has it now; raises Gone if a part is gone."""
        asked = Asked(draft.question, draft.article, draft.tag)
        found, curated = await found_again(self._libraries, post.guild_id, asked)
        shown = [Shown(name, found[name]) for name in draft.choices if name in found]
        same = curated if curated and name_of_curated(curated) == draft.curated else None
        here = {one.name for one in shown} | ({texts.CURATED} if same else set())
        if not here.issuperset(draft.chosen):
            raise Gone(texts.CHANGED)
        return shown, same

    async def _preview(self, post: Post, draft: Draft) -> Reply:
        channel_id = post.channel_id or 0
        if post.kind == _GROUP:
            return texts.group_preview(
                draft.text, post.owner_id, channel_id, post.id, answered=draft.answered
            )
        shown, curated = await self._found(post, draft)
        return texts.share_preview(
            draft.text,
            shown,
            curated,
            draft.chosen,
            owner_id=post.owner_id,
            channel_id=channel_id,
            post_id=post.id,
        )

    async def _redraft(self, interaction: Interaction, post: Post, draft: Draft) -> None:
        async def preview() -> Reply:
            reply = await self._preview(post, draft)
            if not await self._desk.redraft(post, asdict(draft)):
                raise Refusal(texts.TOO_LATE)
            return reply

        reply = await answering.patiently(interaction, preview(), update=True)
        await answering.update(interaction, reply)

    async def _choose(self, interaction: Interaction, press: Press) -> None:
        post, draft = await self._mine(interaction, press.id)
        known = ((texts.CURATED,) if draft.curated else ()) + draft.choices
        chosen = tuple(name for name in known if name in press.values)
        if not chosen:
            raise Refusal(texts.CHOOSE_ONE)
        await self._redraft(interaction, post, replace(draft, chosen=chosen))

    async def _edit(self, interaction: Interaction, press: Press) -> None:
        post, draft = await self._mine(interaction, press.id)
        if post.state is not PostState.DRAFT:
            raise Refusal(texts.TOO_LATE)
        opened = Written(_FORM, post.id, values={texts.QUESTION: draft.text})
        await self._routes.open_form(interaction, opened)

    async def _edited(self, interaction: Interaction, written: Written) -> None:
        post, draft = await self._mine(interaction, written.id)
        typed = read_typed(written.values.get(texts.QUESTION, ""))
        if not typed.has_words:
            raise Refusal(texts.NO_WORDS)
        await self._redraft(interaction, post, replace(draft, text=typed.text))

    async def _cancel(self, interaction: Interaction, press: Press) -> None:
        post, _ = await self._mine(interaction, press.id)
        if not await self._desk.claim(post):
            raise Refusal(texts.TOO_LATE)
        await self._desk.settle(post, PostState.UNDONE)
        await answering.update(interaction, texts.cancelled())

    # -- the post

    async def _post(self, interaction: Interaction, press: Press) -> None:
        post, draft = await self._mine(interaction, press.id)
        channel_id = place_to_post(interaction, post.channel_id)

        async def sent() -> None:
            if post.state is not PostState.SENT:
                await self._outbox.send(post, await self._rendered(post, draft))

        await answering.patiently(interaction, sent(), update=True)
        await answering.update(interaction, texts.posted(channel_id, post.id))

    async def _rendered(self, post: Post, draft: Draft) -> Reply:
        """Return the post as the library allows it now: what was removed is not posted."""
        owner = post.owner_id
        if post.kind == _GROUP:
            return texts.group_post(draft.text, owner, post.id, answered=draft.answered)
        shown, curated = await self._found(post, draft)
        chosen = [one for one in shown if one.name in draft.chosen]
        if texts.CURATED not in draft.chosen:
            curated = None
        return texts.share_post(draft.text, chosen, curated, owner, post.id)

    async def _undo(self, interaction: Interaction, press: Press) -> None:
        post, _ = await self._mine(interaction, press.id)
        await answering.patiently(interaction, self._outbox.take_back(post), update=True)
        await answering.update(interaction, texts.taken_back(post.channel_id or 0))

    async def _remove(self, interaction: Interaction, press: Press) -> None:
        """Remove a post by the button that stands below it."""
        post = await self._desk.post(guild_of(interaction), press.id)
        if post.kind not in {_SHARE, _GROUP}:
            raise Gone(texts.TOO_LATE)
        if post.owner_id != interaction.user.id and not await librarian_here(
            interaction, self._desk
        ):
            raise NotAllowed(texts.NOT_YOURS)
        message = interaction.message
        if post.message_id is None and message and message.channel.id == post.channel_id:
            # The bot ended between posting and noting it down.
            post = replace(post, message_id=message.id)
        await answering.patiently(interaction, self._outbox.take_back(post))
        await answering.send(interaction, texts.removed())
