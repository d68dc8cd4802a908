"""Additions to Markdown that Jekyll and Hugo sites use, and that CommonMark would show as text."""

from __future__ import annotations

import re

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TABLE_OF_CONTENTS = re.compile(r"\s*(?:[-*+]|1\.)\s+\S.*")
_CONTENTS_MARK = re.compile(r"\s*\{:\s*toc\b[^{}]*\}\s*")
_ATTRIBUTES = re.compile(r"\{:[^{}`]*\}")
_HEADING_ID = re.compile(r"(#{1,6} .*?)\{#[\w:.-]{1,100}\}[ \t#]*")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s\[]{1,100}\]:[ \t]*(.*)")
_NOTE_MARK = re.compile(r"\[\^[^\]\s\[]{1,100}\](?!\()")


def strip_extensions(text: str) -> str:
    """Return Markdown without attribute lists, heading ids, contents marks and marks of footnotes.

    A footnote's text stays, as a paragraph where it stands. Fenced code and lines with inline code
    stay as they are.
    """
    if "{" not in text and "[^" not in text:
        return text
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
            lines.append(line)
        elif mark:
            fence = mark[1]
            lines.append(line)
        elif _CONTENTS_MARK.fullmatch(line):
            # "* TOC" above the mark is only its place.
            if lines and _TABLE_OF_CONTENTS.fullmatch(lines[-1]):
                lines.pop()
            lines.append("")
        else:
            lines += _line(line)
    return "\n".join(lines)


def _line(line: str) -> list[str]:
    if ("{" not in line and "[^" not in line) or "`" in line:
        return [line]
    if note := _NOTE.fullmatch(line):
        return ["", _NOTE_MARK.sub("", note[1])]
    line = _NOTE_MARK.sub("", line)
    if identified := _HEADING_ID.fullmatch(line):
        line = identified[1]
    return [_ATTRIBUTES.sub("", line)]
