"""What a report says of a rule: its text in parts, and where its page stands."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from lesson_pipeline.rules.registry import Rule

_DISTRIBUTION = "lesson-pipeline"
_HEADING = re.compile(r"^#{1,6} ")
_EXAMPLES = re.compile(r"^## (?:Bad|Good)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RuleText:
    """The documentation of a rule in parts."""

    finds: str
    """One sentence: what it finds."""
    compares: str
    """What exactly is compared; the sentence again where there is no more to say."""
    plain: str
    """All but the examples, for readers without Markdown."""
    markdown: str
    """All, without the heading."""


def parts(rule: Rule) -> RuleText:
    """The text of a rule in parts."""
    body = re.sub(r"\A# .*\n", "", rule.text()).strip()
    paragraphs = [paragraph for paragraph in body.partition("\n## ")[0].split("\n\n") if paragraph.strip()]
    finds = paragraphs[0].strip() if paragraphs else rule.name
    told = _EXAMPLES.split(body)[0].strip()
    plain = "\n".join(_HEADING.sub("", line) for line in told.splitlines())
    return RuleText(finds, "\n\n".join(paragraphs[1:]).strip() or finds, plain or finds, body or finds)


def page(rule: Rule) -> str | None:
    """The address of a rule's page; None as long as the installed package names no place of its documentation."""
    base = documentation()
    return f"{base.rstrip('/')}/{rule.url.removeprefix('docs/')}" if base else None


@cache
def documentation() -> str | None:
    """Where the documentation stands on the web: what the package names as its URL `Documentation`."""
    try:
        urls = metadata.metadata(_DISTRIBUTION).get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return None
    named = dict(url.split(", ", 1) for url in urls if ", " in url)
    return named.get("Documentation")
