"""Themes on colour-blind-safe colours: one accent for where you are, one colour for what is below the threshold."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="qa-dark",
    primary="#56B4E9",
    secondary="#56B4E9",
    accent="#56B4E9",
    warning="#E69F00",
    error="#E69F00",
    success="#56B4E9",
    foreground="#E3E8EE",
    background="#0B0F14",
    surface="#0B0F14",
    panel="#151C25",
    dark=True,
    variables={"below": "#E69F00", "text-muted": "#94A1B2", "cursor-line": "#1B2735", "edge": "#33404F"},
)
LIGHT = Theme(
    name="qa-light",
    primary="#005A9C",
    secondary="#005A9C",
    accent="#005A9C",
    warning="#9A3B00",
    error="#9A3B00",
    success="#005A9C",
    foreground="#15191E",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#EEF2F6",
    dark=False,
    variables={"below": "#9A3B00", "text-muted": "#55606D", "cursor-line": "#DCE9F5", "edge": "#C3CBD4"},
)
CONTRAST = Theme(
    name="qa-contrast",
    primary="#FFFFFF",
    secondary="#FFFFFF",
    accent="#56D4FF",
    warning="#FFD21F",
    error="#FFD21F",
    success="#56D4FF",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={"below": "#FFD21F", "text-muted": "#E6E6E6", "cursor-line": "#1A3A5C", "edge": "#FFFFFF"},
)
THEMES = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}
"""Name in the settings -> theme, in the order in which they follow one another."""


def after(name: str) -> Theme:
    """The theme that follows the one of this name."""
    names = [theme.name for theme in THEMES.values()]
    return list(THEMES.values())[(names.index(name) + 1) % len(names) if name in names else 0]
