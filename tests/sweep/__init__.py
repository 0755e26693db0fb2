"""Many broken inputs, once: `python -m tests.sweep`. A case is named by its room and number, and its name is its seed."""
