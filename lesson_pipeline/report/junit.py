"""The report as JUnit XML: a suite for each file, a case for each fault, and one that passes where nothing is found."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.check import Report
from lesson_pipeline.report.context import Context, numbered

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not take, not even escaped, and what it discourages: control characters, noncharacters."""


def write(report: Report, context: Context) -> Iterator[str]:
    """The document, as text."""
    whole = ElementTree.Element("testsuites", name="lesson-pipeline")
    for path, found in _by_file(report, context).items():
        whole.append(_suite(path, found, report, context))
    _count(whole, whole.findall("testsuite/testcase"))
    ElementTree.indent(whole)
    yield f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(whole, encoding="unicode")}'


def _by_file(report: Report, context: Context) -> dict[str, list[Diagnostic]]:
    """What was found in each file that was checked, set aside or not; nothing for those without a fault."""
    found = sorted([*report.diagnostics, *report.waived, *report.baselined])
    checked = context.documents.keys() if report.within is None else context.documents.keys() & report.within
    files: dict[str, list[Diagnostic]] = {path: [] for path in sorted({*checked, *(item.path for item in found)})}
    for diagnostic in found:
        files[diagnostic.path].append(diagnostic)
    return files


def _suite(path: str, found: list[Diagnostic], report: Report, context: Context) -> ElementTree.Element:
    name = context.in_repository(path)
    suite = ElementTree.Element("testsuite", name=_fit(name))
    names = numbered((_name(diagnostic, context) for diagnostic in found), "{} ({})")
    for diagnostic, about in zip(found, names, strict=True):
        case = ElementTree.SubElement(suite, "testcase", classname=_fit(name), name=_fit(about), file=_fit(name))
        case.set("line", str(diagnostic.span.line))
        _outcome(case, diagnostic, report, context)
    if not found:
        ElementTree.SubElement(suite, "testcase", classname=_fit(name), name="nothing found", file=_fit(name))
    _count(suite, list(suite))
    return suite


def _name(diagnostic: Diagnostic, context: Context) -> str:
    """What a case is called: by the element at fault, not by its line, so that its history goes on when lines move."""
    known = context.known(diagnostic)
    about = known.element or known.text
    return f"{diagnostic.code} {diagnostic.name}{f': {about}' if about else ''}"


def _outcome(case: ElementTree.Element, diagnostic: Diagnostic, report: Report, context: Context) -> None:
    """A failure where the fault fails the run; skipped where it is set aside; otherwise a case that passes and tells."""
    if diagnostic.reason is not None:
        ElementTree.SubElement(case, "skipped", message=_fit(f"waived: {diagnostic.reason}"))
    elif any(diagnostic is known for known in report.baselined):
        ElementTree.SubElement(case, "skipped", message="it stands in the baseline")
    elif diagnostic.severity >= context.fail_level:
        failure = ElementTree.SubElement(case, "failure", message=_fit(diagnostic.message))
        failure.set("type", diagnostic.severity.word)
        failure.text = _told(diagnostic, context)
    else:
        ElementTree.SubElement(case, "system-out").text = _told(diagnostic, context)


def _told(diagnostic: Diagnostic, context: Context) -> str:
    place = f"{context.in_repository(diagnostic.path)}:{diagnostic.span.line}:{diagnostic.span.column}"
    lines = [
        f"{place}: {diagnostic.severity.word} {diagnostic.code} {diagnostic.message}",
        *(f"{item.message}: {context.in_repository(item.path)}:{item.span.line}" for item in diagnostic.related),
        *([f"help: {diagnostic.help}"] if diagnostic.help else []),
    ]
    return _fit("\n".join(lines))


def _count(element: ElementTree.Element, cases: list[ElementTree.Element]) -> None:
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))


def _fit(text: str) -> str:
    """A text without what no XML document may hold."""
    return _FORBIDDEN.sub("", text)
