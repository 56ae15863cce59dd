"""A small course to render, as files, and the site that comes of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from lesson_pipeline.engine.check import check
from lesson_pipeline.engine.load import load
from lesson_pipeline.record.state import build_record
from lesson_pipeline.render.pictures import picture_reader
from lesson_pipeline.render.site import RenderResult, render_site
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.source.discover import discover
from tests.render.reading import Element, read_page

COURSE = """
course: programming
title: Programming
description: A course in *three* lessons.
entry: [{concept: arithmetic, depth: applied, notes: From school.}]
series:
  - id: start
    title: A start
    modules:
      - {id: repetition, title: Doing it again, goal: The student can repeat things., lessons: [counting, loops, sums]}
"""
CONCEPTS = """
concepts:
  arithmetic: {name: Arithmetic, summary: Adding and multiplying.}
  counter: {name: Counter, summary: A variable that counts.}
  while-loop: {name: While loop, summary: Repeats while a condition holds.}
  for-loop: {name: For loop}
  accumulator: {name: Accumulator}
"""
COUNTING = """
lesson: counting
kind: record
title: Counting
status: built
teaches: [{concept: counter, depth: developed, evidence: Counted the vowels of a name.}]
analogies: {establishes: [A counter is a turnstile.]}
"""
LOOPS = """
lesson: loops
title: Loops
type: build
status: built
target: Repeat a step until a condition fails.
prerequisites:
  - {concept: counter, requires: applied, reason: Every loop below counts.}
  - {concept: arithmetic, requires: introduced}
gaps: [{concept: counter, size: small, resolution: Build one., in: [recap]}]
misconceptions:
  - {id: checks-always, concept: while-loop, belief: The condition is watched all the time., why: The word while., negative_example: It is read once per round., in: [explain-while]}
examples: [{id: countdown, concept: while-loop, role: first, what: A countdown from $10$, purpose: Show the end., in: [rounds]}]
modalities: [{id: picture, kind: visual, concept: while-loop, what: A ring with one exit, why: Seen at a glance., in: []}]
scope: {covers: [While loops], excludes: [{text: Recursion}]}
teaches: [{concept: while-loop, depth: developed, core: true, evidence: Predicts the number of rounds.}]
outline:
  - {id: recap, kind: recap, title: Counting again, recaps: [counter], teaches: [{concept: counter, depth: applied}], content: "Remember the turnstile."}
  - id: explain-while
    kind: explain
    title: Again and again
    teaches: [{concept: while-loop, depth: introduced}]
    content: |
      A loop costs $n^2$ steps.

      $$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$$

      ```python
      while n > 0:  # counts down
          n -= 1
      ```

      | n | rounds |
      |---|-------:|
      | 3 | 3      |
    parts:
      - {id: rounds, title: Counting rounds, teaches: [{concept: while-loop, depth: developed}], uses: [counter], content: "One round at a time."}
  - id: check-1
    kind: check
    title: How many rounds
    style: predict-and-verify
    scenario: "Take `n = 3`."
    questions:
      - {id: q1, prompt: "How many rounds?", answer: "Three, and **no** more.", tests: [{concept: while-loop, depth: developed}]}
      - {id: q2, prompt: "And for zero?", answer: "None.", tests: [{concept: while-loop}]}
"""
SUMS = """
lesson: sums
title: Sums
status: planned
target: Add up a list.
prerequisites: [{concept: while-loop, requires: introduced, reason: The sum is built in a loop.}]
"""
FILES = {
    "planning/course.yaml": COURSE,
    "planning/concepts.yaml": CONCEPTS,
    "planning/repetition/counting.yaml": COUNTING,
    "planning/repetition/loops.yaml": LOOPS,
    "planning/repetition/sums.yaml": SUMS,
}

ROUND_1 = """
lesson: loops
round: 1
date: 2026-05-02
reviewer: reviewer
checklist:
  - {item: Nothing is used before it is taught, holds: true, why: nothing found by SEQ001}
  - {item: No exercise asks for *several* new things, holds: false, why: The second question does.}
  - {item: Every gap is resolved}
findings:
  - id: no-zero
    severity: critical
    title: Nobody says what happens at `0`
    location:
      - {section: check-1, question: q2}
    issue: The answer is *not* in the text.
    student_impact: The question cannot be answered.
    suggested_fix: Say it.
    rule: SEQ001
  - id: long-round
    severity: improvement
    title: The round is told in one breath
    location:
      - {section: explain-while, part: rounds, quote: One round at a time.}
    issue: It goes fast.
    notes: [{heading: Seen before, text: In the first lesson too.}]
  - {id: typo, severity: polish, title: A typo, location: [{section: recap, quote: Remember the turnstyle}]}
fixes:
  - {finding: no-zero, status: fixed, change: A sentence **says** it., date: 2026-05-03}
  - {finding: long-round, status: declined, reason: It is short enough., date: 2026-05-03}
  - {finding: typo, status: fixed, change: Spelt out., date: 2026-05-03}
notes: {works_well: [The turnstile comes back.], patterns: [A word before its meaning.], overall: Good bones.}
verdict: major-revision
rationale: The check has to be answerable.
"""
ROUND_2 = """
lesson: loops
round: 2
date: 2026-05-04
reviewer: second reader
iteration: {n: 1, of: 3}
findings:
  - {id: exit, severity: improvement, title: The exit is hard to see, location: [{text: somewhere near the end}]}
verification:
  - {finding: 1/no-zero, status: verified, evidence: It is in the recap., date: 2026-05-04}
  - {finding: 1/long-round, status: reopened, evidence: A new reader stumbled., date: 2026-05-04}
"""
ROUNDS = {"reviews/loops/round-1.yaml": ROUND_1, "reviews/loops/round-2.yaml": ROUND_2}
"""Two rounds of review of the lesson on loops: one that asked for a major revision, one that goes on."""


@dataclass
class Site:
    """A curriculum in a folder, and its site beside it."""

    root: Path
    out: Path
    told: list[str] = field(default_factory=list)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def render(self, *, checked: bool = False) -> RenderResult:
        loaded = load(discover(self.root))
        curriculum = loaded.curriculum
        diagnostics = check(loaded, all_rules()).diagnostics if checked else ()
        return render_site(
            curriculum,
            build_record(curriculum),
            lambda path: loaded.documents[path].text,
            picture_reader(self.root),
            self.out,
            self.told.append,
            diagnostics,
        )

    def page(self, slug: str) -> Element:
        return read_page(self.out / "lessons" / f"{slug}.html")

    def index(self) -> Element:
        return read_page(self.out / "index.html")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The small course, not rendered yet."""
    made = Site(tmp_path / "course", tmp_path / "site")
    for path, text in FILES.items():
        made.write(path, text)
    return made


@pytest.fixture
def reviewed(site: Site) -> Site:
    """The small course with its rounds of review, not rendered yet."""
    for path, text in ROUNDS.items():
        site.write(path, text)
    return site


@pytest.fixture
def lesson(site: Site) -> Callable[[str], Element]:
    """Renders a text as the lesson on loops and gives the part of the page that holds it."""

    def render(text: str) -> Element:
        site.write("lessons/loops.md", text)
        site.render()
        return site.page("loops").one(css="text")

    return render
