"""`/commit`, and *Make it my commitment* on a message: what a member promises a group."""

from bot.cogs.commitments.cog import Commitments

__all__ = ["Commitments"]
