"""Small lessons as written, for the tests of rules on pages."""

from tests.small import file


def page(text: str, *, slug: str = "a") -> str:
    """A lesson as written; its text may be indented as the test is."""
    return file(f"lessons/{slug}.md", text)


def explains(id: str, *teaches: str, kind: str = "explain") -> str:
    """A section of an outline, on one line: `explains("explain", "loop developed")`."""
    rows = ", ".join(f"{{concept: {concept}, depth: {depth}}}" for concept, depth in map(str.split, teaches))
    return f"{{id: {id}, kind: {kind}, teaches: [{rows}]}}"


def checks(id: str, *tests: str, more: str = "") -> str:
    """A check of one question, on one line: `checks("check-1", "loop introduced")`."""
    rows = ", ".join(f"{{concept: {concept}, depth: {depth}}}" for concept, depth in map(str.split, tests))
    return f"{{id: {id}, kind: check, questions: [{{id: q1, prompt: How?, answer: So., tests: [{rows}]{more}}}]}}"


def outline(*sections: str) -> str:
    """An outline of sections, each a flow mapping."""
    return "outline:\n" + "".join(f"  - {section}\n" for section in sections)


def asked(id: str, prompt: str = "How?", answer: str = "So.", *, mark: str = "") -> str:
    """A check as written, with one question; a mark stands at the question's line."""
    return f"""
:::::{{check}} {id}
::::{{question}} q1{mark}
{prompt}

:::{{answer}}
{answer}
:::
::::
:::::
"""
