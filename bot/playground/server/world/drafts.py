"""What somebody wants to post, or to change in a post, before it is a message."""

from dataclasses import dataclass, field

from bot.playground.server.world.models import (
    Attachment,
    Json,
    MessageFlag,
    MessageType,
    Reference,
)


@dataclass(frozen=True, slots=True)
class AllowedMentions:
    """Which mentions of a text count; as Discord has it, naming ids excludes the whole kind."""

    users: bool = True
    roles: bool = True
    everyone: bool = True
    replied_user: bool = True
    user_ids: frozenset[int] = frozenset()
    role_ids: frozenset[int] = frozenset()

    @classmethod
    def from_json(cls, body: Json | None) -> "AllowedMentions":
        """Read Discord's `allowed_mentions`; without one, everything counts."""
        if body is None:
            return cls()
        kinds = body.get("parse") or []
        return cls(
            users="users" in kinds,
            roles="roles" in kinds,
            everyone="everyone" in kinds,
            replied_user=bool(body.get("replied_user", False)),
            user_ids=frozenset(int(each) for each in body.get("users") or []),
            role_ids=frozenset(int(each) for each in body.get("roles") or []),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to be; `visible_to` names the only readers of an ephemeral one."""

    content: str = ""
    type: MessageType = MessageType.DEFAULT
    flags: MessageFlag = MessageFlag.NONE
    tts: bool = False
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    allowed_mentions: AllowedMentions = field(default_factory=AllowedMentions)
    reference: Reference | None = None
    nonce: str | int | None = None
    application_id: int | None = None
    webhook_id: int | None = None
    interaction: Json | None = None
    interaction_metadata: Json | None = None
    visible_to: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of a message; what is None stays as it is."""

    content: str | None = None
    flags: MessageFlag | None = None
    embeds: list[Json] | None = None
    components: list[Json] | None = None
    attachments: list[Attachment] | None = None
    allowed_mentions: AllowedMentions | None = None
