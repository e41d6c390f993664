"""Write or check what is made from rules, standards and calls. Runs in the virtual environment."""

from __future__ import annotations

import sys
from pathlib import Path

from heedful_detectors.policy import Policy
from heedful_detectors.problems import DataError
from heedful_detectors.rulebook.evaluate import RuleBook
from heedful_detectors.rulebook.page import rule_markdown, standards_markdown
from heedful_server.interface import document

DOCS = Path(__file__).resolve().parents[3] / "docs"


def pages(book: RuleBook) -> dict[str, str]:
    """Every generated page: its path under docs, and what it should hold."""
    made = {f"rules/{rule.id}.md": rule_markdown(rule, book.standards) for rule in book.rules}
    return {"standards.md": standards_markdown(book), "openapi.json": document.pretty(), **made}


def out_of_date(folder: Path, wanted: dict[str, str]) -> list[str]:
    """The pages that are missing, differ or belong to no rule any more."""
    stale = [
        name
        for name, text in wanted.items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
    there = {f"rules/{file.name}" for file in (folder / "rules").glob("*.md")}
    return sorted([*stale, *(there - wanted.keys())])


def write(folder: Path, wanted: dict[str, str]) -> None:
    """Bring the folder up to date, and touch only what is not."""
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    for name in out_of_date(folder, wanted):
        if name in wanted:
            (folder / name).write_text(wanted[name], "utf-8", newline="\n")
        else:
            (folder / name).unlink()


def main(arguments: list[str]) -> int:
    """Write, or with --check only compare; 1 if a page is out of date or a rule is wrong."""
    try:
        wanted = pages(RuleBook.load(Policy()))
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    if "--check" not in arguments:
        write(DOCS, wanted)
        print(f"{len(wanted)} pages are up to date")
        return 0
    stale = out_of_date(DOCS, wanted)
    for name in stale:
        print(f"docs/{name} is out of date; run scripts/docs", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
