"""Verified copies of every file in the data folder: made, kept for a while, and put back.

It knows the folder and SQLite, and nothing of what the files hold; each call takes the time it
needs, so it belongs into a thread or a program of its own.
"""

from bot.backups.copies import is_older
from bot.backups.manifest import CopiedFile, Manifest
from bot.backups.marker import Marker, read_marker, remove_marker
from bot.backups.restoring import Restored, restore, unfinished_restore
from bot.backups.shelf import Backup, BackupFaultyError, Shelf

__all__ = [
    "Backup",
    "BackupFaultyError",
    "CopiedFile",
    "Manifest",
    "Marker",
    "Restored",
    "Shelf",
    "is_older",
    "read_marker",
    "remove_marker",
    "restore",
    "unfinished_restore",
]
