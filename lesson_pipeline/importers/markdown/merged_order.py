"""One order out of several that each show a part of it."""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import pairwise


def merged(parts: Iterable[Sequence[str]]) -> list[str]:
    """All names of some sequences, each once, so that none of the sequences is out of order.

    Where they leave it open, and where they contradict each other, what was met first comes first.
    """
    met: dict[str, int] = {}
    behind: dict[str, set[str]] = {}
    for part in parts:
        names = list(dict.fromkeys(part))
        for name in names:
            met.setdefault(name, len(met))
        for one, two in pairwise(names):
            behind.setdefault(one, set()).add(two)
    waits = dict.fromkeys(met, 0)
    for later in behind.values():
        for name in later:
            waits[name] += 1
    ready: list[tuple[int, str]] = []
    for name, at in met.items():
        if not waits[name]:
            heappush(ready, (at, name))
    found: dict[str, None] = {}
    while len(found) < len(met):
        name = heappop(ready)[1] if ready else next(one for one in met if one not in found)
        if name in found:
            continue
        found[name] = None
        for later_name in behind.get(name, ()):
            waits[later_name] -= 1
            if waits[later_name] == 0:
                heappush(ready, (met[later_name], later_name))
    return list(found)
