"""The quick checks: style, types, the rules' own examples, generated pages. Under a minute."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from . import node
from .parts import Part, run_all
from .places import EXTENSION, ROOT, VENV, in_venv
from .say import Failure, fail
from .setup import prepare

if TYPE_CHECKING:
    from typing import List, Optional, Sequence


def parts() -> List[Part]:
    """What is checked, the quickest first."""
    python = str(in_venv(VENV, "python"))
    ruff = [python, "-m", "ruff"]
    tools = node.find()
    # Scripts have no suffix, so ruff and mypy are told of them by name.
    scripts = sorted(
        "scripts/" + file.name
        for file in (ROOT / "scripts").iterdir()
        if file.is_file() and not file.suffix
    )
    return [
        Part("ruff check", [*ruff, "check", "--output-format=concise", ".", *scripts]),
        Part("ruff format", [*ruff, "format", "--check", "--quiet", ".", *scripts]),
        Part("mypy", [python, "-m", "mypy"]),
        Part("tsc", [tools.npm, "run", "--silent", "check"], cwd=EXTENSION, env=tools.env),
        Part(
            "rule examples",
            [python, "-m", "pytest", "-q", "tests/detectors/rulebook/test_rules.py"],
            counted=True,
        ),
        Part("generated pages", [python, "scripts/docs", "--check"]),
    ]


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Set up and check; 0 if all is well."""
    parser = argparse.ArgumentParser(prog="scripts/check", description=__doc__)
    parser.parse_args(arguments)
    try:
        prepare(dev=True)
        return run_all(parts())
    except Failure as error:
        fail(error)
