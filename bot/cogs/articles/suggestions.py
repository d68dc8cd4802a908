"""Suggestions of members: handed in, told to the librarians, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.authority import guild_of, librarian_here, place_to_post
from bot.errors import Gone, NotAllowed, Refusal
from bot.intake import Refused
from bot.ui import answering
from bot.ui import suggestions as texts
from bot.ui.forms import Written
from bot.ui.help import NOW
from bot.ui.reply import Reply
from bot.ui.safe_text import safe_text

if TYPE_CHECKING:
    from discord import Attachment

    from bot.outbox import Outbox
    from bot.services import Services
    from bot.ui.press import Interaction, Press
    from bot.ui.routes import Routes
    from knowledge import KnowledgeBase
    from knowledge.models import Document

_NOTICE = "suggestion"
_NOTHING = "Write a text, or choose a file. Nothing was handed in."
_NOT_THERE = "That is no longer here. Run the command again."
_WITHDRAWN = "It is decided already, or was taken back."


class Suggestions:
    """What a member proposes for the library; librarians decide elsewhere."""

    def __init__(self, services: Services, routes: Routes, outbox: Outbox) -> None:
        self._desk = services.desk
        self._libraries = services.libraries
        self._intake = services.intake
        self._cooldowns = services.cooldowns
        self._routes = routes
        self._outbox = outbox
        routes.on_press("suggestion.tell", self._preview_notice)
        routes.on_press("suggestion.post", self._post_notice)
        routes.on_press("suggestion.keep", self._keep_quiet)
        routes.on_press("suggestion.remove", self._remove_notice)
        routes.on_press("suggestion.withdraw", self._withdraw)
        routes.on_form("suggestion.form", texts.layout, self._written)

    async def begin(self, interaction: Interaction, file: Attachment | None) -> None:
        """Take a file, or open the form."""
        if file is None:
            await self._routes.open_form(interaction, Written("suggestion.form", NOW))
            return
        documents = await answering.patiently(interaction, self._read(interaction, file))
        await self._hand_in(interaction, documents, "")

    async def _written(self, interaction: Interaction, written: Written) -> None:
        values = written.values
        text = values.get(texts.TEXT, "").strip()
        if not text and not written.files:
            raise Refusal(_NOTHING)
        if written.files:
            documents = await answering.patiently(
                interaction, self._read(interaction, written.files[0])
            )
        else:
            self._cooldowns.check("upload", guild_of(interaction), interaction.user.id)
            title = values.get(texts.TITLE, "").strip() or texts.title_of(text)
            documents = await answering.patiently(interaction, self._intake.read_text(title, text))
        await self._hand_in(interaction, documents, values.get(texts.NOTE, "").strip())

    async def _read(self, interaction: Interaction, file: Attachment) -> list[Document]:
        self._cooldowns.check("upload", guild_of(interaction), interaction.user.id)
        documents: list[Document] = []
        async for outcome in self._intake.read([file]):
            if isinstance(outcome, Refused):
                raise Refusal(safe_text(outcome.reason, 500))
            documents += outcome.documents
        return documents

    async def _hand_in(
        self, interaction: Interaction, documents: list[Document], note: str
    ) -> None:
        by = str(interaction.user.id)

        def propose(library: KnowledgeBase) -> list[tuple[str, Document]]:
            return [
                (library.suggestions.propose(document, by=by, note=note).id, document)
                for document in documents
            ]

        handed = await answering.patiently(
            interaction, self._libraries.write(guild_of(interaction), propose)
        )
        await answering.send(interaction, texts.handed_in(handed))

    async def _suggested(self, interaction: Interaction, suggestion_id: str) -> Document:
        """Return the presser's own suggestion; raises Gone."""
        found = await self._libraries.read(
            guild_of(interaction),
            lambda library: next(
                (one for one in library.suggestions.list() if one.id == suggestion_id), None
            ),
        )
        if found is None or found.by != str(interaction.user.id):
            raise Gone(_WITHDRAWN)
        return found.document

    async def _preview_notice(self, interaction: Interaction, press: Press) -> None:
        document = await self._suggested(interaction, press.id)
        channel_id = _place(interaction)
        post = await self._desk.draft(
            _NOTICE,
            guild_of(interaction),
            interaction.user.id,
            {"suggestion": press.id},
            channel_id=channel_id,
        )
        await answering.send(interaction, texts.telling(document, channel_id, post.id))

    async def _post_notice(self, interaction: Interaction, press: Press) -> None:
        guild_id, user_id = guild_of(interaction), interaction.user.id
        post = await self._desk.post(guild_id, press.id, owner_id=user_id)
        if post.kind != _NOTICE:
            raise Gone(_NOT_THERE)
        _place(interaction, post.channel_id)
        document = await self._suggested(interaction, str(post.data["suggestion"]))
        reply = texts.notice(document, str(post.data["suggestion"]), post.id, user_id)
        await answering.patiently(interaction, self._outbox.send(post, reply), update=True)
        await answering.update(interaction, texts.posted(post.channel_id or 0, post.id))

    async def _keep_quiet(self, interaction: Interaction, _press: Press) -> None:
        await answering.update(
            interaction, Reply("Not posted. Librarians see it in `/library suggestions`.")
        )

    async def _remove_notice(self, interaction: Interaction, press: Press) -> None:
        post = await self._desk.post(guild_of(interaction), press.id)
        owner = post.owner_id == interaction.user.id
        if post.kind != _NOTICE or not (owner or await librarian_here(interaction, self._desk)):
            raise NotAllowed("Only who posted it, or a librarian, can remove it.")
        await answering.patiently(interaction, self._outbox.take_back(post))
        await answering.send(interaction, Reply("Removed. The suggestion itself is still there."))

    async def _withdraw(self, interaction: Interaction, press: Press) -> None:
        await self._suggested(interaction, press.id)
        await self._libraries.write(
            guild_of(interaction), lambda library: library.suggestions.decline(press.id)
        )
        await answering.update(interaction, Reply("Taken back. Nothing of it is kept."))


def _place(interaction: Interaction, expected: int | None = None) -> int:
    try:
        return place_to_post(interaction, expected)
    except NotAllowed:
        sentence = "You can't post in this channel. Librarians see it anyway."
        raise NotAllowed(sentence) from None
