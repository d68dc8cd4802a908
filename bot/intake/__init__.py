"""What comes in from outside: attachments, pasted texts, and how much of them at a time.

Files are read in worker processes; nothing here opens one itself. It knows nothing of commands,
messages and the libraries.
"""

from bot.intake.cooldowns import Cooldowns, OnCooldown, Rate
from bot.intake.intake import Intake, Read, Refused
from bot.intake.parser import WorkerLimits
from bot.intake.quotas import quota_refusal

__all__ = [
    "Cooldowns",
    "Intake",
    "OnCooldown",
    "Rate",
    "Read",
    "Refused",
    "WorkerLimits",
    "quota_refusal",
]
