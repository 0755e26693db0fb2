"""Where things live on this machine: data, cache and logs, under one folder where a person says so."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from qa_tui.readers.places import written_path

APP = "qa-tui"


@dataclass(frozen=True, slots=True)
class Home:
    """The directories of one installation. Nothing is made before it is used."""

    data: Path
    cache: Path
    logs: Path
    config: Path

    @property
    def database(self) -> Path:
        return self.data / "qa_tui.db"

    @property
    def fetched(self) -> Path:
        """Calls that were fetched from a warehouse last."""
        return self.cache.parent / f"{self.cache.name}-fetched"

    @property
    def clips(self) -> Path:
        """What a room may hear of calls, with a tone in place of what is hidden."""
        return self.cache.parent / f"{self.cache.name}-clips"

    @property
    def demo_clips(self) -> Path:
        return self.cache.parent / f"{self.cache.name}-demo-clips"

    @property
    def sound_log(self) -> Path:
        return self.logs / "sound.log"

    @property
    def demo_database(self) -> Path:
        return self.data / "demo.db"

    @property
    def public(self) -> Path:
        """What a second window may show; it is there while a session is on."""
        return self.data / "present.db"

    @property
    def presenting(self) -> Path:
        """Locked while a second window is open."""
        return self.data / "present.lock"

    @property
    def presenting_size(self) -> Path:
        """Columns and rows of that window, such as 120x40: the room's pages are as large as what the room looks at."""
        return self.data / "present.size"

    @property
    def settings(self) -> Path:
        return self.config / "settings.yaml"

    @property
    def log(self) -> Path:
        return self.logs / "qa_tui.log"

    @property
    def reader_log(self) -> Path:
        return self.logs / "reader.log"


def find_home(given: str | None) -> Home:
    """`--home`, else `QA_TUI_HOME`, else the user's own directories for data, cache and logs."""
    chosen = given or os.environ.get("QA_TUI_HOME")
    if chosen:
        base = written_path(chosen).absolute()
        return Home(base / "data", base / "cache", base / "logs", base / "config")
    from platformdirs import PlatformDirs

    directories = PlatformDirs(APP, appauthor=False)
    return Home(
        directories.user_data_path, directories.user_cache_path, directories.user_log_path, directories.user_config_path
    )


def nearest_above(folder: Path) -> Path:
    """The folder, or the nearest thing above it that is there: a file, where something else has its name."""
    return next((place for place in (folder, *folder.parents) if place.exists()), folder)


def rubrics_folder() -> Path:
    """The shipped rubrics: inside an installed package, or beside it in a clone.

    Raises:
        FileNotFoundError: the installation is broken.
    """
    package = Path(__file__).parent
    for folder in (package / "rubrics", package.parent / "rubrics"):
        if (folder / "voice_qa.yaml").is_file():
            return folder
    raise FileNotFoundError("the shipped rubrics are missing: install qa-tui again")


def demo_folder() -> Path:
    return Path(__file__).parent / "demo"
