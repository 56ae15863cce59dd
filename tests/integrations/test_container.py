"""The container file, as far as it can be tried without a container: what it copies is there, and is enough."""

import re
import shutil
import sys
import zipfile
from pathlib import Path

from tests.conftest import ROOT
from tests.integrations.commands import command

FILE = ROOT / ".ci" / "Containerfile"


def test_what_is_copied_is_enough_for_the_program_that_it_starts(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    source = tmp_path / "src"
    source.mkdir()
    for words in re.findall(r"^COPY (.+)$", text, re.MULTILINE):
        *names, target = words.split()
        for name in names:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, source / target)
            else:
                shutil.copy(ROOT / name, source / target)
    command(tmp_path, sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, source)
    [wheel] = tmp_path.glob("*.whl")
    [started] = re.findall(r'^ENTRYPOINT \["([a-z-]+)"\]$', text, re.MULTILINE)
    with zipfile.ZipFile(wheel) as archive:
        [entries] = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert f"{started} = lesson_pipeline.cli:main" in archive.read(entries).decode()
        assert any(name.endswith("schemas/lesson-plan.schema.json") for name in archive.namelist())
        assert any(name.endswith("templates/lesson.html.j2") for name in archive.namelist())
