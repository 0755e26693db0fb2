"""Scores in a warehouse: real databases, started here."""
