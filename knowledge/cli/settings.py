"""Settings from the environment: where the library lies. Nothing else reads the environment."""

from __future__ import annotations

import os
from pathlib import Path

SETTINGS = {"DATA_DIR": "The folder of the files that Sounding Board keeps; `data` by default."}
"""Every setting that the command line knows, with what it is for."""

_FOLDER = "data"
_FILE = "library.db"


def default_library() -> Path:
    """Return the library that is used when no `--db` is given."""
    return Path(os.environ.get("DATA_DIR", "").strip() or _FOLDER, _FILE)
