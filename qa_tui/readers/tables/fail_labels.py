"""What a table says of a call that failed by one rule alone."""

from __future__ import annotations

from qa_tui.domain.safe_text import safe_line

_NOT_FAILED = frozenset({"", "0", "no", "n", "false", "-", "none", "pass", "passed", "ok", "nein", "n/a", "na", "0.0"})


_FAILED = frozenset({"1", "yes", "y", "true", "fail", "failed", "x", "ja", "auto fail", "auto-fail", "autofail", "1.0"})


def failed_by(label: str) -> str:
    """Empty for no automatic fail, "yes" for one, else the criterion that the file names."""
    folded = label.strip().casefold()
    return "" if folded in _NOT_FAILED else "yes" if folded in _FAILED else safe_line(label, 80)
