"""The page of one concept: what it is, and every place that introduces, deepens, uses, checks or defends it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lesson_pipeline.model.concept_places import ConceptPlace
from lesson_pipeline.model.outline import Teaching
from lesson_pipeline.model.plan import Example, Misconception, Modality, Prerequisite
from lesson_pipeline.record.growth import Growth
from lesson_pipeline.render import markdown
from lesson_pipeline.render.addresses import GLOSSARY, address, concept_page
from lesson_pipeline.render.concept_uses import ConceptUses, by_lesson
from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.edition import Edition, LessonEntry
from lesson_pipeline.render.knowledge import Knowledge, depth
from lesson_pipeline.render.navigation import frame
from lesson_pipeline.render.templates import page_html
from lesson_pipeline.render.titles import plain, title
from lesson_pipeline.render.views import NOTHING, Depth, Link

_CHANGES = {
    "mentioned": "Mentioned",
    "introduced": "Introduced",
    "deepened": "Deepened",
    "again": "Taught again",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One lesson that does something with the concept, and the places in it that do."""

    label: str
    lesson: Link | None
    """None for what the course takes for granted."""
    sections: tuple[Link, ...] = ()
    depth: Depth | None = None
    text: Markup = NOTHING
    """What stands there, in the plan's words."""
    note: str = ""
    reason: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class Group:
    """The rows that answer one question about the concept."""

    anchor: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ConceptView:
    """The page of one concept."""

    name: str
    description: str
    title: Markup
    kind: str
    summary: Markup
    terms: tuple[str, ...]
    """What else it is called."""
    parts: tuple[Link, ...]
    wholes: tuple[Link, ...]
    reached: Depth | None
    """How deeply it is known at the end of the course."""
    glossary: str
    groups: tuple[Group, ...]
    """Without those that have no rows."""
    is_taught: bool


def concept_html(edition: Edition, uses: ConceptUses, id: str) -> str:
    """The page, complete."""
    return page_html("concept.html.j2", frame(edition, concept_page(id)), page=_Story(edition, uses, id).view())


class _Story:
    """Makes the view of one concept."""

    def __init__(self, edition: Edition, uses: ConceptUses, id: str) -> None:
        self._edition = edition
        self._uses = uses
        self._id = id
        self._page = concept_page(id)
        self._scale = edition.course.scale

    def view(self) -> ConceptView:
        registry = self._edition.registry
        concept = registry.concepts[self._id]
        growth = self._uses.growth(self._id)
        taught = tuple(self._taught(grown) for grown in growth)
        reached = max((grown.level for grown in growth), default=0)
        groups = (
            Group("taught", "Where it is taught", taught),
            Group("comes-back", "Where it comes back", tuple(self._comes_back())),
            Group("checked", "Where it is checked", tuple(self._checked())),
            Group("required", "Lessons that build on it", tuple(self._required())),
            Group("misconceptions", "Misconceptions about it", tuple(self._elements("misconception"))),
            Group("shown", "Examples and pictures", tuple(self._elements("example", "modality"))),
        )
        return ConceptView(
            name=plain(concept.name),
            description=plain(concept.summary),
            title=title(concept.name),
            kind="Glossary term" if concept.kind == "term" else "Concept",
            summary=markdown.inline(concept.summary, PageContext(Knowledge(self._edition, self._page))),
            terms=also_called(concept.name, concept.terms),
            parts=self._concepts(registry.parts(self._id)),
            wholes=self._concepts(registry.part_of.get(self._id, ())),
            reached=depth(self._scale, reached) if reached else None,
            glossary=address(GLOSSARY, page=self._page),
            groups=tuple(group for group in groups if group.rows),
            is_taught=bool(taught),
        )

    def _concepts(self, ids: Sequence[str]) -> tuple[Link, ...]:
        known = (id for id in ids if id in self._edition.registry)
        return tuple(self._edition.concept(id, page=self._page) for id in known)

    def _taught(self, grown: Growth) -> Row:
        taught = grown.taught
        entry = self._edition.lessons.get(taught.lesson or "")
        notes = []
        if taught.concept != self._id:
            notes.append(f"by its part {plain(self._edition.registry.name(taught.concept))}")
        if entry is None:
            notes.append("Assumed from the start of the course")
        elif taught.promised:
            notes.append("planned")
        in_part = taught.concept != self._id and grown.change == "again"
        return Row(
            "Known" if entry is None else "In part" if in_part else _CHANGES[grown.change],
            self._edition.link(entry.slug, page=self._page) if entry else None,
            self._section(entry, taught.section or "", taught.part or "") if entry else (),
            None if in_part else depth(self._scale, grown.level),
            note=", ".join(reversed(notes)),
        )

    def _comes_back(self) -> Iterator[Row]:
        for entry, places in by_lesson(self._uses.of(self._id, "recapped", "used")):
            for label, role in (("Recapped", "recapped"), ("Used", "used")):
                found = [place for place in places if place.role == role]
                if found:
                    yield self._row(label, entry, found)

    def _checked(self) -> Iterator[Row]:
        for entry, places in by_lesson(self._uses.of(self._id, "tested")):
            levels = [self._scale.level(place.row.depth) for place in places if isinstance(place.row, Teaching)]
            yield self._row("", entry, places, depth(self._scale, max(levels)))

    def _required(self) -> Iterator[Row]:
        for entry, place in self._uses.of(self._id, "required"):
            if isinstance(place.row, Prerequisite):
                wanted = depth(self._scale, self._scale.level(place.row.requires))
                link = self._edition.link(entry.slug, page=self._page)
                yield Row("", link, depth=wanted, reason=title(place.row.reason))

    def _elements(self, *roles: str) -> Iterator[Row]:
        for entry, place in self._uses.of(self._id, *roles):
            match place.row:
                case Misconception() as planned:
                    label, text = "Belief", planned.belief
                case Example() as planned:
                    label, text = "Counterexample" if planned.polarity == "negative" else "Example", planned.what
                case Modality() as planned:
                    label, text = planned.kind.capitalize() or "Picture", planned.what
                case _:
                    continue
            yield Row(label, *self._realised(entry, planned), text=title(text or planned.id))

    def _realised(
        self, entry: LessonEntry, planned: Misconception | Example | Modality
    ) -> tuple[Link, tuple[Link, ...]]:
        """The lesson that an element is planned for, and where it stands there: its own block, or the sections named."""
        ids = (planned.id,) if planned.id in entry.anchors else planned.where.ids
        sections = tuple(link for id in ids for link in self._section(entry, id))
        return self._edition.link(entry.slug, page=self._page), sections

    def _row(self, label: str, entry: LessonEntry, places: Sequence[ConceptPlace], reached: Depth | None = None) -> Row:
        links = (link for place in places for link in self._section(entry, place.section, place.part, place.question))
        lesson = self._edition.link(entry.slug, page=self._page)
        return Row(label, lesson, tuple(dict.fromkeys(links)), reached)

    def _section(self, entry: LessonEntry, section: str, part: str = "", question: str = "") -> tuple[Link, ...]:
        """A link to a place of a lesson; none where it is not said."""
        ids = (f"{section}.{question}" if question else "", part, section)
        if not any(ids):
            return ()
        link = self._edition.section_link(entry, ids, page=self._page)
        name = link.section or title((part or section).replace("-", " ").capitalize())
        number = entry.question_number(section, question) if question else None
        if number:
            name += Markup(", question {}").format(number)
        return (Link(link.href, name),)


def also_called(name: str, terms: Sequence[str]) -> tuple[str, ...]:
    """The terms that are not the name itself, in another case or with hyphens."""
    seen = {_spoken(name), _spoken(plain(name))}
    others = []
    for term in terms:
        if _spoken(term) not in seen:
            seen.add(_spoken(term))
            others.append(term)
    return tuple(others)


def _spoken(words: str) -> str:
    return words.casefold().replace("-", " ")
