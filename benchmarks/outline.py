"""The outline of a generated plan: sections in order, each leaning only on what is known by then."""

from collections.abc import Sequence
from typing import Any

from benchmarks import sentences
from benchmarks.element_sentences import QUESTIONS, SCENARIOS
from benchmarks.prose import Prose
from benchmarks.syllabus import DEPTHS, Lesson
from benchmarks.vocabulary import Concept
from benchmarks.yaml_writer import FlowList, FlowMap, Folded, Literal

Tree = dict[str, Any]
STYLES = ("predict-and-verify", "transfer", "comprehension")


class Outline:
    """Builds the sections of one lesson, and knows afterwards where each concept was taught."""

    def __init__(self, lesson: Lesson, prose: Prose) -> None:
        self._lesson = lesson
        self._prose = prose
        self._reached: dict[Concept, str] = {
            item.concept: item.has for item in lesson.requirements if not self._bridged(item.concept)
        }
        self._known = list(self._reached)
        self._untested: list[Concept] = []
        self._checks = 0
        self.sections: list[Tree] = []
        self.homes: dict[Concept, str] = {}
        """The section or part that first teaches a concept of this lesson."""

    def build(self) -> None:
        """Fill `sections` and `homes`."""
        lesson = self._lesson
        self._opening()
        if lesson.new:
            self._new_concepts()
        else:
            self._consolidation()
        for concept in lesson.applied:
            self._practice(concept, teaches=True)
        if not lesson.applied:
            self._practice(lesson.new[0], teaches=False)
        self._check(questions=4)
        self._closing()

    def _bridged(self, concept: Concept) -> bool:
        return self._lesson.gap and concept == self._lesson.deepened

    def _opening(self) -> None:
        lesson, known = self._lesson, self._known
        self._section("context", "context", "What this lesson is about", sentences.CONTEXT, known[0], known[1])
        self._section("recap", "recap", "Brought back to mind", sentences.RECAP, known[0], known[1], recaps=list(known))
        if lesson.deepened and lesson.new:
            self._section(
                "bridge",
                "recap",
                f"One step further with the {lesson.deepened.term}",
                sentences.EXPLAIN,
                lesson.deepened,
                known[0],
                teaches={lesson.deepened: "developed"},
                uses=known[:1],
                extra="math",
            )
        self._section("hook", "hook", "A day that goes wrong", sentences.HOOK, known[1], known[0], uses=known[:2])

    def _new_concepts(self) -> None:
        first, second, third, *others = self._lesson.new
        known = self._known
        self._explain(first, known[0], "developed", extra="table")
        self._check(questions=3)
        self._explain_in_parts(second, first)
        self._explore(second, first, extra="bullets")
        self._check(questions=3)
        self._explain(third, second, "introduced", extra="bullets")
        for concept in others:
            self._explain(concept, known[2], "introduced", extra="code")
        self._elaborate(second, first, uses=[first, third])

    def _consolidation(self) -> None:
        lesson = self._lesson
        deepened, (first, second) = lesson.deepened, lesson.applied
        assert deepened is not None, "a consolidating lesson follows one with something left to deepen"
        self._explain(deepened, first, "developed", extra="math")
        self._check(questions=3)
        self._explore(first, second, extra="table")
        self._elaborate(second, deepened, uses=[second])
        self._section(
            "compare", "elaborate", "Side by side", sentences.EXPLAIN, first, second, uses=[first], extra="bullets"
        )
        self._check(questions=4)

    def _explore(self, x: Concept, y: Concept, extra: str) -> None:
        self._section("explore", "explore", "Change one thing", sentences.EXPLORE, x, y, uses=[x, y], extra=extra)

    def _elaborate(self, x: Concept, y: Concept, uses: Sequence[Concept]) -> None:
        self._section("elaborate", "elaborate", "Where it ends", sentences.ELABORATE, x, y, uses=uses, extra="code")

    def _explain(self, concept: Concept, known: Concept, depth: str, extra: str) -> None:
        id, title = f"explain-{concept.id}", f"The {concept.term}"
        taught = {concept: depth}
        self._section(
            id, "explain", title, sentences.EXPLAIN, concept, known, teaches=taught, uses=[known], extra=extra
        )

    def _explain_in_parts(self, concept: Concept, known: Concept) -> None:
        parts: list[Tree] = []
        for place, depth in (("idea", "introduced"), ("case", "developed")):
            id = f"{place}-of-{concept.id}"
            part: Tree = {"id": id, "title": f"The {place}", "teaches": self._teach({concept: depth}, id)}
            part["uses"] = FlowList([known.id])
            extra = "bullets" if place == "idea" else "math"
            part["content"] = Literal(self._prose.body(sentences.EXPLAIN, concept, known, extra=extra))
            parts.append(part)
        section: Tree = {"id": f"explain-{concept.id}", "kind": "explain", "title": f"The {concept.term}"}
        section["uses"] = FlowList([known.id])
        section["content"] = Literal(self._prose.paragraph(sentences.EXPLAIN, 2, concept, known) + "\n")
        section["parts"] = parts
        self.sections.append(section)

    def _practice(self, concept: Concept, *, teaches: bool) -> None:
        self._section(
            f"practice-{concept.id}",
            "practice",
            f"Your turn with the {concept.term}",
            sentences.PRACTICE,
            concept,
            self._known[0],
            teaches={concept: "applied"} if teaches else None,
            uses=[concept, self._known[1]],
            extra="bullets",
        )

    def _closing(self) -> None:
        main = (*self._lesson.new, *self._lesson.applied)[:2]
        self._section("summarize", "summarize", "What stays", sentences.SUMMARY, main[0], main[1], uses=list(main))
        self._section("next-step", "next-step", "Until next time", sentences.NEXT_STEP, main[0], main[1], paragraphs=1)

    def _section(
        self,
        id: str,
        kind: str,
        title: str,
        pool: Sequence[str],
        x: Concept,
        y: Concept,
        *,
        teaches: dict[Concept, str] | None = None,
        uses: Sequence[Concept] = (),
        recaps: Sequence[Concept] = (),
        paragraphs: int = 2,
        extra: str = "",
    ) -> None:
        section: Tree = {"id": id, "kind": kind, "title": title}
        if teaches:
            section["teaches"] = self._teach(teaches, id)
        if uses:
            section["uses"] = FlowList(concept.id for concept in uses)
        if recaps:
            section["recaps"] = FlowList(concept.id for concept in recaps)
        section["content"] = Literal(self._prose.body(pool, x, y, paragraphs, extra))
        self.sections.append(section)

    def _teach(self, depths: dict[Concept, str], place: str) -> FlowList:
        for concept, depth in depths.items():
            self._reached[concept] = depth
            self.homes.setdefault(concept, place)
            if concept not in self._untested:
                self._untested.append(concept)
        return FlowList(FlowMap(concept=concept.id, depth=depth) for concept, depth in depths.items())

    def _check(self, questions: int) -> None:
        self._checks += 1
        tested = [*self._untested, *(concept for concept in reversed(self._known) if concept not in self._untested)]
        check: Tree = {
            "id": f"check-{self._checks}",
            "kind": "check",
            "title": f"Stop and think {self._checks}",
            "style": STYLES[(self._checks - 1) % len(STYLES)],
            "scenario": Folded(self._prose.say(SCENARIOS, tested[0], self._known[0])),
            "questions": [
                self._question(f"q{n + 1}", tested[n], self._partner(tested[n], n)) for n in range(questions)
            ],
        }
        self._untested.clear()
        self.sections.append(check)

    def _partner(self, tested: Concept, turn: int) -> Concept:
        known = self._known[turn % 3]
        return known if known != tested else self._known[(turn + 1) % 3]

    def _question(self, id: str, x: Concept, y: Concept) -> Tree:
        prompt, answer = self._prose.pick(QUESTIONS)
        tests = [self._test(x)]
        if "{y}" in prompt:
            tests.append(self._test(y))
        question: Tree = {"id": id, "prompt": self._prose.fill(prompt, x, y)}
        text = self._prose.fill(answer, x, y)
        question["answer"] = Literal(text) if len(text) < 104 else Folded(text)
        question["tests"] = FlowList(tests)
        return question

    def _test(self, concept: Concept) -> FlowMap:
        depth = self._reached[concept]
        if depth == "introduced":
            return FlowMap(concept=concept.id)
        return FlowMap(concept=concept.id, depth=min(depth, "developed", key=DEPTHS.index))
