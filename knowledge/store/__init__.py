"""All SQL of the library: its schema, its content, its index, and what a question reads."""

from knowledge.store.articles import ArticleStore, NewArticle, is_storable
from knowledge.store.checks import Checks
from knowledge.store.connection import (
    open_library,
    snapshot,
    sqlite_is_old,
    sqlite_version,
    transaction,
    translated,
)
from knowledge.store.index import IndexStore
from knowledge.store.reader import Candidate, SearchReader, Totals

__all__ = [
    "ArticleStore",
    "Candidate",
    "Checks",
    "IndexStore",
    "NewArticle",
    "SearchReader",
    "Totals",
    "is_storable",
    "open_library",
    "snapshot",
    "sqlite_is_old",
    "sqlite_version",
    "transaction",
    "translated",
]
