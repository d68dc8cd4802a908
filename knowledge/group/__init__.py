"""What a group adds to its library: votes, gaps, answers, synonyms, suggestions; and its health."""

from knowledge.group.answers import Answers
from knowledge.group.gaps import Gaps
from knowledge.group.health import Health
from knowledge.group.suggestions import Suggestions
from knowledge.group.synonyms import Synonyms
from knowledge.group.votes import Votes

__all__ = ["Answers", "Gaps", "Health", "Suggestions", "Synonyms", "Votes"]
