"""`/checkin`, and what members press on rounds, cards and notes."""

from bot.cogs.check_ins.cog import CheckIns

__all__ = ["CheckIns"]
