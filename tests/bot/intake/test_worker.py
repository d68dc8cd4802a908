"""The worker as a process of its own: what it gets, what it may, and when it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.intake.parser import Parser
from bot.intake.process import WorkerDied, WorkerProcess
from bot.intake.worker import LENGTH, READY
from knowledge import DocumentRefused
from knowledge.loading import Limits
from knowledge.wire import unpack
from tests.bot.intake.processes import linux_only, wait_until_gone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

SECRET = b"a-token-of-the-bots"
ROOT = Path(__file__).parents[3]
WORKER = ROOT / "bot/intake/worker.py"
REQUEST = json.dumps(
    {"name": "a.md", "site": "", "origin": "", "limits": asdict(Limits())}
).encode()


class Worker:
    """A worker that is talked to in bytes."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER), "512", "15"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"PYTHONPATH": str(ROOT)},
        )

    def say(self, *frames: bytes) -> None:
        assert self.process.stdin is not None
        for frame in frames:
            self.process.stdin.write(LENGTH.pack(len(frame)) + frame)
        self.process.stdin.flush()

    def hear(self) -> bytes:
        assert self.process.stdout is not None
        (length,) = LENGTH.unpack(self.process.stdout.read(LENGTH.size))
        return self.process.stdout.read(length)

    def end(self, rest: bytes = b"") -> int:
        """Close its input behind a few bytes more; return its exit code."""
        assert self.process.stdout is not None
        assert self.process.stdin is not None
        self.process.stdin.write(rest)
        self.process.stdin.close()
        assert self.process.stdout.read() == b""
        return self.process.wait(20)


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    assert worker.hear() == READY
    yield worker
    worker.process.kill()
    worker.process.wait()
    for pipe in (worker.process.stdin, worker.process.stdout):
        assert pipe is not None
        try:
            pipe.close()
        except BrokenPipeError:
            continue


def test_it_answers_one_file_after_another(worker: Worker) -> None:
    for word in ("first", "second"):
        worker.say(REQUEST, f"# {word}\n\nSome words.".encode())
        assert json.loads(worker.hear()) == {"documents": 1}
        assert unpack(worker.hear()).title == word
    worker.say(REQUEST, b"")
    assert json.loads(worker.hear()) == {"refused": "It has no text."}
    assert worker.end() == 0


def test_it_ignores_ctrl_c(worker: Worker) -> None:
    worker.process.send_signal(signal.SIGINT)
    worker.say(REQUEST, b"# Still here\n\nSome words.")
    assert json.loads(worker.hear()) == {"documents": 1}


@pytest.mark.parametrize(
    "rest", [b"", b"\x00", LENGTH.pack(100) + b"half", LENGTH.pack(len(REQUEST)) + REQUEST]
)
def test_it_ends_when_its_input_ends_wherever_that_is(worker: Worker, rest: bytes) -> None:
    assert worker.end(rest) == 0


def test_it_ends_quietly_when_nobody_listens_any_more(worker: Worker) -> None:
    assert worker.process.stdout is not None
    worker.process.stdout.close()
    worker.say(REQUEST, b"# To nobody\n\nSome words.")
    assert worker.process.wait(20) == 0


@dataclass(frozen=True)
class Seen:
    """What the system tells of a process."""

    environment: bytes
    command: bytes
    folder: Path
    descriptors: list[str]
    limits: dict[str, list[str]]


def look_at(pid: int) -> Seen:
    process = Path("/proc", str(pid))
    lines = (process / "limits").read_text().splitlines()
    return Seen(
        environment=(process / "environ").read_bytes(),
        command=(process / "cmdline").read_bytes(),
        folder=(process / "cwd").readlink(),
        descriptors=[str(link.readlink()).split(":")[0] for link in (process / "fd").iterdir()],
        limits={line[:26].strip(): line[26:].split()[:2] for line in lines},
    )


@pytest.fixture
async def running(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[WorkerProcess]:
    monkeypatch.setenv("DISCORD_TOKEN", SECRET.decode())
    worker = await WorkerProcess.start(megabytes=512, seconds=15)
    yield worker
    worker.kill()
    await worker.ended()


@linux_only
async def test_it_gets_nothing_of_the_bots(running: WorkerProcess) -> None:
    seen = look_at(running.pid)
    assert SECRET not in seen.environment + seen.command
    assert seen.folder == Path("/")
    assert sorted(seen.descriptors) == ["/dev/null"] * 3 + ["pipe"] * 2


@linux_only
async def test_its_limits_are_set(running: WorkerProcess) -> None:
    await running.ask(json.loads(REQUEST), b"# Title\n\nSome words.")
    limits = look_at(running.pid).limits
    assert limits["Max address space"] == [str(512 * 1024 * 1024)] * 2
    assert limits["Max core file size"] == ["0", "0"]
    assert limits["Max file size"] == ["0", "0"]
    assert limits["Max open files"] == ["64", "64"]
    assert 20 <= int(limits["Max cpu time"][0]) < 60


async def test_one_that_talks_nonsense_is_not_believed(running: WorkerProcess) -> None:
    with pytest.raises(WorkerDied):
        await running.ask({"no": "name"}, b"")


@linux_only
def test_no_worker_outlives_a_bot_that_is_killed() -> None:
    program = (
        "import asyncio, sys\n"
        "from bot.intake.parser import Parser\n"
        "async def main():\n"
        "    parser = Parser()\n"
        "    await asyncio.gather(*(parser.parse('a.md', b'Some words.') for _ in range(2)))\n"
        "    print(*parser.pids, flush=True)\n"
        "    await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    bot = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert bot.stdout is not None
    with bot.stdout:
        pids = [int(pid) for pid in bot.stdout.readline().split()]
    assert len(pids) == 2
    bot.kill()
    bot.wait()
    assert all(wait_until_gone(pid) for pid in pids)


async def test_a_python_that_does_not_start_is_a_clear_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for program in (tmp_path / "missing", Path("/bin/false")):
        monkeypatch.setattr(sys, "executable", str(program))
        parser = Parser()
        with pytest.raises(DocumentRefused, match="can't be read just now"):
            await parser.parse("a.md", b"# Title\n\nSome words.")
        await parser.close()
    assert "does not start" in caplog.text
