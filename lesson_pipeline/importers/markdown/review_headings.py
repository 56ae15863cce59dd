"""Which headings of a planning document belong to its reviews, and what they say: dates, iterations, severities."""

import re
from dataclasses import dataclass

from lesson_pipeline.importers.markdown.tree import Node
from lesson_pipeline.importers.markdown.vocabulary import words_of

SEVERITIES = ("critical", "improvement", "polish")

_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_ITERATION = re.compile(
    r"\b(?:iteration|round|pass)\s*#?\s*(?P<n>[1-9]\d{0,2})(?:\s*(?:/|of)\s*(?P<of>[1-9]\d{0,2}))?\b"
    r"|(?<![\d./])(?P<m>[1-9]\d?)\s*/\s*(?P<most>[1-9]\d?)(?![\d./])",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"(?P<before>(?:[\w-]+\s+){0,3}?)review(?=\s*(?:$|[—–:(,-]|(?:iteration|round|pass)?\s*#?\d))", re.IGNORECASE
)
_REVIEW_PARTS = re.compile(r"verdict|summary|findings")
_FINDINGS = re.compile(r"(?:(?:new|all|detailed) )?(?:findings|issues)(?: (?:found|detailed|list|in detail))?")
_STANDARD_PART = re.compile(
    rf"summary(?: of findings)?|(?:findings? )?counts?|{_FINDINGS.pattern}|(?:review(?:er)?|general|additional) notes|(?:final |overall )?verdict(?: (?:pass|needs|minor|major)\b.*)?"
)
_FIX_PASS = re.compile(
    r"(?:post review )?(?:fix pass|fix(?:es)? (?:applied|made|log|round|summary)|applied fixes|addressed findings"
    r"|(?:findings?|issues) (?:intentionally |deliberately )?(?:not )?(?:fixed|addressed|declined|deferred|skipped))\b"
)
_VERIFICATION = re.compile(
    r"verif|\bresolution|\bresolved|\bfix(?:es)? (?:status|check|evaluation|assessment|audit|review)\b"
    r"|\b(?:status|evaluation|assessment|check) of .*\bfix|\bfindings? status\b"
    r"|\b(?:previous|prior|earlier|(?:iteration|round) \d+) (?:findings?|fix(?:es)?|issues)\b"
)
_OF_BEFORE = re.compile(r"\bfix(?:es)?\b|\bfindings?\b|\biteration \d|\bround \d|\bprevious\b|\bprior\b")
_SUMMARY_OF_ALL = re.compile(r"improvement summary\b")
_MARKS = " \t—–-:;,.()[]*"
_SEVERITY = re.compile(
    r"\W{0,4}?(?:\[(?P<bracketed>critical|improvement|polish)\]|(?P<bare>CRITICAL|IMPROVEMENT|POLISH)\b)\**",
    re.IGNORECASE,
)
_FINDING_NUMBER = re.compile(r"(?:(?:finding|issue)\s+)?\d{1,3}\s*[.):]\s+", re.IGNORECASE)
_CAPITAL = re.compile(r"\A\W{0,4}?(?:Critical|Improvement|Polish)(?=\**\s*(?:—|–|--+|:))")
_DASH = re.compile(r"\s*(?:—|–|--+|-|:)+\s*")


@dataclass(frozen=True, slots=True)
class ReviewHeading:
    """What the heading of a review says. `extra` is what neither date nor iteration takes."""

    date: str
    iteration: int | None
    of: int | None
    extra: str


def review_heading(node: Node) -> ReviewHeading | None:
    """What the heading says if it is that of a review; None for any other.

    With neither a date nor an iteration, a verdict, a summary or findings must stand below it.
    """
    found = _REVIEW.match(node.title.strip(_MARKS))
    if found is None:
        return None
    date, iteration = date_of(node.title), iteration_of(node.title)
    below = any(_REVIEW_PARTS.search(child.title.lower()) for child in node.children)
    if not (date or iteration or below):
        return None
    n, of = iteration or (None, None)
    return ReviewHeading(date, n, of, extra_of(node.title, r"\breview\b"))


def date_of(title: str) -> str:
    """The first day that a title names, as YYYY-MM-DD; empty where it names none."""
    found = _DATE.search(title)
    return found.group() if found else ""


def iteration_of(title: str) -> tuple[int, int | None] | None:
    """The iteration that a title names and how many were planned; None where it names none."""
    found = _ITERATION.search(_DATE.sub(" ", title))
    if found is None:
        return None
    of = found["of"] or found["most"]
    return int(found["n"] or found["m"]), int(of) if of else None


def extra_of(title: str, standard: str) -> str:
    """What a title says beside its standard words (a pattern), a day and an iteration."""
    rest = re.sub(standard, " ", _ITERATION.sub(" ", _DATE.sub(" ", title)), count=1, flags=re.IGNORECASE)
    pieces = [piece.strip(_MARKS) for piece in re.split(r"\s(?:—|–|--+|-)\s|[(),:]", rest)]
    return ", ".join(piece for piece in pieces if words_of(piece))


def is_review_part(node: Node, after_review: bool) -> bool:
    """Whether a heading of level 2 belongs to the reviews: a review, or after one what was done about its findings.

    A revision is a matter of the plan.
    """
    if review_heading(node) is not None:
        return True
    if not after_review:
        return False
    words = " ".join(words_of(node.title))
    return is_fix_pass(node.title) or bool(_SUMMARY_OF_ALL.match(words)) or is_verification_label(node.title)


def is_findings(title: str) -> bool:
    """Whether a heading is the one that all findings of a review stand below."""
    return bool(_FINDINGS.fullmatch(" ".join(words_of(title))))


def is_part_of_review(title: str) -> bool:
    """Whether a heading is a finding, or names a part that every review has."""
    return finding_title(title) is not None or bool(_STANDARD_PART.fullmatch(" ".join(words_of(title))))


def is_fix_pass(title: str) -> bool:
    """Whether a title announces what was done about findings."""
    return bool(_FIX_PASS.match(" ".join(words_of(title))))


def is_verification(title: str) -> bool:
    """Whether a heading within a review announces what became of earlier findings."""
    return bool(_VERIFICATION.search(" ".join(words_of(title))))


def is_verification_label(title: str) -> bool:
    """Whether a title does so that might stand anywhere: it must speak of fixes, findings or an iteration."""
    return is_verification(title) and bool(_OF_BEFORE.search(" ".join(words_of(title))))


def severity_start(text: str) -> tuple[str, str, str] | None:
    """The severity that a text begins with, as a word of ours and as written, and the rest; None if it begins with none.

    Without brackets it must stand in capitals.
    """
    found = _SEVERITY.match(text)
    if found is None or (found["bare"] and not found["bare"].isupper()):
        return None
    return (found["bracketed"] or found["bare"]).lower(), found.group(), text[found.end() :]


def finding_number(title: str) -> str:
    """The number before the severity of a finding, as written: `2. `, `Finding 2: `; empty where there is none."""
    found = _FINDING_NUMBER.match(title)
    return found.group() if found else ""


def finding_title(title: str) -> tuple[str, str] | None:
    """Severity and title of a finding from its heading: `[SEV] — title`, `2. Sev: title`; None for any other heading."""
    text = title[len(finding_number(title)) :]
    found = severity_start(text) or severity_start(_CAPITAL.sub(lambda word: word.group().upper(), text, count=1))
    if found is None:
        return None
    severity, written, rest = found
    dash = _DASH.match(rest)
    if dash is None and "[" not in written:
        return None
    text = rest[dash.end() if dash else 0 :].strip()
    return (severity, text) if text else None
