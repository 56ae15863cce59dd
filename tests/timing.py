"""How long work takes by itself: in seconds of computing, without the tracing of a coverage run."""

import sys
from collections.abc import Callable
from time import process_time


def seconds(work: Callable[[], object]) -> float:
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        start = process_time()
        work()
        return process_time() - start
    finally:
        sys.settrace(tracer)
