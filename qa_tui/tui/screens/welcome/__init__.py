"""The first screen: recent files, the demo, and a file picker."""

from __future__ import annotations
