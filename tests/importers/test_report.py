"""What an import tells, for programs and for people."""

import json

from lesson_pipeline.importers.markdown.documents import Failed
from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.log import Left, Log, Mapped, Odd, TableCount
from lesson_pipeline.importers.markdown.outcome import DocumentOutcome, ImportOutcome, InferredValue, count_round
from lesson_pipeline.importers.markdown.readings import ChecklistReading
from lesson_pipeline.importers.markdown.report import as_data, lines
from lesson_pipeline.importers.markdown.suggestions import Suggestion
from lesson_pipeline.importers.markdown.words import Account, Lost

ROUND = {
    "round": 1,
    "findings": [
        {"id": "a", "severity": "critical"},
        {"id": "b", "severity": "polish"},
        {"id": "c", "severity": "polish"},
    ],
    "fixes": [{"finding": "a", "status": "fixed"}, {"finding": "b", "status": "declined"}],
    "verification": [{"finding": "1/a", "status": "verified"}, {"finding": "1/c", "status": "reopened"}],
    "verdict": "needs-revision",
}
OUTCOME = ImportOutcome(
    documents=(
        DocumentOutcome(
            source="docs/loops.md",
            lesson="loops",
            kind="lesson",
            files=("planning/basics/loops.yaml", "reviews/loops/round-1.yaml"),
            words=Account(1000, 998, 100, (Lost("while", 2, (4, 9)),)),
            log=Log(
                tables=[TableCount("prerequisites", 7, 3, 3)],
                mapped=[Mapped("Target", 5, "target")],
                left=[Left("Odds and ends", "Three *more* words", 20)],
                odd=[Odd(30, "the row has 5 cells"), Odd(2, "the slug is that of another document")],
            ),
            inferred=(InferredValue("planning/basics/loops.yaml", "/outline/0/uses", ["loop"], "the title names it"),),
            rounds=(count_round(ROUND),),
            checklists=(ChecklistReading("Audit", ("All is traced",), 40),),
        ),
        DocumentOutcome("docs/names.md", "names", "record", ("planning/basics/names.yaml",), Account(500, 500, 0, ()), Log()),
    ),
    pages=("docs/plan.md",),
    failed=(Failed("docs/x.md", "it is empty", "name another"),),
    order=("names", "loops"),
    records=("values",),
    suggestions=(Suggestion("loop", "loops", 96, "the names are alike"),),
    guesses=(Guess("docs/loops.md", 8, "values (1.1) is the lesson `values`", "nobody else is called so", "loops", "/x"),),
)  # fmt: skip


def test_the_report_for_programs_says_everything() -> None:
    data = json.loads(json.dumps(as_data(OUTCOME)))
    assert list(data) == ["version", "documents", "pages", "failed", "order", "records", "suggestions", "guesses"]
    assert data["version"] == 1
    loops = data["documents"][0]
    assert loops == {
        "source": "docs/loops.md",
        "lesson": "loops",
        "kind": "lesson",
        "files": ["planning/basics/loops.yaml", "reviews/loops/round-1.yaml"],
        "words": {
            "in": 1000,
            "kept": 998,
            "in_notes": 100,
            "lost": [{"word": "while", "count": 2, "lines": [4, 9]}],
        },
        "tables": [{"to": "prerequisites", "line": 7, "rows_in": 3, "rows_out": 3}],
        "mapped": [{"title": "Target", "line": 5, "to": "target"}],
        "notes": [{"heading": "Odds and ends", "line": 20, "words": 3}],
        "inferred": [
            {
                "file": "planning/basics/loops.yaml",
                "at": "/outline/0/uses",
                "value": ["loop"],
                "why": "the title names it",
            }
        ],
        "looks_wrong": [
            {"line": 2, "message": "the slug is that of another document"},
            {"line": 30, "message": "the row has 5 cells"},
        ],
        "rounds": [
            {
                "round": 1,
                "verdict": "needs-revision",
                "findings": {"critical": 1, "improvement": 0, "polish": 2},
                "fixed": 1,
                "declined": 1,
                "verified": 1,
            }
        ],
        "checklists": [{"title": "Audit", "items": ["All is traced"]}],
    }
    assert data["pages"] == ["docs/plan.md"]
    assert data["failed"] == [{"source": "docs/x.md", "message": "it is empty", "help": "name another"}]
    assert (data["order"], data["records"]) == (["names", "loops"], ["values"])
    assert data["suggestions"][0]["command"] == "lesson-pipeline concept merge loop loops"
    assert data["guesses"][0]["what"] == "values (1.1) is the lesson `values`"


TEXT = """\
  loops  998 of 1,000 words; 10% in notes; 1 round, 3 findings, needs-revision; 1 inferred; 2 to look at
  names  500 of 500 words; a record

2 documents: 1,498 of 1,500 words kept, 5.0% of a document in notes; 1 review round with 3 findings.

Looks wrong in the documents:
  docs/loops.md:2: the slug is that of another document
  docs/loops.md:30: the row has 5 cells

Words that no file holds:
  docs/loops.md:4: “while” (2 times)

Not imported:
  docs/x.md: it is empty (name another)

Lessons that others cite, as records of what they are said to have taught:
  values

Concepts that may be one and the same; if so:
  lesson-pipeline concept merge loop loops  (the names are alike)"""


def test_the_report_for_people_is_short() -> None:
    assert "\n".join(lines(OUTCOME)) == TEXT


def test_of_many_things_only_some_are_shown() -> None:
    many = ImportOutcome(documents=(), failed=tuple(Failed(f"{number}.md", "it is empty") for number in range(20)))
    shown = list(lines(many))
    assert "  7.md: it is empty" in shown
    assert "  8.md: it is empty" not in shown
    assert shown[-1] == "  and 12 more; --report json lists all"
