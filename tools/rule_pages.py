"""Pages about the rules: one for each, an index, and the table of families in the README."""

from collections.abc import Iterator

from lesson_pipeline.engine.causes import CAUSES
from lesson_pipeline.rules.registry import FAMILIES, Rule, all_rules
from tools.markdown import anchor, table

FOLDER = "docs/rules"

_INTRODUCTION = """\
# Rules

Each rule finds one kind of fault. `lesson-pipeline explain CODE` prints the same text as its page here.

The severity is the one that a rule has in general; where it can differ, the page says so. On a value that an importer
guessed (`inferred:` in the plan) an error becomes a warning. A rule in preview runs only where its
full code or name is selected, or with `preview = true` or `--preview`. `lesson-pipeline rules --changed-since VERSION`
lists what became of the rules after a version. Rules of a course or a package are described in
[rules of one's own](../own-rules.md).

In the examples, `# file: PATH` begins a file, and `# <- CODE` marks the line at which the fault is reported.
"""


def rule_pages() -> dict[str, str]:
    """Every page below docs/rules/, by path."""
    pages = {f"{FOLDER}/{rule.code}.md": _page(rule) for rule in all_rules().values()}
    return {f"{FOLDER}/index.md": _index(), **pages}


def families_table() -> str:
    """What is checked, family by family."""
    rows = []
    for family, (about, *_) in FAMILIES.items():
        names = ", ".join(rule.name for rule in _of(family))
        rows.append((f"[{family}]({FOLDER}/index.md#{anchor(_heading(family))})", about, names))
    return table(("codes", "about", "rules"), rows)


def causes_table() -> str:
    """Which diagnostic stands for which others."""
    rows = []
    for about, codes in CAUSES.values():
        first, *others = (f"[{code}](rules/{code}.md)" for code in codes)
        rows.append((about, first, ", ".join(others) or "further places of the same"))
    return table(("cause", "reported", "listed under it, in this order"), rows)


def _of(family: str) -> Iterator[Rule]:
    return (rule for rule in all_rules().values() if rule.family == family)


def _heading(family: str) -> str:
    return f"{family}: {FAMILIES[family][0]}"


def _index() -> str:
    parts = [_INTRODUCTION]
    for family in FAMILIES:
        rows = [(f"[{rule.code}]({rule.code}.md)", rule.name, _severity(rule), _first(rule)) for rule in _of(family)]
        parts.append(f"## {_heading(family)}\n\n{table(('code', 'name', 'severity', 'what it finds'), rows)}")
    return "\n".join(parts)


def _severity(rule: Rule) -> str:
    return rule.severity.word if rule.status == "stable" else f"{rule.severity.word}, {rule.status}"


def _first(rule: Rule) -> str:
    """The sentence that opens a rule's text."""
    return rule.text().split("\n\n")[1]


def _page(rule: Rule) -> str:
    title, rest = rule.text().split("\n\n", 1)
    family = f"[{_heading(rule.family)}](index.md#{anchor(_heading(rule.family))})"
    return f"{title}\n\nSeverity: **{rule.severity.word}**. {_status(rule)} Family: {family}.\n\n{rest.rstrip()}\n"


def _status(rule: Rule) -> str:
    """What the page of a rule says of its status."""
    if rule.status == "preview":
        return f"In preview since {rule.since}: off unless its full code or name is selected, or previews are on."
    if rule.status == "deprecated":
        instead = f"use [{rule.successor}]({rule.successor}.md) instead" if rule.successor else "it will be removed"
        return f"Deprecated since {rule.since}: {instead}."
    return f"Stable since {rule.since}."
