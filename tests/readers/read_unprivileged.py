"""Reads one file as it is, becomes an unprivileged user where it is a privileged one, and says what comes of another."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from qa_tui.steps.loaded import Loaded
from tests.files import loaded, read, said

NOBODY = 65_534


def main() -> None:
    good, target = map(Path, sys.argv[1:])
    # Everything that is imported late is imported now: the new user may not be able to.
    loaded(good)
    if os.geteuid() == 0:
        os.chmod(os.environ["QA_TUI_HOME"], 0o777)  # noqa: PTH101, S103 - a folder of the test
        for folder, _, names in os.walk(os.environ["QA_TUI_HOME"]):
            for path in (folder, *(os.path.join(folder, name) for name in names)):  # noqa: PTH118
                os.chown(path, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    found = read(target)
    print(isinstance(found, Loaded), *said(found), sep="\n")


if __name__ == "__main__":
    main()
