"""A planning document in the form that teams write by hand, about a subject of our own."""

DOCUMENT = r"""# Lesson 2: Hash Tables (hash-tables) -- Planning Document

**Module:** 3.1 Looking Things Up
**Position:** Lesson 2 of 3+
**Type:** BUILD
**Slug:** hash-tables

---

## Phase 1: Student State (Orient)

| Concept | Depth | Source Lesson | Notes |
|---------|-------|---------------|-------|
| Array access (reading a cell by its number) | DEVELOPED | arrays (3.1.1) | Timed it on two sizes. |
| Modulo / remainder | INTRODUCED | clock-arithmetic (1.2) | Only with small numbers. |
| Amortised cost | NOT TAUGHT | N/A | Heard the word once. |
| Linear search | APPLIED (in two languages) | Multiple (2.x) | Wrote it by hand. |

**Mental models already established:**
- "A row of numbered lockers" (arrays)
- A clock that starts over at twelve

**What was explicitly NOT covered:**
- Functions that scatter their inputs

**Readiness assessment:** Ready. The remainder needs a nudge.

---

## Phase 2: Analyze

### Target Concept

This lesson teaches the student to say why a lookup by name can be as quick as a lookup by number.

### Prerequisites Table

| Concept | Required Depth | Actual Depth | Source Lesson | Status | Reasoning |
|---------|---------------|-------------|---------------|--------|-----------|
| Array access | DEVELOPED | DEVELOPED | arrays (3.1.1) | OK | A table is an array. |
| Modulo | DEVELOPED | INTRODUCED | clock-arithmetic (1.2) | GAP (small -- needs practice) | It turns a hash into a number of a locker. |

### Gap Resolution

| Gap | Size | Resolution |
|-----|------|------------|
| Modulo at DEVELOPED (for large numbers) | Small (knows the clock) | A recap with a clock of 7 hours. |

### Misconceptions Table

| Misconception | Why They'd Think This | Negative Example That Disproves It | Where to Address |
|---|---|---|---|
| "Two names never share a locker" | Every key on a ring has its own lock. | 23 guests, 365 birthdays: a shared one is likelier than not. | After the collision walk-through, section 4 |
| "A bigger table is always quicker" | More room, less waiting. | A table of a million cells for ten names spends its time on empty lockers. | Hook, before any code |

### Examples Planned

| Example | Type | Purpose | Why This Example |
|---|---|---|---|
| Cloakroom tickets (number from the name) | Positive | Show that the number is computed, not searched | Everyone has left a coat. |
| A phone book by first letter | Negative (boundary) | Show what a bad spread does | Most names begin with few letters. |

---

## Phase 3: Design

### Narrative Arc

A guard at a door knows every guest by name at once. How?

Because nobody searches: the name is the place.

### Modalities Planned

| Modality | What Specifically | Why This Modality for This Concept |
|---|---|---|
| **Verbal/Analogy** | The cloakroom | It is lived through already. |
| **Visual (inline SVG)** | Lockers with arrows from names | Collisions can be seen. |
| Concrete example | Trace `h(k) = k mod 7` for 15 and 22, where |a| and |b| differ | Both land in 1. |

### Cognitive Load Assessment

- **New concepts in this lesson:** 2
  1. Hash function (a number from a name)
  2. Collision handling (chains in a locker)
- **Previous lesson load:** STRETCH -- arrays were new
- **This lesson's load:** BUILD

### Connections to Prior Concepts

| Prior Concept | Connection |
|---|---|
| Array access (3.1.1) | The locker is a cell. |
| The post office | Nobody taught it. |

**Analogies to extend:**
- The clock: hash modulo size

**Potentially misleading analogies:**
- The key ring could suggest that every name has a locker of its own.

### Scope Boundaries

**This lesson IS about:**
- Turning a name into a number
- Target depths: hash function DEVELOPED, collision handling INTRODUCED

**This lesson is NOT about:**
- Cryptographic hashing (mentioned at most)
- Growing the table

### Lesson Outline

**1. Context + Constraints**
Lookup by name. No code from scratch.

**2. Recap (brief)**
Modulo on a clock of 7 hours, and array access by number.

**3. Hook -- The guard at the door**
Ten thousand guests, no list.

**4. Explain Part 1 -- Hash Function (Core Concept)**
A hash function makes a number of a name. Then modulo.

```
# not a heading
h("ann") = 3
```

**5. Check 1 (predict-and-verify)**
A table has 7 lockers.

Questions:
- Where does 15 go? (Locker 1--the remainder)
- How many can share? How many lockers are there? (As many as come.)

**6. Collision Handling**
Chains in a locker.

**7. Check 2 (transfer question)**
A registry of cars is keyed by the first letter of the plate.

Questions:
- Why is it slow?
- What would you hash instead?

Expected: One letter fills one chain. Hash the whole plate.

**8. Summarize**
The name is the place.

**9. Next Step**
Trees keep an order.

---

## Widget Assessment

No widget needed.

## Materials

Seven lockers of cardboard.

## Checklists

### Prerequisite Audit
- [x] Every assumed concept listed
- [x] All gaps resolved (one, in the recap)

### Pedagogical Design
- [x] At least 3 modalities
"""
