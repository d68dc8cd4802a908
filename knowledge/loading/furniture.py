"""Page furniture: short lines around an article that are the page's, not the author's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.loading.cleaning import plain_key
from knowledge.models import Paragraph

if TYPE_CHECKING:
    from knowledge.models import Block

_FIRST, _LAST = 5, 8
"""How many blocks at the start and at the end may be furniture."""

_LONGEST = 120

# Whole lines only. What a sentence of an article could be is not in the table.
_SHARED = (
    r"post|article|page|story|entry|facebook|twitter|x|linkedin|email|reddit|pinterest|friends"
)
_LETTERS = r"(?:(?:free|weekly|monthly|e-?mail) ){0,3}(?:newsletter|mailing list|blog)"
_PATTERNS = (
    r"comments (?:are )?(?:now )?(?:closed|off|disabled)(?: (?:on|for) this (?:post|article))?",
    r"(?:no|\d{1,5}) (?:comments?|responses?|replies)(?: yet)?",
    r"comments?(?: ?\(\d{1,5}\))?",
    r"(?:leave|post|add|write) a (?:comment|reply|response)(?: cancel reply)?",
    r"(?:be the first to|log ?in to|sign in to) (?:leave a )?comment",
    rf"share(?: (?:this|on|via|with)(?: (?:{_SHARED}))?)?",
    r"facebook|twitter|linkedin|pinterest|reddit|whatsapp|tweet|print|email|copy link",
    r"(?:click to )?(?:email|print|share|tweet) (?:this|this post|this article|on \w{1,12})",
    r"like this(?:: loading)?|loading",
    r"read more|continue reading|keep reading|learn more|view all posts?",
    r"(?:posted|published|filed) (?:in|on|under|by):? [^.!?]{1,80}",
    r"(?:tags?|tagged|categor(?:y|ies)|topics?)(?: ?:| with| in) ?[^.!?]{1,80}",
    r"(?:previous|next|older|newer) (?:posts?|articles?|entry|entries|story|stories)",
    r"(?:previous|next) (?:post|article|entry|story) ?[:»›→-] ?.{1,80}",
    rf"(?:subscribe|sign up)(?: now| today)?(?: (?:to|for) (?:our|my|the) {_LETTERS})?",
    r"follow (?:us|me)(?: on \w{1,12})?",
    r"(?:©|\(c\)|copyright)(?: ?©| ?\(c\))? ?\d{4}.{0,80}",
    r"(?:© |copyright )?.{0,60}\ball rights reserved",
    r"skip to (?:main |the )?(?:content|navigation)",
    r"(?:toggle|main) (?:navigation|menu)|menu|back to (?:top|blog|home|all posts)",
    r"(?:proudly )?powered by \w{1,20}",
    r"\d{1,3} ?min(?:ute)?s?(?: to)? read|reading time:? .{1,20}",
    r"advertisement|sponsored",
)
_LINES = re.compile("|".join(_PATTERNS), re.IGNORECASE)
# After these, the short lines that follow are titles of other articles.
_LISTS = re.compile(
    r"(?:related|recent|popular|similar|latest|more)(?: \w{1,12})? "
    r"(?:posts?|articles?|reading|stories|entries)|related|you (?:may|might) also (?:like|enjoy)|"
    r"(?:read|see) also|further articles|more from .{1,40}",
    re.IGNORECASE,
)
_AROUND = " \t.!:;…*|»«›‹→←-–—[]()>"
_SENTENCE = (".", "!", "?")


def drop_furniture(blocks: list[Block]) -> list[Block]:
    """Return the blocks without furniture among the first few and the last few.

    Nothing is dropped from the middle, and no line that only begins like furniture.
    """
    start = max(len(blocks) - _LAST, 0)
    tail = _drop_tail(blocks[start:])
    blocks = blocks[:start] + tail
    head = [
        block
        for block in blocks[:_FIRST]
        if not _is_furniture(block) and not _matches(_LISTS, block.text)
    ]
    return head + blocks[_FIRST:]


def _drop_tail(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    in_list = False
    for block in blocks:
        if _matches(_LISTS, block.text):
            in_list = True
        elif in_list and _is_short(block):
            continue
        else:
            in_list = False
            if not _is_furniture(block):
                kept.append(block)
    return kept


def _is_furniture(block: Block) -> bool:
    return _matches(_LINES, block.text)


def _matches(table: re.Pattern[str], text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    return table.fullmatch(text.strip(_AROUND)) is not None or table.fullmatch(text) is not None


def _is_short(block: Block) -> bool:
    return len(block.text) <= _LONGEST and not block.text.endswith(_SENTENCE)


def drop_title(blocks: list[Block], title: str) -> list[Block]:
    """Return the blocks without the title at the start, however often it is said there.

    The only paragraph there is stays, even if it says no more than the title.
    """
    key = plain_key(title)
    if not key:
        return blocks
    kept = [block for block in blocks[:3] if plain_key(block.text) != key] + blocks[3:]
    return kept if any(isinstance(block, Paragraph) for block in kept) else blocks
