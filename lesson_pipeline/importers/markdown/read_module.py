"""Pages about a whole module: its plan (goal, arc, order of lessons) and its record (what its lessons taught).

They are known by their headings, not by the name of the file. As in the other readers, texts stay as they were written,
and what no field takes goes to the log.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lesson_pipeline.importers.markdown.labels import labelled
from lesson_pipeline.importers.markdown.log import Log, Mapped
from lesson_pipeline.importers.markdown.module_readings import IndexRow, ModulePlan, ModuleRecord, SequenceRow, Summary
from lesson_pipeline.importers.markdown.tables import Record, column, matches, records
from lesson_pipeline.importers.markdown.tree import Block, Node, Row, Table, parse_tree, row_of
from lesson_pipeline.importers.markdown.vocabulary import is_depth, load_of, words_of
from lesson_pipeline.words import id_of

_TITLE = re.compile(
    r"module\s+(?P<number>\d+(?:\.\d+)*)\s*(?::|--+|[–—-])?\s*(?P<title>.*?)"
    r"(?:\s+(?:--+|[–—-]|:)\s*|\s+\()?(?P<kind>module plan|module record|plan|record)?\)?\s*\Z",
    re.IGNORECASE,
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_SEQUENCE = (
    column("number", r"|no|n|nr|order|position"),
    column("slug", r"lesson|slug|lesson slug|lessons?"),
    column("concept", r"(?:core |main |key )?(?:concepts?|topics?|idea)"),
    column("type", r"type|load|cognitive load|lesson type", lambda cell: bool(load_of(cell)) and len(cell) <= 60),
    column("rationale", r"(?:rationale|reason|why)(?: .*)?"),
    column("status", r"status|state|built"),
)
_INDEX = (
    column("concept", r"concepts?(?: name)?"),
    column("depth", r"depth(?: reached| taught)?", is_depth),
    column("lesson", r"(?:source |taught in )?lessons?(?: s)?|source|taught in|where(?: taught)?"),
    column("notes", r"notes?|comments?|how(?: it was| it is)?(?: taught)?|evidence|details?"),
)
_MISCONCEPTIONS = (
    column("belief", r"misconceptions?|belief"),
    column("progression", r".*"),
)
_HEADING_WORDS = {"module", "level", "with", "rationale", "the", "s"}


def read_module(text: str) -> tuple[ModulePlan | ModuleRecord, Log] | None:
    """The module page that a text is, and what happened while it was read; None where it is no such page."""
    root = parse_tree(text)
    kind = _kind(root)
    if kind is None:
        return None
    log = Log()
    return (_read_plan(root, log) if kind == "plan" else _read_record(root, log)), log


def _kind(root: Node) -> str | None:
    """plan or record, by the title, or by the headings that only such a page has."""
    titles = [node for node in root.children if node.level == 1]
    named = _TITLE.match(titles[0].title) if titles else None
    headings = {subject for node in root.walk() if node.level in (1, 2) and (subject := _subject(node.title))}
    if titles and named is None and not {"concept index", "lesson sequence"} & headings:
        return None
    if any(re.match(r"phase\s+\d|review\b", node.title, re.IGNORECASE) for node in root.walk() if node.level == 2):
        return None
    if named and named["kind"]:
        return "record" if "record" in named["kind"].lower() else "plan"
    if "concept index" in headings:
        return "record"
    return "plan" if "lesson sequence" in headings or (named and "goal" in headings) else None


def _subject(heading: str) -> str:
    """What a heading is about, in the words of the form: `Module-Level Misconceptions` is about misconceptions."""
    return " ".join(word for word in words_of(heading) if word not in _HEADING_WORDS)


@dataclass(frozen=True, slots=True)
class _Top:
    """The title of a page and what stands before its first section."""

    number: str
    title: str
    goal: str
    sections: tuple[Node, ...]


def _top(root: Node, log: Log) -> _Top:
    titles = [node for node in root.children if node.level == 1]
    named = _TITLE.match(titles[0].title) if titles else None
    log.structure += ["Module", *([named["kind"]] if named and named["kind"] else [])]
    goal = ""
    blocks = [block for node in (root, *titles) for block in node.blocks if block.kind != "rule"]
    for part in labelled(blocks):
        if not goal and _subject(part.label) == "goal":
            goal = part.text
            log.structure.append(part.label)
            log.mapped.append(Mapped(part.label, part.line, "goal"))
        else:
            log.leave(part.label, part.text, part.line)
    sections = [child for node in titles for child in node.children]
    sections += [child for child in root.children if child.level > 1]
    if named:
        return _Top(named["number"], named["title"].strip(), goal, tuple(sections))
    return _Top("", titles[0].title if titles else "", goal, tuple(sections))


def _read_plan(root: Node, log: Log) -> ModulePlan:
    top = _top(root, log)
    goal, narrative = top.goal, ""
    sequence: tuple[SequenceRow, ...] = ()
    misconceptions: tuple[str, ...] = ()
    for node in top.sections:
        subject = _subject(node.title)
        if subject == "goal" and not goal:
            goal = _taken(node, "goal", log)
        elif subject in ("narrative arc", "narrative", "arc") and not narrative:
            narrative = _taken(node, "narrative", log)
        elif subject.startswith(("lesson sequence", "sequence", "lesson order")) and not sequence:
            sequence = _sequence(node, log)
        elif subject.startswith("misconceptions") and not misconceptions:
            misconceptions = _misconceptions(node, log)
        else:
            log.leave(node.title, node.text(), node.line)
    alone = says_self_contained(" ".join([goal, narrative, *(left.text for left in log.left)]))
    return ModulePlan(top.number, top.title, goal, narrative, sequence, misconceptions, alone)


_ALONE = re.compile(
    r"\b(?:lesson|module)s?\s+(?:is|are|be|must be|should be|stays?|remains?)\s+(?:\w+,?\s+){0,3}self[- ]contained\b"
    r"|\bself[- ]contained\s+(?:\w+\s+){0,2}lessons?\b",
    re.IGNORECASE,
)


def says_self_contained(text: str) -> bool:
    """Whether a text says of lessons that they are self-contained."""
    return bool(_ALONE.search(text)) and not re.search(r"\bnot (?:\w+ )?self[- ]contained", text, re.IGNORECASE)


def _taken(node: Node, to: str, log: Log) -> str:
    log.structure.append(node.title)
    log.mapped.append(Mapped(node.title, node.line, to))
    return node.text()


def _sequence(node: Node, log: Log) -> tuple[SequenceRow, ...]:
    found: list[tuple[str, Record]] = []
    log.structure.append(node.title)
    for block in node.blocks:
        if block.table is None or found or not matches(block.table, _SEQUENCE, ("slug",)):
            log.leave(node.title, block.text, block.line)
            continue
        log.mapped.append(Mapped(node.title, node.line, "lessons"))
        for row in records(block.table, block.line, _SEQUENCE, "lessons", log):
            if slug := _slug_in(row["slug"].strip("`* ")):
                found.append((slug, row))
            else:
                log.leave(node.title, " | ".join([*row.fields.values(), *(text for _, text in row.more)]), row.line)
    for child in node.children:
        log.leave(child.title, child.text(), child.line)
    numbers = _places([row["number"] for _, row in found])
    return tuple(_sequence_row(slug, number, row, log) for (slug, row), number in zip(found, numbers, strict=True))


def _places(cells: list[str]) -> list[int]:
    """The places of lessons in their module: as written, or by order where the numbers do not begin at 1 and grow."""
    digits = [re.search(r"\d{1,4}\Z", cell.strip("`* .")) for cell in cells]
    written = [int(found.group()) if found else 0 for found in digits]
    grows = written[:1] == [1] and all(one < other for one, other in pairwise(written))
    return written if grows else list(range(1, len(cells) + 1))


def _sequence_row(slug: str, number: int, row: Record, log: Log) -> SequenceRow:
    load = load_of(row["type"])
    plain = row["type"].strip("`* ").lower() == load
    log.turned += [row["number"], row["type"] if plain else ""]
    for heading, text in row.more:
        log.leave(heading, f"{slug}: {text}", row.line)
    return SequenceRow(
        slug, number, load, row["concept"], row["rationale"], row["status"], row.line, "" if plain else row["type"]
    )


def _slug_in(text: str) -> str:
    """The slug that a cell or heading names: alone, in brackets, or first; of a mere title, the title as a slug."""
    if _SLUG.match(text):
        return text
    bracket = re.search(r"\(`?([a-z0-9]+(?:-[a-z0-9]+)*)`?\)", text)
    if bracket and not bracket.group(1).isdigit():
        return bracket.group(1)
    first, _, rest = text.partition(" ")
    first = first.strip("`*:")
    if _SLUG.match(first) and not first.isdigit() and ("-" in first or rest.startswith(("(", "-", "–", "—"))):
        return first
    return id_of(re.sub(r"^lesson\s+\d+\s*[:.–—-]*\s*", "", text, flags=re.IGNORECASE))[:100].strip("-")


def _misconceptions(node: Node, log: Log) -> tuple[str, ...]:
    found: list[str] = []
    log.structure.append(node.title)
    log.mapped.append(Mapped(node.title, node.line, "misconceptions"))
    for block in node.blocks:
        if block.kind == "list":
            found += [item.text for item in block.items]
        elif block.table is not None and matches(block.table, _MISCONCEPTIONS, ("belief",)):
            for row in records(block.table, block.line, _MISCONCEPTIONS, "misconceptions", log):
                rest = [text for text in (row["progression"], *(text for _, text in row.more)) if text]
                found.append(" — ".join([row["belief"], *rest]))
        elif block.kind == "paragraph" and block.text.startswith(("**", '"', "“")):
            found.append(block.text)
        else:
            log.leave(node.title, block.text, block.line)
    for child in node.children:
        found.append(f"{child.title} — {child.text()}" if child.text() else child.title)
    return tuple(found)


def _read_record(root: Node, log: Log) -> ModuleRecord:
    top = _top(root, log)
    index: tuple[IndexRow, ...] = ()
    summaries: tuple[Summary, ...] = ()
    for node in top.sections:
        subject = _subject(node.title)
        if subject.startswith("concept index") and not index:
            index = _index(node, log)
        elif re.match(r"(?:per lesson|lesson) (?:summar|record|detail)|per lesson\Z", subject) and not summaries:
            summaries = tuple(_summaries(node, log))
        else:
            log.leave(node.title, node.text(), node.line)
    return ModuleRecord(top.number, top.title, top.goal, index, summaries)


def _index(node: Node, log: Log) -> tuple[IndexRow, ...]:
    """The rows of all tables of the section, and those that an empty line cut off: they are paragraphs of bars."""
    log.structure.append(node.title)
    log.mapped.append(Mapped(node.title, node.line, "concept index"))
    header: tuple[str, ...] = ()
    first, found = node.line, list[Row]()
    for block in node.blocks:
        if block.table is not None and matches(block.table, _INDEX, ("concept", "depth")):
            log.structure += block.table.header if header else ()
            first = first if header else block.line
            header = header or block.table.header
            found += block.table.rows
        elif header and (cut := _cut_off(block)):
            found += cut
        else:
            log.leave(node.title, block.text, block.line)
    for child in node.children:
        log.leave(child.title, child.text(), child.line)
    rows = records(Table(header, tuple(found)), first, _INDEX, "concept index", log) if header else []
    index: list[IndexRow] = []
    for row in rows:
        index.append(IndexRow(row["concept"], row["depth"], row["lesson"], row["notes"], row.line))
        for heading, text in row.more:
            log.leave(heading, f"{row['concept']}: {text}", row.line)
    return tuple(index)


def _cut_off(block: Block) -> list[Row]:
    """The rows of a table that a block is: a paragraph of bars, or a table that took its first row for a header."""
    lines = block.text.split("\n")
    if block.kind not in ("paragraph", "table") or not all(line.lstrip().startswith("|") for line in lines):
        return []
    return [row_of(line, number) for number, line in enumerate(lines, block.line) if line.strip(" |:-")]


_HEADING = re.compile(r"(?:lesson\s+\d+\s*(?::|--+|[–—-])\s*)?(?P<title>.*)\Z", re.IGNORECASE)


def _summaries(node: Node, log: Log) -> Iterator[Summary]:
    log.structure.append(node.title)
    log.mapped.append(Mapped(node.title, node.line, "summaries"))
    for block in node.blocks:
        log.leave(node.title, block.text, block.line)
    for child in node.children:
        slug = _slug_in(child.title.strip("`* "))
        if slug:
            yield Summary(slug, _title_of(child.title, slug), child.title, child.text(), child.line)
        else:
            log.leave(child.title, child.text(), child.line)


def _title_of(heading: str, slug: str) -> str:
    """The title in `Lesson 1: Title (slug)`; empty where the heading leads with the slug."""
    found = _HEADING.match(heading)
    title = (found["title"] if found else heading).replace(f"({slug})", "").replace(f"(`{slug}`)", "").strip("`* ")
    return "" if title.startswith(slug) or _SLUG.match(title) else title
