"""The extra for sound: nothing of it is imported by the program itself, and without it nothing else changes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WITH = """
import sys
from pathlib import Path
from qa_tui import compose
from qa_tui.paths import find_home
sound = compose.services(find_home(sys.argv[1])).sound()
sound.clips.keep_only(())
player = sound.start(lambda told: None)
player.do("open", clip="/nowhere")
player.end()
assert "miniaudio" not in sys.modules
print("fine")
"""
WITHOUT = """
import sys
class Missing:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.split(".")[0] == "miniaudio":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing)
import importlib.util
find_spec = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "miniaudio" else find_spec(name, package)
from qa_tui import compose
from qa_tui.paths import find_home
assert compose.services(find_home(sys.argv[1])).sound() is None
assert not [name for name in sys.modules if name.startswith(("miniaudio", "qa_tui.audio"))]
print("fine")
"""


def run(program: str, folder: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True
    ).stdout


def test_the_program_itself_never_imports_what_decodes_and_plays(tmp_path: Path) -> None:
    assert run(WITH, tmp_path) == "fine\n"


def test_without_the_extra_there_is_no_sound_and_nothing_of_it_is_imported(tmp_path: Path) -> None:
    assert run(WITHOUT, tmp_path) == "fine\n"
