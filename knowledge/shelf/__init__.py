"""The shelf: documents become articles, are edited, leave, and can be brought back for a while."""

from knowledge.shelf.adding import Shelf
from knowledge.shelf.editing import Editing
from knowledge.shelf.removals import Removals
from knowledge.shelf.starters import Starters

__all__ = ["Editing", "Removals", "Shelf", "Starters"]
