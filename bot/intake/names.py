"""Names of uploaded files, made fit to be shown and kept. They never name a file of ours."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

MAX_NAME = 120
UNNAMED = "file"

_MAX_EXTENSION = 20
_FORBIDDEN = re.compile(r'[<>:"|?*]')
# Windows takes these for devices, whatever their extension (Microsoft, "Naming Files, Paths").
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def safe_name(name: str) -> str:
    """Return the last part of a file's name: one line, visible, short, with its extension.

    It is a name that every system could give to a file, and never empty.
    """
    text = _FORBIDDEN.sub("_", _visible(re.split(r"[/\\]", name)[-1])).strip(" .") or UNNAMED
    if _DEVICE.match(text):
        text = f"_{text}"
    extension = PurePosixPath(text).suffix
    if len(extension) > _MAX_EXTENSION:
        extension = ""
    return text.removesuffix(extension)[: MAX_NAME - len(extension)].strip() + extension


def _visible(text: str) -> str:
    kept = (sign if sign.isprintable() else " " if sign.isspace() else "" for sign in text)
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))
