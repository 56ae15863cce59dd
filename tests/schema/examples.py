"""One YAML file of every kind, with every field that a file of that kind can have."""

COURSE = """\
course: sound-models
title: Models of Sound
description: From a sampled wave to models that speak.
partial: true
entry: [{concept: python, depth: applied, notes: a year of it}]
depths: {scale: [absent, named, told, traced, done], known: told, developed: traced, applied: done}
policy:
  max_new: 2
  max_cluster: 4
  min_modalities: 2
  min_positive_examples: 2
  min_negative_examples: 1
  min_misconceptions: 2
  max_rounds: 4
  review_checklist: [{item: Every formula is heard first, rules: [SEQ008]}, {item: No false tones}]
  verdicts:
    pass_up_to: {critical: 0, improvement: 1, polish: 5}
    choice_from: {critical: 1, improvement: 4, polish: 20}
    major_revision_from: {critical: 3}
  fading: {told: 2, traced: 8}
style:
  - {pattern: '\\bobviously\\b', message: "Say why it is so.", severity: info}
series:
  - id: waves
    number: 3
    title: Waves
    description: Before any network.
    modules:
      - id: sampling
        number: 3.10
        title: Sampling
        goal: The student can choose a sampling rate and defend it.
        narrative: A recording that whistles where nothing whistled.
        self_contained: true
        misconceptions: [More samples are always better.]
        notes: [{heading: Hardware, text: A cheap microphone will do.}]
        lessons: [aliasing, {lesson: windows, number: 3.10.4}]
waivers: [{code: SCH009, at: /series/0, reason: the rest is still on paper}]
"""

CONCEPTS = """\
concepts:
  aliasing: {name: Aliasing, summary: A high tone that poses as a low one., terms: [alias, "fold-over"]}
  sampling-theory:
    name: Sampling theory
    kind: concept
    parts: [aliasing, nyquist-rate]
    notes: Taught when both are.
  nyquist-rate: {name: Nyquist rate}
  stft: {kind: term, name: STFT, terms: [STFT, torch.stft]}
waivers: [{code: SCH013, at: /concepts/stft, reason: both are meant}]
"""

PLAN = """\
# yaml-language-server: $schema=../../schemas/lesson-plan.schema.json
lesson: aliasing
kind: lesson
title: Aliasing
type: stretch
delivery: [page, notebook, project]
status: built
target: Predict which false tone a sampled recording will hold.
student_state:
  knows: [{concept: sine-wave, depth: developed, source: [waves-by-ear], notes: drew three of them, wording: {concept: Sine waves, depth: drawn, source: the first week}}]
  mental_models: [A recording is a row of numbers.]
  not_covered: [{text: Quantisation, concepts: [bit-depth]}]
  readiness: One step beyond the last lesson.
prerequisites:
  - {concept: sine-wave, requires: introduced, reason: it is what is sampled, has: developed, source: [waves-by-ear], status: ok, wording: {requires: by ear, has: drawn, status: fine}}
gaps: [{concept: modulo, size: small, resolution: one clock face, in: [recap], wording: {size: tiny}}]
misconceptions:
  - id: more-is-better
    concept: aliasing
    belief: A higher rate never hurts.
    why: It worked for pictures.
    negative_example: a bat detector fed with silence
    in: [explain-folding]
    wording: {in: where the ruler is folded}
examples:
  - {id: wagon-wheel, polarity: positive, role: first, concept: aliasing, what: a wheel in a film, purpose: to see it, why: all know it, in: [hook], wording: {type: a film}}
  - {id: slow-drum, polarity: negative, role: boundary, concept: aliasing, what: a drum, purpose: to bound it, why: no folding here, in: [check-1]}
modalities: [{id: folded-ruler, kind: geometric, concept: aliasing, what: a ruler folded, why: the mirror shows, in: [explain-folding], wording: {kind: paper}}]
narrative: The wheel first, then the ruler, then the rule.
load: {new: [{cluster: Folding, concepts: [aliasing, nyquist-rate]}], previous: build, notes: one cluster}
connections: [{concept: modulo, to: [aliasing], relation: frequencies wrap around}, {relation: both mislead, wording: {concept: Moiré in photographs, to: aliasing}}]
analogies:
  extend: [the clock face]
  misleading: [{analogy: pixels, risk: suggests that more is always sharper}]
  establishes: [the folded ruler]
scope: {covers: [tones], excludes: [{text: noise shaping, concepts: [dither], max_depth: mentioned}]}
teaches: [{concept: aliasing, depth: developed, core: true, evidence: folds 7 kHz at 10 kHz by hand}]
notebooks: [{path: notebooks/aliasing.ipynb, exercises: [{id: fold-it, title: Fold it, scaffold: guided}]}]
outline:
  - {id: recap, kind: recap, title: Clock faces, recaps: [modulo], content: "Seven hours after ten."}
  - {id: hook, kind: hook, title: The wheel}
  - id: explain-folding
    kind: explain
    title: Folding
    teaches: [{concept: aliasing, depth: developed}]
    uses: [sine-wave]
    recaps: [modulo]
    content: |
      Fold the ruler: $f \\mapsto f_s - f$.
    parts:
      - {id: the-limit, title: The limit, teaches: [{concept: nyquist-rate, depth: introduced}], uses: [aliasing], recaps: [modulo], content: Half of it.}
  - id: check-1
    kind: check
    title: Which tone?
    style: predict-and-verify
    scenario: A flute at 7 kHz, sampled at 10 kHz.
    uses: [sine-wave]
    recaps: [modulo]
    content: Listen afterwards.
    questions:
      - {id: q1, prompt: Which tone is heard?, answer: 3 kHz., tests: [{concept: aliasing, depth: developed}, {concept: nyquist-rate}], purpose: probe}
widgets: [{heading: Folding ruler, text: Drag it.}]
revisions: [{heading: After the first trial, text: The ruler came in.}]
checklists: [{heading: Before recording, items: [The window is shut.]}]
notes: [{heading: Room, text: Needs loudspeakers.}]
waivers: [{code: SEQ002, at: /outline/3/questions/0, reason: asked on purpose}]
inferred: [/outline/0/recaps, ""]
"""

RECORD = """\
lesson: waves-by-ear
kind: record
title: Waves by ear
teaches: [{concept: sine-wave, depth: introduced, evidence: hums the octave}]
"""

LESSON = """\
lesson: aliasing
title: Tones that are not there
description: Why a sampled flute can sing a false note.
deviations:
  - {element: slow-drum, reason: no recording was free to use}
  - {element: q1, check: tap-along, reason: the class has no drum}
waivers: [{code: LES009, at: /title, reason: the joke needs it}]
"""

ROUND = """\
lesson: aliasing
round: 2
iteration: {n: 1, of: 3}
date: 2026-05-04
reviewer: a sound engineer
of: {sections: {hook: "v1:9f2c", check-1: "v1:77aa"}, state: "v1:03bd"}
checklist: [{item: Every formula is heard first, holds: true, why: three recordings}, {item: No false tones}]
findings:
  - id: ruler-comes-late
    severity: improvement
    title: The ruler comes after it is needed
    location:
      - {section: explain-folding, part: the-limit, block: folded-ruler, quote: fold the ruler}
      - {section: check-1, question: q1, element: more-is-better}
      - {text: wherever the ruler is}
    issue: The formula stands first.
    student_impact: They learn it by heart.
    suggested_fix: Swap the two.
    rule: SEQ008
    notes: [{text: seen twice}]
fixes:
  - {finding: ruler-comes-late, status: fixed, change: swapped, date: 2026-05-05}
  - {finding: 1/wheel-too-fast, status: declined, reason: it is the point, wording: {finding: Fast wheel, status: LEFT AS IS}}
verification: [{finding: 1/no-sound, status: verified, evidence: heard it, date: 2026-05-04}]
accepted: [{reason: only the spelling, sections: [hook], state: true, date: 2026-05-06}]
notes:
  works_well: [the wheel]
  patterns: [formulas before pictures]
  overall: Nearly there.
  wording: {works_well: What sounds well, patterns: What I hear too often, overall: In short}
  other: [{heading: For next time, text: try headphones}]
verdict: needs-revision
rationale: One improvement is open.
waivers: [{code: REV004, at: /round, reason: counted from the rework}]
"""

EXAMPLES = {
    "course": [COURSE],
    "concepts": [CONCEPTS],
    "lesson-plan": [PLAN, RECORD],
    "lesson": [LESSON],
    "review-round": [ROUND],
}
