"""The permissions that the bot asks for, each with its reason; no more than it uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import discord


@dataclass(frozen=True, slots=True)
class Need:
    """A permission that the bot needs.

    Attributes:
        name: What Discord's settings call it.
        flag: What discord.py calls it.
        why: What the bot does with it.
    """

    name: str
    flag: str
    why: str

    def is_met(self, allowed: discord.Permissions) -> bool:
        """Tell whether it is among those that the bot has."""
        return bool(getattr(allowed, self.flag))


NEEDED = (
    Need("View Channels", "view_channel", "to see the channels that it may answer and post in"),
    Need("Send Messages", "send_messages", "to post what a member shares or asks the group"),
    Need(
        "Send Messages in Threads",
        "send_messages_in_threads",
        "to do the same inside a thread",
    ),
    Need(
        "Create Public Threads",
        "create_public_threads",
        "to keep the answers to a question in one place",
    ),
    Need("Embed Links", "embed_links", "to show excerpts with their sources"),
    Need("Attach Files", "attach_files", "to send what does not fit into a message"),
    Need(
        "Read Message History",
        "read_message_history",
        "to find its own posts again and reply to them",
    ),
)
