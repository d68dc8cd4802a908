"""All SQL of the library: its schema, its content, its index, and what a question reads."""

from knowledge.store.article_writer import NewArticle
from knowledge.store.articles import is_storable
from knowledge.store.checks import Checks
from knowledge.store.connection import sqlite_is_old, sqlite_version, translated
from knowledge.store.file import LibraryFile
from knowledge.store.gaps import ANSWERED, DISMISSED, OPEN, OpenGap
from knowledge.store.index import BodyWords
from knowledge.store.names import replace_name
from knowledge.store.public_ids import new_id
from knowledge.store.reader import Candidate, Scope, SearchReader, Totals
from knowledge.store.removed import RemovedArticle
from knowledge.store.settings import LOADED, LOADING, STARTERS
from knowledge.store.suggestions import SuggestionRow
from knowledge.store.titles import TitleRow
from knowledge.store.votes import Vote

__all__ = [
    "ANSWERED",
    "DISMISSED",
    "LOADED",
    "LOADING",
    "OPEN",
    "STARTERS",
    "BodyWords",
    "Candidate",
    "Checks",
    "LibraryFile",
    "NewArticle",
    "OpenGap",
    "RemovedArticle",
    "Scope",
    "SearchReader",
    "SuggestionRow",
    "TitleRow",
    "Totals",
    "Vote",
    "is_storable",
    "new_id",
    "replace_name",
    "sqlite_is_old",
    "sqlite_version",
    "translated",
]
