"""Small notebooks for tests: cells from texts, as Jupyter writes them."""

import json
from pathlib import Path
from textwrap import dedent
from typing import Any


def code(source: str, **more: Any) -> dict[str, Any]:
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": _lines(source)}
    return {**cell, **more}


def words(source: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": _lines(source), **more}


def write_notebook(file: Path, *cells: dict[str, Any], language: str = "python") -> None:
    """Write a notebook, laid out as Jupyter does."""
    metadata = {"kernelspec": {"language": language, "name": language, "display_name": language}}
    numbered = [{"id": f"cell-{number}", **cell} for number, cell in enumerate(cells, 1)]
    data = {"cells": numbered, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _lines(source: str) -> list[str]:
    return dedent(source).strip("\n").splitlines(keepends=True)
