"""`python -m qa_tui` is `qa-tui`."""

from __future__ import annotations

import sys

from qa_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
