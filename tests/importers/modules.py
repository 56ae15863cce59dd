"""Pages about a module, for tests, and readings of plans that cite it."""

from typing import Any

from lesson_pipeline.importers.markdown.readings import Header, KnownRow, PlanReading, PrerequisiteRow

PLAN = """\
# Module 2.3: Bread that rises -- Plan

**Module goal:** The student bakes a loaf and can say what each step is for.
**Status:** Two of three lessons exist

## Narrative Arc

Flour and water alone stay flat. The arc asks what lifts them.

1. First the grain
2. Then the gas

## Lesson Sequence with Rationale

| # | Lesson | Core Concept | Type | Rationale for Position |
|---|--------|--------------|------|------------------------|
| 1 | kneading | Gluten | STRETCH | Nothing holds gas without it |
| 2 | `proofing` | Fermentation | BUILD (one new idea) | Needs the net of lesson 1 |
| 3 | baking | Oven spring | CONSOLIDATE | Puts both together |

## Cognitive Load Trajectory

Steep, then easy.

## Module-Level Misconceptions

- **"Yeast is a spice"** -- it is alive, and it eats.
- Students may think that heat makes the holes.
"""

RECORD = """\
# Module 2.3: Bread that rises — Record

**Goal:** Loaves that the student understands.
**Status:** Complete

## Concept Index

| Concept | Depth | Lesson | Notes |
|---------|-------|--------|-------|
| Gluten (a net of proteins that holds gas) | DEVELOPED | kneading | Stretched a window of dough. |

| Windowpane test | APPLIED | kneading | Done with three doughs. |

| Fermentation (yeast turning sugar into gas and alcohol) | INTRODUCED | proofing | Jar with a balloon. |
| Hydration | MENTIONED | kneading, proofing | A percentage, never computed. |
| Salt in dough | REINFORCED | proofing | Slows the yeast. |
| Rising | DEVELOPED | every lesson | A word used all along. |

## Per-Lesson Summaries

### Lesson 1: Kneading dough (kneading)

Dough was pulled thin against the light.

#### What is not covered

Machines.

### proofing (Lesson 2) — BUILD

Jars and balloons.

## Key Analogies

| Analogy | Where |
|---|---|
| A net for bubbles | kneading |
"""


def header(slug: str, number: str = "", **more: Any) -> Header:
    module = ".".join(number.split(".")[:2])
    return Header(title=more.pop("title", slug), slug=slug, number=number, **{"module": module, **more})


def knows(concept: str, depth: str, source: str, line: int = 1) -> KnownRow:
    return KnownRow(concept, depth, source, "", line)


def needs(concept: str, has: str, source: str, line: int = 1) -> PrerequisiteRow:
    return PrerequisiteRow(concept, "INTRODUCED", has, source, "OK", "", line)


def plan(slug: str, *rows: KnownRow | PrerequisiteRow, number: str = "") -> PlanReading:
    return PlanReading(
        header=header(slug, number),
        knows=tuple(row for row in rows if isinstance(row, KnownRow)),
        prerequisites=tuple(row for row in rows if isinstance(row, PrerequisiteRow)),
    )
