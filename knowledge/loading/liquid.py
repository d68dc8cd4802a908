"""Template tags of Jekyll (Liquid) and Hugo in a text: videos become links, the rest goes.

One pass over the text, with look-ahead bounded everywhere: hostile input costs linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import escape
from typing import TYPE_CHECKING

from knowledge.loading.kinds import Kind
from knowledge.loading.videos import video_of_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_TAG = 1_000
_FENCE = r"^[ \t]{0,12}(?:[-*+>][ \t]{1,4})?(?P<fence>`{3,}|~{3,})"
_TICKS = r"(?P<ticks>`+)"
_OPENER = r"(?P<tag>\{%|\{\{)"
_IN_MARKDOWN = re.compile(f"{_FENCE}|{_TICKS}|{_OPENER}", re.MULTILINE)
_ELSEWHERE = re.compile(_OPENER)
_TICK_RUN = re.compile("`+")
_NAME = re.compile(r"\{%-?[ \t\n]{0,20}(\w+)")
_CLOSERS = {"{%": "%}", "{{": "}}"}
_BLOCKS = {
    name: re.compile(r"\{%-?[ \t]{0,20}end" + name + r"[ \t]{0,20}-?%\}")
    for name in ("raw", "highlight", "comment")
}


def strip_tags(text: str, kind: Kind) -> str:
    """Return a text without template tags.

    A tag that shows a video becomes a paragraph with the video's address. What stands between
    `{% raw %}` or `{% highlight %}` and their ends stays, comments go. In Markdown, code stays as
    it is: there a tag is shown, not run.
    """
    has_tags = any(opener in text and closer in text for opener, closer in _CLOSERS.items())
    return "".join(_Scanner(text, kind).pieces()) if has_tags else text


class _Scanner:
    """Walks through a text from one tag, or piece of code, to the next."""

    def __init__(self, text: str, kind: Kind) -> None:
        self._text = text
        self._kind = kind
        self._next = _IN_MARKDOWN if kind is Kind.MARKDOWN else _ELSEWHERE
        self._ticks: dict[int, list[int]] = {}
        self._without_end: set[str] = set()
        self._closers = dict.fromkeys(_CLOSERS, 0)
        if kind is Kind.MARKDOWN:
            for run in _TICK_RUN.finditer(text):
                self._ticks.setdefault(len(run[0]), []).append(run.start())

    def pieces(self) -> Iterator[str]:
        at = 0
        while match := self._next.search(self._text, at):
            yield self._text[at : match.start()]
            if match.lastgroup == "tag":
                piece, at = self._tag(match)
                yield piece
            else:
                at = (
                    self._end_of_fence(match)
                    if match.lastgroup == "fence"
                    else self._end_of_code(match)
                )
                yield self._text[match.start() : at]
        yield self._text[at:]

    def _end_of_fence(self, match: re.Match[str]) -> int:
        mark = match["fence"]
        closing = re.compile(
            rf"^[ \t>]{{0,20}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE
        )
        end = closing.search(self._text, match.end())
        return end.end() if end else len(self._text)

    def _end_of_code(self, match: re.Match[str]) -> int:
        """Return the end of inline code: the next run of as many ticks in the same paragraph."""
        starts = self._ticks.get(len(match["ticks"]), [])
        following = bisect_right(starts, match.start())
        if following < len(starts):
            end = starts[following]
            if "\n\n" not in self._text[match.end() : end]:
                return end + len(match["ticks"])
        return match.end()

    def _tag(self, match: re.Match[str]) -> tuple[str, int]:
        """Return what stands for a tag, and where it ends; itself if it is none."""
        opener, start = match["tag"], match.start()
        end = self._closer(opener, match.end())
        if end > start + _MAX_TAG:
            return opener, match.end()
        source = self._text[match.end() : end]
        if opener in source or "\n\n" in source:
            return opener, match.end()
        end += len(_CLOSERS[opener])
        source = self._text[start:end]
        name = _NAME.match(source)
        if name and name[1] in _BLOCKS:
            return self._block(name[1], end)
        video = video_of_tag(source)
        return (self._paragraph(video) if video else ""), end

    def _closer(self, opener: str, start: int) -> int:
        """Return where the next closer is, beyond the text if there is none; each found once."""
        if self._closers[opener] < start:
            found = self._text.find(_CLOSERS[opener], start)
            self._closers[opener] = found if found >= 0 else len(self._text) + _MAX_TAG
        return self._closers[opener]

    def _block(self, name: str, start: int) -> tuple[str, int]:
        closing = None
        if name not in self._without_end:
            closing = _BLOCKS[name].search(self._text, start)
        if closing is None:
            # Searched for once only: many openings with no end would cost the square of the text.
            self._without_end.add(name)
            return "", start
        inner = self._text[start : closing.start()]
        if name == "comment":
            inner = ""
        elif name == "highlight":
            inner = self._code(inner)
        return inner, closing.end()

    def _code(self, source: str) -> str:
        if self._kind is Kind.MARKDOWN:
            fence = "`" * (max((len(run) for run in _TICK_RUN.findall(source)), default=0) + 3)
            return f"\n\n{fence}\n{source.strip(chr(10))}\n{fence}\n\n"
        return f"<pre>{escape(source)}</pre>" if self._kind is Kind.HTML else source

    def _paragraph(self, address: str) -> str:
        if self._kind is Kind.MARKDOWN:
            return f"\n\nVideo: <{address}>\n\n"
        if self._kind is Kind.HTML:
            return f"<p>Video: {escape(address)}</p>"
        return f"\n\nVideo: {address}\n\n"
