"""Processes that are not the tests' own children, waited for without sleeping."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest

linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="looks into /proc, which only Linux has"
)


def wait_until_gone(pid: int, seconds: float = 20) -> bool:
    """Wait until a process has ended, or the time is over; tell whether it has ended."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        ready, _, _ = select.select([descriptor], [], [], seconds)
    finally:
        os.close(descriptor)
    return bool(ready)


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
