"""Scores that stay where they are: a table in a database, asked for sums and for single calls through Ibis."""
