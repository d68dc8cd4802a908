"""Build and question one system and say what it cost; each step in a process of its own.

A process that does one thing only has a peak memory that can be put down to that thing.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from benchmarks.question_sets import read_documents
from benchmarks.systems import EXCERPTS, system_class

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

P = ParamSpec("P")
R = TypeVar("R")

_LINUX_STATUS = Path("/proc/self/status")
_KIBIBYTE = 1024


@dataclass(frozen=True, slots=True)
class BuildCost:
    """What it took to build: seconds, passages indexed, bytes on disk, peak bytes of memory."""

    seconds: float
    passages: int
    file_bytes: int
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds from question to excerpts."""

    p50: float
    p99: float
    mean: float


@dataclass(frozen=True, slots=True)
class AskCost:
    """What it took to answer.

    Attributes:
        first: Milliseconds to open the files and answer one question.
        latencies: By variant of the questions, warmed up.
        shown: Share of the questions, over all variants, for which an excerpt was shown.
        peak_bytes: Peak memory of the process.
    """

    first: float
    latencies: Mapping[str, Latency]
    shown: float
    peak_bytes: int


def build(name: str, documents: Path, folder: Path) -> BuildCost:
    """Build a system from a file of documents in an empty folder."""
    started = perf_counter()
    system = system_class(name).build(read_documents(documents), folder)
    seconds = perf_counter() - started
    passages = system.passage_count()
    system.close()
    size = sum(file.stat().st_size for file in folder.iterdir())
    return BuildCost(seconds, passages, size, _peak_bytes())


def ask(
    name: str, folder: Path, questions: Mapping[str, Sequence[str]], warm_up: Sequence[str]
) -> AskCost:
    """Open what was built and put the questions to it, one after the other.

    Args:
        name: The system's name.
        folder: Where it was built.
        questions: By variant.
        warm_up: Asked first; only the first of them is timed, as the cold start.
    """
    started = perf_counter()
    system = system_class(name).reopen(folder)
    system.excerpts(warm_up[0], EXCERPTS)
    first = _milliseconds(started)
    for question in warm_up[1:]:
        system.excerpts(question, EXCERPTS)
    latencies = {}
    shown = []
    for variant, texts in questions.items():
        times = []
        for text in texts:
            started = perf_counter()
            excerpts = system.excerpts(text, EXCERPTS)
            times.append(_milliseconds(started))
            shown.append(bool(excerpts))
        latencies[variant] = summary(times)
    system.close()
    return AskCost(first, latencies, fmean(shown), _peak_bytes())


def summary(times: Sequence[float]) -> Latency:
    """Give median, 99th percentile and mean of two or more times."""
    percentiles = quantiles(times, n=100, method="inclusive")
    return Latency(percentiles[49], percentiles[98], fmean(times))


def in_own_process(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call the function in a new interpreter, and give back what it returns or raises."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *args, **kwargs).result()


def _milliseconds(started: float) -> float:
    return (perf_counter() - started) * 1000


def _peak_bytes() -> int:
    # Linux lets a new program inherit its parent's ru_maxrss; VmHWM is the process's own.
    if _LINUX_STATUS.exists():
        for line in _LINUX_STATUS.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * _KIBIBYTE
    # Imported here because Windows has no such module; there, only this figure is missing.
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * _KIBIBYTE
