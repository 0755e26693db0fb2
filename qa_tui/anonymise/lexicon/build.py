"""Builds the word lists from their sources: `python -m qa_tui.anonymise.lexicon.build WORDS[,WORDS] CENSUS NICKNAMES`.

WORDS are SCOWL lists as Debian packs them (american-english-small, british-english-small), CENSUS is a folder with the 1990
census files dist.all.last, dist.female.first and dist.male.first, NICKNAMES is the table name1,relationship,name2.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

MOST_SURNAMES = 30_000
_FOLDER = Path(__file__).parent


def everyday(paths: list[Path]) -> list[str]:
    """Words that the lists write in lower case; possessives are left to a rule."""
    words = {word for path in paths for word in path.read_text(encoding="utf-8").split()}
    return sorted(word for word in words if word == word.lower() and not word.endswith("'s"))


def names_of(path: Path, most: int | None = None) -> list[str]:
    """The names of a census file, the most frequent first."""
    return [line.split()[0].lower() for line in path.read_text(encoding="ascii").splitlines()[:most]]


def nicknames_of(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["relationship"] == "has_nickname":
                found.setdefault(row["name1"], set()).add(row["name2"])
    return found


def write(name: str, lines: list[str]) -> None:
    (_FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(words: str, census: str, nicknames: str) -> None:
    folder = Path(census)
    write("everyday_words.txt", everyday([Path(path) for path in words.split(",")]))
    given = {*names_of(folder / "dist.female.first"), *names_of(folder / "dist.male.first")}
    write("given_names.txt", sorted(given))
    write("surnames.txt", sorted(names_of(folder / "dist.all.last", MOST_SURNAMES)))
    pairs = nicknames_of(Path(nicknames))
    write("nicknames.txt", [f"{name} {' '.join(sorted(short))}" for name, short in sorted(pairs.items())])


if __name__ == "__main__":
    main(*sys.argv[1:])
