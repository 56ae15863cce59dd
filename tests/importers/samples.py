"""Planning documents for tests, in the forms that people give them."""

LOOPS = """\
# Lesson: Loops

**Module:** 1.1 First steps
**Position:** Lesson 2 of 2
**Type:** BUILD
**Slug:** `loops`

## Phase 1: Orient (Student State)

| Concept | Depth | Source Lesson | Notes |
|---------|-------|---------------|-------|
| Variable (a name for a value) | DEVELOPED | names (1.1.1) | Drawn as boxes; "a label on a box" stuck. |
| Condition | INTRODUCED | names (1.1.1) | Read, never written. |

**Mental models and analogies already established:**
- A variable is a box with a label

**Readiness assessment:** Ready, though nobody has written a condition yet.

## Phase 2: Analyze

### Target Concept

Say in own words when a loop stops, and why it may never do so.

### Prerequisites

| Concept | Required Depth | Actual Depth | Source Lesson | Status | Reasoning |
|---|---|---|---|---|---|
| Variable | DEVELOPED | DEVELOPED | names (1.1.1) | OK | The counter is one. |
| Condition | DEVELOPED | INTRODUCED | names (1.1.1) | GAP (small) | The student writes one for the first time. |

### Gap Resolution

| Gap | Size | Resolution |
|---|---|---|
| Condition | small | A recap with two conditions to complete. |

### Misconceptions

| Misconception | Why They'd Think This | Negative Example That Disproves It | Where to Address |
|---|---|---|---|
| A loop checks its condition all the time | Nobody says when it looks | A body that makes the condition false and goes on to its end | Section 3 |

## Phase 3: Design

### Examples Planned

| Example | Type | Purpose | Why This Example |
|---|---|---|---|
| Counting down to a launch | Positive | First sight of a loop | Everybody knows how it ends |
| A countdown that counts upwards | Negative | Show a loop that never stops | One sign is wrong |

### Scope Boundaries

**This lesson IS about:**
- while loops

**This lesson is NOT about:**
- for loops (MENTIONED at most)

**Target depths:**
- While loop: DEVELOPED (can trace one by hand)

### Lesson Outline

**1. Recap**
Two conditions with a gap in each.

**2. Hook (the launch)**
Ten lines that print ten numbers. What if it were a thousand?

**3. Explain -- While loop**
Look, act, look again.

```
while n > 0:
    n = n - 1
```

**4. Check 1 (predict-and-verify)**
- How often does the body run for n = 3? (Three times)
- And for n = 0? (Never)

**5. Summarize**
A loop looks before each round.

## Review -- 2026-03-04 (Iteration 1/3)

### Summary
- Critical: 1
- Improvement: 0
- Polish: 1

### Verdict: NEEDS REVISION

The hook promises more than the lesson keeps.

### Findings

#### [CRITICAL] -- The loop never stops

**Location:** Section 3, Explain
**Issue:** The code in the example counts upwards.
**Student impact:** The student copies it and waits.
**Suggested fix:** Count downwards.

#### [POLISH] -- A dull title

**Location:** Title
**Issue:** The title says nothing.
**Student impact:** Little.
**Suggested fix:** Name the launch.
"""

NAMES = """\
# Lesson: Names

**Module:** 1.1 First steps
**Position:** Lesson 1 of 2
**Type:** BUILD
**Slug:** `names`

## Phase 2: Analyze

### Target Concept

Give a value a name, and say what the name stands for later.

## Phase 3: Design

### Scope Boundaries

**Target depths:**
- Variable: DEVELOPED
- Condition: INTRODUCED

### Lesson Outline

**1. Explain -- Variable**
A box with a label.

**2. Explain -- Condition**
A question with yes or no for an answer.
"""
