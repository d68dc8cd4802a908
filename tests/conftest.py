"""Settings of the whole set of tests; read before anything else is imported."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import settings

# sqlite-utils picks its SQLite when it is imported: without `pysqlite3` it is the standard one.
if os.environ.get("SOUNDING_BOARD_SQLITE") == "standard":
    sys.modules["pysqlite3"] = None  # type: ignore[assignment]  # an import of it fails

settings.register_profile("tests", deadline=None)
settings.load_profile("tests")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run one worker more than there are processors: tests also wait, for disks and for sockets."""
    return (os.cpu_count() or 1) + 1
