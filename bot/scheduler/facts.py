"""The names of the facts that the scheduler keeps in the file, for itself and for the operator."""

from __future__ import annotations

TICK = "tick"
"""The last tick by a clock that could be trusted."""
FILE = "file"
"""The inode that the file had at the last start."""
RESTORED = "restored"
"""Since when everything is on hold, because the folder was restored or copied (`dispatch.hold`)."""
USED = "used"
"""When a restored file was last in use, while it is on hold."""
ANOTHER_COPY = "another_copy"
"""Since when everything is on hold, because another copy of the bot runs."""
RESUME = "resume"
"""When the operator said that a hold is to end."""
