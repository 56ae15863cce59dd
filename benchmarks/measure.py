"""Measuring a command: a fresh process, its wall time from start to end, and the most memory it held (POSIX only)."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.generate import read_manifest

REPOSITORY = Path(__file__).resolve().parents[1]
_RSS_UNITS_PER_MB = 1e6 if sys.platform == "darwin" else 1e6 / 1024  # bytes there, KiB elsewhere


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command."""

    seconds: float
    peak_mb: float
    status: int
    output: str


class CommandError(Exception):
    """A measured command could not do its work."""


def run_python(*arguments: str, allowed: Sequence[int] = (0,)) -> Run:
    """Run `python ARGUMENTS` in a process of its own.

    Raises CommandError where its exit status is not among those allowed.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        process = subprocess.Popen([sys.executable, *arguments], cwd=REPOSITORY, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode not in allowed:
            message = err.read().decode(errors="replace").strip()
            raise CommandError(f"python {' '.join(arguments)} ended with {process.returncode}:\n{message}")
        return Run(seconds, usage.ru_maxrss / _RSS_UNITS_PER_MB, process.returncode, out.read().decode())


def best(runs: Sequence[Run]) -> Run:
    """The fastest run: whatever makes another one slower is not the command's doing."""
    return min(runs, key=lambda run: run.seconds)


def median_seconds(runs: Sequence[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was planted against what was reported, as `CODE path:line`."""

    missed: tuple[str, ...]
    unexpected: tuple[str, ...]

    @property
    def equal(self) -> bool:
        return not self.missed and not self.unexpected


def compare(folder: Path, report: str) -> Comparison:
    """Hold the errors and warnings of a JSON report against the course's manifest."""
    found: list[dict[str, Any]] = json.loads(report)["diagnostics"]
    reported = Counter(
        f"{item['code']} {item['path']}:{item['line']}" for item in found if item["severity"] in ("error", "warning")
    )
    planted = Counter(f"{item.code} {item.path}:{item.line}" for item in read_manifest(folder))
    return Comparison(tuple(sorted((planted - reported).elements())), tuple(sorted((reported - planted).elements())))
