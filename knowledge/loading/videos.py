"""Videos that a page shows, by the tag or the frame that shows them."""

from __future__ import annotations

import re

_YOUTUBE = "https://www.youtube.com/watch?v="
_VIMEO = "https://vimeo.com/"
_YOUTUBE_ID = re.compile(r"[\w-]{6,20}", re.ASCII)
_VIMEO_ID = re.compile(r"\d{5,12}")

_INCLUDE = re.compile(r"include(?:_cached|_relative)?\s+(\S+)")
_SHOWS_VIDEO = re.compile(r"video|youtube|vimeo", re.IGNORECASE)
_ID = re.compile(r"\b(?:id|video_?id|video|youtube|vimeo)\s*=\s*[\"']?([\w-]{5,20})", re.IGNORECASE)
_SHORT_TAG = re.compile(r"(youtube|vimeo)\s+[\"']?([\w-]{5,20})[\"']?(?=\s|$)", re.IGNORECASE)
_FRAME = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:"
    r"(?:youtube|youtube-nocookie)\.com/embed/(?P<youtube>[\w-]{6,20})"
    r"|player\.vimeo\.com/video/(?P<vimeo>\d{5,12}))",
    re.ASCII,
)


def video_of_tag(source: str) -> str:
    """Return the address of the video that a Liquid or Hugo tag shows, or ""."""
    tag = source.strip("{}%<>- \t\n")
    if short := _SHORT_TAG.match(tag):
        return _address(short[1], short[2])
    include = _INCLUDE.match(tag)
    name = include[1] if include else tag.split(" ", 1)[0]
    declared = _ID.search(tag)
    if declared and _SHOWS_VIDEO.search(name):
        return _address(name, declared[1])
    return ""


def video_of_frame(source: str) -> str:
    """Return the address of the video that an embedded frame's `src` shows, or ""."""
    frame = _FRAME.match(source.strip())
    if frame is None:
        return ""
    return _address("vimeo", frame["vimeo"]) if frame["vimeo"] else _YOUTUBE + frame["youtube"]


def _address(name: str, identifier: str) -> str:
    if "vimeo" in name.lower():
        return _VIMEO + identifier if _VIMEO_ID.fullmatch(identifier) else ""
    return _YOUTUBE + identifier if _YOUTUBE_ID.fullmatch(identifier) else ""
