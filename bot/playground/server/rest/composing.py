"""Makes a message's parts, as Discord keeps and answers them, of what the bot sent.

Discord completes what a request leaves out: ids of components, `inline` of fields, links of
`attachment://` names. Follow-ups and answers to interactions are composed here as well.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.playground.server.rest.call import Upload
from bot.playground.server.world.files import StoredFile
from bot.playground.server.world.models import Attachment, Json, Message
from bot.playground.server.world.world import World

_ATTACHMENT = "attachment://"
_EMBED_KEYS = (
    *("title", "description", "url", "color", "timestamp", "footer", "author"),
    *("image", "thumbnail", "fields", "flags"),
)
_PICTURES = {"image": "url", "thumbnail": "url", "footer": "icon_url", "author": "icon_url"}
_SELECTS = frozenset({3, 5, 6, 7, 8})
_THUMBNAIL, _GALLERY, _FILE, _SEPARATOR, _CONTAINER = 11, 12, 13, 14, 17


@dataclass(slots=True)
class Composer:
    """Composes one message; `attachments` are those that it will have."""

    world: World
    attachments: list[Attachment]

    @classmethod
    def of(
        cls,
        world: World,
        channel_id: int,
        body: Json,
        files: list[Upload],
        before: Message | None = None,
    ) -> "Composer":
        """Store the uploads and find what the message keeps of its former attachments."""
        described = {str(each.get("id")): each for each in body.get("attachments") or []}
        former = before.attachments if before else []
        stated = body.get("attachments") is not None
        kept = [each for each in former if not stated or str(each.id) in described]
        stored = [_store(world, channel_id, each, described.get(each.key, {})) for each in files]
        return cls(world, [*kept, *stored])

    def embeds(self, sent: list[Json]) -> list[Json]:
        """Return embeds as Discord keeps them."""
        return [self._embed(each) for each in sent]

    def components(self, sent: list[Json]) -> list[Json]:
        """Return components as Discord keeps them, each with an id that is its own."""
        taken = {each["id"] for each in _all_of(sent) if each.get("id")}
        free = (number for number in range(1, 10_000) if number not in taken)
        return [self._component(each, lambda: next(free)) for each in sent]

    def _embed(self, sent: Json) -> Json:
        embed: Json = {key: sent[key] for key in _EMBED_KEYS if sent.get(key) is not None}
        embed["type"] = "rich"
        if "fields" in embed:
            embed["fields"] = [
                {
                    "name": each["name"],
                    "value": each["value"],
                    "inline": bool(each.get("inline", False)),
                }
                for each in embed["fields"]
            ]
        for part, key in _PICTURES.items():
            if part in embed:
                embed[part] = self._with_picture(embed[part], key)
        return embed

    def _with_picture(self, part: Json, key: str) -> Json:
        made = {name: value for name, value in part.items() if value is not None}
        if key in made:
            made[key] = self._address(made[key])
            made["proxy_" + key] = made[key]
        return made

    def _component(self, sent: Json, next_id: Callable[[], int]) -> Json:
        made = _without_nulls(sent)
        made["id"] = made.get("id") or next_id()
        kind = made["type"]
        if kind in _SELECTS:
            made = dict[str, Any](min_values=1, max_values=1) | made
            # discord.py says it of every menu; Discord reads it in forms only and tells nothing.
            made.pop("required", None)
            if chosen := made.get("default_values"):
                made["default_values"] = [each | {"id": str(each["id"])} for each in chosen]
        elif kind == _SEPARATOR:
            made = {"spacing": 1, "divider": True} | made
        elif kind == _CONTAINER:
            made = {"accent_color": None, "spoiler": False} | made
        elif kind == _THUMBNAIL:
            made = self._media({"description": None, "spoiler": False} | made, "media")
        elif kind == _FILE:
            made = self._file(made)
        elif kind == _GALLERY:
            defaults: Json = {"description": None, "spoiler": False}
            made["items"] = [self._media(defaults | each, "media") for each in made["items"]]
        if "components" in made:
            made["components"] = [self._component(each, next_id) for each in made["components"]]
        if "accessory" in made:
            made["accessory"] = self._component(made["accessory"], next_id)
        return made

    def _file(self, sent: Json) -> Json:
        name = str(sent["file"]["url"]).removeprefix(_ATTACHMENT)
        size = next((each.size for each in self.attachments if each.filename == name), None)
        return self._media({"spoiler": False} | sent | {"name": name, "size": size}, "file")

    def _media(self, sent: Json, key: str) -> Json:
        """Return a component whose media is completed as Discord does after looking at it."""
        url = str(sent[key]["url"])
        media: Json = {"id": str(self.world.snowflakes.next())}
        attachment = self._attachment(url)
        if attachment is not None:
            media["attachment_id"] = str(attachment.id)
            media["content_type"] = attachment.content_type
        media["url"] = media["proxy_url"] = self._address(url)
        return sent | {key: media}

    def _address(self, url: str) -> str:
        attachment = self._attachment(url)
        return self.world.files.url(attachment.id) if attachment else url

    def _attachment(self, url: str) -> Attachment | None:
        if not url.startswith(_ATTACHMENT):
            return None
        name = url.removeprefix(_ATTACHMENT)
        return next((each for each in self.attachments if each.filename == name), None)


def _store(world: World, channel_id: int, upload: Upload, described: Json) -> Attachment:
    name = str(described.get("filename") or upload.filename)
    stored = StoredFile(channel_id, name, upload.content, upload.content_type)
    attachment = world.files.store(world.snowflakes.next(), stored)
    attachment.description = described.get("description")
    return attachment


def _without_nulls(sent: Json) -> Json:
    made = {key: value for key, value in sent.items() if value is not None}
    if "emoji" in made:
        made["emoji"] = _without_nulls(made["emoji"])
    if "options" in made:
        made["options"] = [_without_nulls(each) for each in made["options"]]
    return made


def _all_of(components: list[Json]) -> Iterator[Json]:
    for each in components:
        yield each
        yield from _all_of(each.get("components") or [])
        accessory: Any = each.get("accessory")
        if accessory:
            yield accessory
