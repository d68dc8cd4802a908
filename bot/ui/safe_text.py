"""What members and articles wrote, made fit to be shown: it reads as written and acts as nothing.

Three ways out: `safe_text` and `marked` where Discord renders markdown (messages, embed
descriptions and fields, text displays), `plain_line` where it renders none (button labels, options
of a select, autocomplete, titles of forms, embed footers and author names). The label of a masked
link is neither: Discord shows the backslashes there, so such a label is of our own words.

Discord's servers count code points, its clients UTF-16 units. A limit here is in UTF-16 units,
which are never fewer: what fits here fits everywhere. It knows nothing of messages.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import regex  # type: ignore[import-untyped]  # it ships no types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ELLIPSIS = "…"
_BOLD = "**"
_UNSEEN = "\u200b"
"""A zero-width space of our own: what stands on its two sides is no longer one token."""

_MAX_MARKS = 6
"""Combining marks on one letter: pointed Hebrew and Vietnamese, decomposed, need five."""
_MAX_CLUSTER = 32
"""Code points of one grapheme: the longest emoji of Unicode have ten; the rest is mischief."""
_WINDOW = 2
"""How much of a text is looked at, in limits: hardly anything is dropped of an honest one."""

# Never seen, or seen as something else: controls, half characters, changes of direction, fillers.
# Joiners and variation selectors are looked at once these are gone.
_DROPPED = regex.compile(
    r"[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}"
    r"\ufff9-\ufffb]--[\t\n\v\f\r\x85\u180b-\u180f\u200c\u200d\ufe00-\ufe0f"
    r"\U000e0020-\U000e007f\U000e0100-\U000e01ef]]",
    regex.V1,
)
_JOINS = r"[\p{L}\p{Extended_Pictographic}]"
_MISPLACED = regex.compile(
    # A joiner joins two letters or two pictures; a selector chooses the look of what it follows;
    # tags spell the name of a region behind the black flag.
    rf"(?<![\p{{L}}\p{{M}}\p{{Extended_Pictographic}}\p{{Emoji_Modifier}}])[\u180e\u200c\u200d]"
    rf"|[\u180e\u200c\u200d](?!{_JOINS})"
    r"|(?<![^\s\p{M}\p{Default_Ignorable_Code_Point}])"
    r"[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
    r"|(?<!\U0001f3f4[\U000e0020-\U000e007e]{0,8})[\U000e0020-\U000e007f]"
)
_MARKS = regex.compile(rf"(?:^|(?<=\s))\p{{M}}+|(?<=\p{{M}}{{{_MAX_MARKS}}})\p{{M}}+")
_LINE_END = regex.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_SPACES = regex.compile(r"(?:[^\S\n]|\u2800)+")
_AROUND_LINE_END = regex.compile(r" ?\n ?")
_BLANK_LINES = regex.compile(r"\n{3,}")
_CLUSTER = regex.compile(r"\X")

# Discord takes a backslash before any sign for "this sign, nothing more". Its servers and its
# search for links do not (discord.com/invite\x is an invitation): there the token is parted.
_ESCAPED = regex.compile(
    r"[\\*_~`|<\[\]]"
    r"|:(?=[\w+-]+:)"  # emoji by name
    r"|^(?:[#>+-]|\d+\K[.)])",  # headings, small print, quotes and lists
    regex.M,
)
_PARTED = regex.compile(
    r"@(?=everyone|here|[!&]?\d)"
    r"|(?<=\p{L}):(?=[/\\]{2})"  # the scheme of an address
    r"|<(?=[@\#/:+!&]|[^\s<>]*[@:])"  # mentions, timestamps, emoji, addresses
    r"|\.(?=gg\b)|(?<=discord\w*|\bdis|\bdsc)\.(?=\w)",  # invitations need no scheme
    regex.I,
)


def safe_text(text: str, limit: int | None = None, *, multiline: bool = False) -> str:
    """Return text that Discord shows as it was written, and in which nothing is active.

    Args:
        text: What somebody wrote, whatever it is.
        limit: The most UTF-16 units of the result; a longer text is cut and ends with "…".
        multiline: Keep line ends; otherwise the text becomes one line.
    """
    return marked(text, (), limit, multiline=multiline)


def marked(
    text: str,
    spans: Iterable[tuple[int, int]],
    limit: int | None = None,
    *,
    multiline: bool = False,
) -> str:
    """Return `safe_text` with some of its words in bold.

    Args:
        text: What somebody wrote.
        spans: The places [start, end) in `text` that are shown in bold, widened to whole graphemes.
        limit: The most UTF-16 units of the result, markup included; no markup is left open.
        multiline: Keep line ends; otherwise the text becomes one line.
    """
    shown, cut = _window(text, limit)
    clean = _clean(shown, multiline=multiline)
    clusters = list(_clusters(clean))

    def place(at: int) -> int:
        at = max(at - (len(text) - len(text.lstrip())), 0)
        # A prefix of the text is cleaned to a prefix of the clean text, give or take a grapheme.
        return at if clean == shown else len(_clean(shown[:at], multiline=multiline))

    bold = _bold(clusters, [(place(start), place(end)) for start, end in spans])
    return _fit(list(zip(_escape(clean, clusters), bold, strict=True)), limit, cut=cut)


def plain_line(text: str, limit: int | None = None) -> str:
    """Return text as one line for a place without markdown, cut like `safe_text`, maybe empty."""
    shown, cut = _window(text, limit)
    clean = _clean(shown, multiline=False)
    return _fit([(cluster, False) for cluster in _clusters(clean)], limit, cut=cut)


def utf16_length(text: str) -> int:
    """Return the length that Discord's clients count: a character beyond U+FFFF counts twice."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def _window(text: str, limit: int | None) -> tuple[str, bool]:
    """Return as much of a text as can be shown, and whether more follows: articles are long."""
    text = text.lstrip()
    if limit is None:
        return text, False
    most = _WINDOW * max(limit, 0) + 1_000
    return text[:most], len(text) > most


def _clean(text: str, *, multiline: bool) -> str:
    text = _LINE_END.sub("\n", _DROPPED.sub("", text))
    if not text.isascii():
        # NFC sorts the marks of a letter in quadratic time: they are made few before it.
        text = _MARKS.sub("", _MISPLACED.sub("", text))
        text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)
    text = _AROUND_LINE_END.sub("\n", text)
    text = _BLANK_LINES.sub("\n\n", text) if multiline else " ".join(text.split("\n"))
    return text.lstrip()


def _clusters(text: str) -> Iterator[str]:
    if text.isascii():
        yield from text
        return
    for match in _CLUSTER.finditer(text):
        cluster = match[0]
        for start in range(0, len(cluster), _MAX_CLUSTER):
            yield cluster[start : start + _MAX_CLUSTER]


def _escape(text: str, clusters: Sequence[str]) -> Iterator[str]:
    """Yield each cluster as it is sent. What is active is found in the whole text, then parted."""
    sent: dict[int, str] = {}
    for match in _ESCAPED.finditer(text):
        at = match.end() - 1
        sent[at] = "\\" + text[at]
    for match in _PARTED.finditer(text):
        sent[match.start()] = sent.get(match.start(), match[0]) + _UNSEEN
    at = 0
    for cluster in clusters:
        if len(cluster) == 1:
            yield sent.get(at, cluster)
        else:
            yield "".join(sent.get(at + i, character) for i, character in enumerate(cluster))
        at += len(cluster)


def _bold(clusters: Sequence[str], places: Iterable[tuple[int, int]]) -> list[bool]:
    """Return which clusters are bold: from one visible sign to another, within a line."""
    bold = [False] * len(clusters)
    edges = [0, *accumulate(map(len, clusters))]
    for start, end in places:
        first = bisect_right(edges, start) - 1
        behind = min(bisect_left(edges, end), len(clusters))
        if start < end:
            bold[first:behind] = [True] * (behind - first)
    for numbers in (range(len(clusters)), reversed(range(len(clusters)))):
        before = False
        for number in numbers:
            space = clusters[number].isspace()
            before = bold[number] and (before or not space) and clusters[number] != "\n"
            bold[number] = before
    return bold


def _fit(pieces: Sequence[tuple[str, bool]], limit: int | None, *, cut: bool) -> str:
    pieces = _without_last_spaces(pieces)
    if limit is None:
        return _render(pieces)
    length = 0
    open_ = False
    fitting = 0
    for number, (piece, bold) in enumerate(pieces, start=1):
        length += utf16_length(piece) + (2 * len(_BOLD) if bold and not open_ else 0)
        open_ = bold
        if length > limit:
            cut = True
            break
        if length + len(ELLIPSIS) <= limit:
            fitting = number
    if not cut:
        return _render(pieces)
    return (_render(_without_last_spaces(pieces[:fitting])) + ELLIPSIS)[: max(limit, 0)]


def _render(pieces: Sequence[tuple[str, bool]]) -> str:
    parts: list[str] = []
    open_ = False
    for piece, bold in pieces:
        if bold != open_:
            parts.append(_BOLD)
        open_ = bold
        parts.append(piece)
    return "".join(parts) + (_BOLD if open_ else "")


def _without_last_spaces(pieces: Sequence[tuple[str, bool]]) -> Sequence[tuple[str, bool]]:
    end = len(pieces)
    while end and pieces[end - 1][0].isspace():
        end -= 1
    return pieces[:end]
