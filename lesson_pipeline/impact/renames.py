"""Lessons that got another slug between two states of a curriculum: found by the text of their plans."""

from collections import Counter
from collections.abc import Callable
from itertools import chain

from lesson_pipeline.engine.load import Loaded

SIMILAR = 0.5
"""The share of lines that two plans have in common if one became the other, as git has it."""
_TELLING = 20
"""The length from which on a line says something of its plan: `status: built` says nothing."""
_COMMON = 20
"""Plans that have a line from which on it says nothing either."""


def renamed_lessons(before: Loaded, after: Loaded) -> dict[str, str]:
    """For each lesson that is gone, the new one whose plan is most like its own, if one is like it at all."""
    gone = {slug: _lines(before, slug) for slug in before.curriculum.plans if slug not in after.curriculum.plans}
    new = {slug: _lines(after, slug) for slug in after.curriculum.plans if slug not in before.curriculum.plans}
    homes: dict[str, list[str]] = {}
    for slug, lines in new.items():
        for line in lines:
            homes.setdefault(line, []).append(slug)
    common = {line for line, slugs in homes.items() if len(slugs) > _COMMON}
    pairs = []
    for old, lines in gone.items():
        telling = lines - common
        shared = Counter(chain.from_iterable(homes.get(line, ()) for line in telling))
        pairs += [(count / max(len(telling), len(new[slug] - common)), old, slug) for slug, count in shared.items()]
    found: dict[str, str] = {}
    for share, old, slug in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
        if share >= SIMILAR and old not in found and slug not in found.values():
            found[old] = slug
    return found


def moved_paths(before: Loaded, after: Loaded) -> Callable[[str], str]:
    """The path that a file of the earlier state has in the later one, where its lesson got another slug."""
    renamed = renamed_lessons(before, after)
    plans = {
        before.curriculum.plans[old].file: after.curriculum.plans[new].file for old, new in renamed.items()
    }  # fmt: skip
    pages = {f"lessons/{old}.md": f"lessons/{new}.md" for old, new in renamed.items()}

    def moved(path: str) -> str:
        folder, _, rest = path.partition("/")
        lesson, _, name = rest.partition("/")
        if folder == "reviews" and lesson in renamed:
            return f"reviews/{renamed[lesson]}/{name}"
        return plans.get(path) or pages.get(path) or path

    return moved


def _lines(loaded: Loaded, slug: str) -> set[str]:
    lines = (line.strip() for line in loaded.documents[loaded.curriculum.plans[slug].file].lines)
    return {line for line in lines if len(line) >= _TELLING}
