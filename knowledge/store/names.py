"""Names: everywhere that the name of whoever did a thing stands, to be replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.models import FORMER_MEMBER
from knowledge.store.revisions import ANSWERS, next_revision

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = ("changes", "curated_answers", "synonyms", "removals")


def replace_name(db: Database, member: str) -> int:
    """Put "a former member" wherever a name stands; return in how many places it stood.

    The caller holds the transaction.
    """
    count = sum(
        int(
            db.execute(
                f"UPDATE {table} SET member = ? WHERE member = ?", [FORMER_MEMBER, member]
            ).rowcount
        )
        for table in _TABLES
    )
    if count:
        next_revision(db, ANSWERS)
    return count
