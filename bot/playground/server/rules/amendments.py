"""Where Discord's OpenAPI document and Discord itself differ, each with its reason.

Found by sending and reading with the unmodified discord.py 2.7.1, and in Discord's own guides.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Json = Any
"""A JSON value whose shape is the document's business."""

_OF_A_RECEIVED_PICTURE = ("flags", "proxy_url", "content_type", "content_scan_version")

EXTRA_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ApplicationCommandCreateRequest": ("nsfw",),
        "ApplicationCommandUpdateRequest": ("nsfw",),
        "ApplicationCommandPatchRequestPartial": ("nsfw",),
        "MessageEditRequestPartial": ("tts",),
        "IncomingWebhookUpdateRequestPartial": ("tts",),
        "IncomingWebhookUpdateForInteractionCallbackRequestPartial": ("tts",),
        "ComponentEmojiForRequest": ("animated",),
        # What was received is sent again as it came: files that a message keeps, and embeds.
        "MessageAttachmentRequest": (
            *("url", "proxy_url", "size", "width", "height", "content_type", "spoiler"),
        ),
        "RichEmbed": ("flags",),
        "RichEmbedImage": _OF_A_RECEIVED_PICTURE,
        "RichEmbedThumbnail": _OF_A_RECEIVED_PICTURE,
        "RichEmbedVideo": _OF_A_RECEIVED_PICTURE,
        "RichEmbedFooter": ("proxy_icon_url",),
        "RichEmbedAuthor": ("proxy_icon_url",),
    }
)
"""Keys that discord.py sends and the document lacks, by the name of the schema."""

EXTRA_BODY_KEYS: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {("PUT", "/channels/{}/permissions/{}"): ("id",)}
)
"""The same for bodies that the document describes in place."""

EXTRA_QUERY_KEYS: Mapping[tuple[str, str], Mapping[str, Json]] = MappingProxyType(
    {("PUT", "/guilds/{}/bans/{}"): {"delete_message_seconds": {"type": "integer"}}}
)
"""What discord.py puts into the query where the document has it in the body alone."""

WITHOUT_BODY = frozenset({("PUT", "/guilds/{}/bans/{}")})
"""Routes that discord.py asks without the body that the document requires."""

BITS = frozenset({"allow", "deny", "permissions", "default_member_permissions"})
"""Numbers that Discord's guides and discord.py write as text, since they outgrow 53 bits."""

ID = "SnowflakeType"
"""Ids are text, but Discord takes numbers too."""

CORRECTIONS: Mapping[str, Json] = MappingProxyType(
    {
        # A fault within a form has a word for its code, only the whole answer has a number.
        "InnerErrors": {
            "type": "object",
            "properties": {
                "_errors": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "code": {"type": "string"},
                            "message": {"type": "string"},
                        },
                        "required": ["code", "message"],
                    },
                    "minItems": 1,
                }
            },
            "required": ["_errors"],
            "additionalProperties": False,
        },
        # Most of these answers come without a code.
        "RatelimitedResponse": {
            "type": "object",
            "properties": {
                "code": {"type": "integer"},
                "message": {"type": "string"},
                "retry_after": {"type": "number", "minimum": 0},
                "global": {"type": "boolean"},
            },
            "required": ["message", "retry_after", "global"],
        },
        # The document lacks 16, the forum of pictures.
        "ChannelTypes": {"type": "integer", "enum": [*range(6), *range(10, 17)]},
    }
)
"""Schemas in which the document says otherwise than Discord does."""


def loosen(schema: Json) -> Json:
    """Return a request's schema as Discord takes it: permissions as text or as a number."""
    properties = schema.get("properties") if isinstance(schema, dict) else None
    if not isinstance(properties, dict):
        return schema
    loose = {
        name: _as_text_too(value) if name in BITS else value for name, value in properties.items()
    }
    return {**schema, "properties": loose}


def _as_text_too(schema: Json) -> Json:
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "integer" not in kinds:
        return schema
    return {**schema, "type": [*kinds, "string"], "pattern": "^[0-9]+$"}
