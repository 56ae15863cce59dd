"""The course: its order, its depth scale, its policy."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lesson_pipeline.model.references import Unresolved
from lesson_pipeline.places import At, DocPath


@dataclass(frozen=True, slots=True)
class DepthScale:
    """How deeply a concept can be known. A level is the index of its name; 0 is not taught."""

    names: tuple[str, ...] = ("not-taught", "mentioned", "introduced", "developed", "applied")
    known: int = 2
    developed: int = 3
    applied: int = 4

    def level(self, name: str) -> int:
        """The level of a name. Names are resolved when the model is built, so none is unknown here."""
        return self.names.index(name)

    def name(self, level: int) -> str:
        return self.names[level]


@dataclass(frozen=True, slots=True)
class VerdictPolicy:
    """How many open findings of each severity decide a verdict; a severity that is not named does not count.

    Of several that apply the strictest decides, and what none of them decides needs revision.
    """

    pass_up_to: Mapping[str, int] = field(default_factory=lambda: {"critical": 0, "improvement": 0})
    """At most so many of each let the lesson pass."""
    choice_from: Mapping[str, int] = field(default_factory=lambda: {"critical": 1})
    """From so many of any on, the reviewer says whether the revision is major."""
    major_revision_from: Mapping[str, int] = field(default_factory=lambda: {"critical": 2})
    """From so many of any on, it is."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """An item of the checklist that every round of review goes through."""

    item: str
    rules: tuple[str, ...] = ()
    """Codes of the rules that check it; none where a person judges."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds that rules follow (course.yaml, `policy`)."""

    max_new: int = 3
    max_cluster: int = 5
    min_modalities: int = 3
    min_positive_examples: int = 2
    min_negative_examples: int = 1
    min_misconceptions: int = 3
    max_rounds: int = 3
    review_checklist: tuple[ReviewItem, ...] = ()
    """Empty where the built-in one serves."""
    verdicts: VerdictPolicy | None = VerdictPolicy()
    """None where the course says something of verdicts that could not be read."""
    fading: Mapping[str, int] = field(default_factory=lambda: {"introduced": 3, "developed": 10})


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept assumed before the first lesson."""

    concept: str
    depth: str
    path: DocPath
    notes: str = ""


@dataclass(frozen=True, slots=True)
class StyleRule:
    """One pattern of the house style."""

    pattern: str
    message: str
    severity: str
    path: DocPath


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the order of teaching, naming the lesson that fills it."""

    lesson: str
    path: DocPath
    number: str


@dataclass(frozen=True, slots=True)
class Module:
    """A run of lessons with one goal."""

    id: str
    title: str
    number: str
    path: DocPath
    slots: tuple[Slot, ...]
    goal: str = ""
    narrative: str = ""
    self_contained: bool = False
    misconceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A run of modules."""

    id: str
    title: str
    number: str
    path: DocPath
    modules: tuple[Module, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """The course file."""

    id: str
    title: str
    file: str
    description: str = ""
    partial: bool = False
    entry: tuple[Entry, ...] = ()
    scale: DepthScale = DepthScale()
    policy: Policy = Policy()
    series: tuple[Series, ...] = ()
    style: tuple[StyleRule, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()

    def slots(self) -> list[tuple[Module, Slot]]:
        """Every place in the order of teaching, with its module."""
        return [(module, slot) for series in self.series for module in series.modules for slot in module.slots]

    def at(self, path: DocPath, on: str = "value") -> At:
        return At(self.file, path, on)
