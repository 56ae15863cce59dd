"""Where `check` spends its time: reads, builds and checks a course in this process, and prints the seconds as JSON.

Usage: python -m benchmarks.phases DIR
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")


def measure(folder: Path) -> dict[str, float]:
    """Seconds of one phase after the other, with the collector off as in `check`."""
    seconds: dict[str, float] = {}

    def timed(phase: str, work: Callable[[], Result]) -> Result:
        started = time.perf_counter()
        result = work()
        seconds[phase] = time.perf_counter() - started
        return result

    gc.disable()
    started = time.perf_counter()
    from lesson_pipeline.engine.check import check
    from lesson_pipeline.engine.load import load
    from lesson_pipeline.engine.select import active_rules
    from lesson_pipeline.source.discover import discover

    active = active_rules([], [])
    seconds["import"] = time.perf_counter() - started
    files = timed("discover", lambda: discover(folder.resolve()))
    loaded = timed("load", lambda: load(files))
    timed("rules", lambda: check(loaded, active))
    return seconds


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
