"""One lesson of a syllabus to its plan: every field that a plan can have, in the order in which plans have them."""

import random

from benchmarks import element_sentences as say
from benchmarks.outline import Outline, Tree
from benchmarks.prose import Prose
from benchmarks.sentences import SUMMARY
from benchmarks.syllabus import Lesson, Requirement, Target
from benchmarks.vocabulary import Concept
from benchmarks.yaml_writer import FlowList, FlowMap, Folded, Literal


def plan_tree(lesson: Lesson, seed: int) -> Tree:
    """The plan's data; the same lesson and seed give the same."""
    return _Plan(lesson, Prose(random.Random(f"plan {seed} {lesson.index}"))).tree()


class _Plan:
    def __init__(self, lesson: Lesson, prose: Prose) -> None:
        self._lesson = lesson
        self._prose = prose
        self._known = [item.concept for item in lesson.requirements]
        self._outline = Outline(lesson, prose)
        self._outline.build()

    def tree(self) -> Tree:
        lesson = self._lesson
        plan: Tree = {
            "lesson": lesson.slug,
            "kind": "lesson",
            "title": lesson.title,
            "type": lesson.type,
            "delivery": FlowList(["page"]),
            "status": "built",
            "target": Folded(self._prose.say(say.EVIDENCE, lesson.targets[0].concept)),
            "student_state": self._student_state(),
            "prerequisites": [self._prerequisite(place, item) for place, item in enumerate(lesson.requirements)],
        }
        if lesson.gap:
            plan["gaps"] = [self._gap()]
        plan["misconceptions"] = self._misconceptions()
        plan["examples"] = [example for target in lesson.targets for example in self._examples(target)]
        plan["modalities"] = [
            modality for target in lesson.targets if target.core for modality in self._modalities(target)
        ]
        plan["narrative"] = Literal(self._prose.paragraph(say.NARRATIVE, 5, self._known[0], self._known[1]))
        plan["load"] = self._load()
        plan["connections"] = self._connections()
        plan["analogies"] = self._analogies()
        plan["scope"] = self._scope()
        plan["teaches"] = [self._target(target) for target in lesson.targets]
        plan["outline"] = self._outline.sections
        plan["notes"] = [{"heading": "Timing", "text": Folded(self._prose.pick(say.PLANNING_NOTES))}]
        return plan

    def _student_state(self) -> Tree:
        ahead = [
            FlowMap(text=f"The {c.term}, which this lesson is about", concepts=FlowList([c.id]))
            for c in self._lesson.new[:2]
        ]
        return {
            "knows": [self._knows(item) for item in self._lesson.requirements if not item.concept.parts],
            "mental_models": [self._prose.pick(say.MENTAL_MODELS) for _ in range(3)],
            "not_covered": [
                *ahead,
                FlowMap(text=f"The {self._lesson.later.term}", concepts=FlowList([self._lesson.later.id])),
                FlowMap(text="Cases whose figures depend on one another"),
            ],
            "readiness": Folded(self._prose.pick(say.READINESS)),
        }

    def _knows(self, item: Requirement) -> Tree:
        known: Tree = {"concept": item.concept.id, "depth": item.has}
        if item.sources:
            known["source"] = FlowList(item.sources)
        known["notes"] = Folded(self._prose.pick(say.NOTES_ON_KNOWING))
        return known

    def _prerequisite(self, place: int, item: Requirement) -> Tree:
        prerequisite: Tree = {"concept": item.concept.id, "requires": item.requires}
        if place % 3 == 1:
            bridged = self._lesson.gap and item.concept == self._lesson.deepened
            prerequisite |= {"has": item.has, "status": "gap" if bridged else "ok"}
        if item.sources:
            prerequisite["source"] = FlowList(item.sources[-1:])
        prerequisite["reason"] = Folded(self._prose.say(say.REASONS, item.concept))
        return prerequisite

    def _gap(self) -> Tree:
        deepened = self._lesson.deepened
        assert deepened is not None, "a gap is about the concept that is deepened"
        return {
            "concept": deepened.id,
            "size": "small",
            "resolution": Folded(
                f"A recap section of its own takes the {deepened.term} one step further: one case by hand, and the condition "
                "behind it. Two or three paragraphs are enough, since only this one property is missing."
            ),
            "in": FlowList(["bridge"]),
        }

    def _misconceptions(self) -> list[Tree]:
        lesson = self._lesson
        about = [target.concept for target in lesson.targets if target.depth in ("developed", "applied")][:3]
        about += about[: 3 - len(about)]
        return [self._misconception(number, concept) for number, concept in enumerate(about, 1)]

    def _misconception(self, number: int, concept: Concept) -> Tree:
        belief, why, negative_example = self._prose.pick(say.BELIEFS)
        other = self._known[0] if concept != self._known[0] else self._known[1]
        return {
            "id": f"belief-{number}",
            "concept": concept.id,
            "belief": self._prose.fill(belief, concept, other),
            "why": Folded(self._prose.fill(why, concept, other)),
            "negative_example": Folded(self._prose.fill(negative_example, concept, other)),
            "in": FlowList(["recap"] if self._is_recapped(concept) else [self._outline.homes[concept]]),
        }

    def _is_recapped(self, concept: Concept) -> bool:
        """Whether checks may test it before this lesson takes it further."""
        return not self._lesson.new and concept in self._lesson.applied

    def _examples(self, target: Target) -> list[Tree]:
        concept, home = target.concept, self._outline.homes[target.concept]
        kinds = [("positive", "first", home)]
        if target.core:
            kinds += [("positive", "generalising", "explore"), ("negative", "boundary", "elaborate")]
        return [self._example(concept, *kind) for kind in kinds]

    def _example(self, concept: Concept, polarity: str, role: str, place: str) -> Tree:
        what, purpose, why = self._prose.pick(say.EXAMPLES if polarity == "positive" else say.COUNTEREXAMPLES)
        return {
            "id": f"{role}-{concept.id}",
            "polarity": polarity,
            "role": role,
            "concept": concept.id,
            "what": Folded(self._prose.fill(what, concept, concept)),
            "purpose": self._prose.fill(purpose, concept, concept),
            "why": Folded(why),
            "in": FlowList([place]),
        }

    def _modalities(self, target: Target) -> list[Tree]:
        return [self._modality(target.concept, *kind) for kind in self._prose.sample(say.MODALITIES, 3)]

    def _modality(self, concept: Concept, kind: str, what: str, why: str) -> Tree:
        return {
            "id": f"{kind}-{concept.id}",
            "kind": kind,
            "concept": concept.id,
            "what": Folded(self._prose.fill(what, concept, concept)),
            "why": self._prose.fill(why, concept, concept),
            "in": FlowList([self._outline.homes[concept]]),
        }

    def _load(self) -> Tree:
        load: Tree = {"new": [FlowMap(cluster=name, concepts=FlowList(ids)) for name, ids in self._clusters() if ids]}
        if self._lesson.previous:
            load["previous"] = self._lesson.previous
        load["notes"] = Folded(self._prose.pick(say.READINESS))
        return load

    def _clusters(self) -> list[tuple[str, list[str]]]:
        ids = [concept.id for concept in self._lesson.new]
        return [("The rule and its condition", ids[:2]), ("What it costs", ids[2:3]), ("What it opens", ids[3:])]

    def _connections(self) -> list[Tree]:
        targets = [target.concept.id for target in self._lesson.targets]
        groups = [targets[:2], targets[2:3], targets[3:]]
        return [
            {
                "concept": concept.id,
                "to": FlowList(group),
                "relation": Folded(self._prose.say(say.RELATIONS, concept)),
            }
            for concept, group in zip(self._connectable(), groups, strict=False)
            if group
        ]

    def _connectable(self) -> list[Concept]:
        return [concept for concept in self._known if concept != self._lesson.deepened]

    def _analogies(self) -> Tree:
        analogy, risk = self._prose.pick(say.RISKS)
        return {
            "extend": [self._prose.pick(say.ANALOGIES) for _ in range(2)],
            "misleading": [{"analogy": analogy, "risk": risk}],
            "establishes": [self._prose.pick(say.ANALOGIES)],
        }

    def _scope(self) -> Tree:
        later = self._lesson.later
        main = self._lesson.targets[0].concept
        excluded = FlowMap(
            text=f"The {later.term}, beyond its name", concepts=FlowList([later.id]), max_depth="mentioned"
        )
        return {
            "covers": [self._prose.say(SUMMARY, main) for _ in range(3)],
            "excludes": [excluded, *(FlowMap(text=self._prose.pick(say.EXCLUDED)) for _ in range(2))],
        }

    def _target(self, target: Target) -> Tree:
        entry: Tree = {"concept": target.concept.id, "depth": target.depth}
        if target.core:
            entry["core"] = True
        entry["evidence"] = Folded(self._prose.say(say.EVIDENCE, target.concept))
        return entry
