"""Write what comes from the code: docs/rules/*.md, docs/standards.md and docs/openapi.json."""

from __future__ import annotations

import argparse
import subprocess
from typing import TYPE_CHECKING

from .places import ROOT, VENV, in_venv
from .say import Failure, fail
from .setup import prepare

if TYPE_CHECKING:
    from typing import Optional, Sequence


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Hand over to generate/pages.py, which needs the package."""
    parser = argparse.ArgumentParser(prog="scripts/docs", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if a page is out of date"
    )
    options = parser.parse_args(arguments)
    try:
        prepare(dev=True, build=False)
    except Failure as error:
        fail(error)
    script = ROOT / "scripts" / "lib" / "generate" / "pages.py"
    command = [str(in_venv(VENV, "python")), str(script)]
    if options.check:
        command.append("--check")
    return subprocess.call(command, cwd=str(ROOT))
