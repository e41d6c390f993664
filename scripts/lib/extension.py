"""Build the browser extension when its sources changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import node, stamps
from .places import EXTENSION
from .say import run, step

if TYPE_CHECKING:
    from pathlib import Path
    from typing import List

MODULES = EXTENSION / "node_modules" / ".heedful-setup.json"
BUILT = EXTENSION / "dist" / ".heedful-build.json"
CHROME = EXTENSION / "dist" / "chrome"
MADE = ("node_modules", "dist")


def sources() -> List[Path]:
    """Every file the build may read."""
    found: List[Path] = []
    for entry in EXTENSION.iterdir():
        if entry.is_file():
            found.append(entry)
        elif entry.name not in MADE and not entry.name.startswith("."):
            found += [file for file in entry.rglob("*") if file.is_file()]
    return found


def make() -> None:
    """Install the build tools and build, each only if something changed."""
    modules = {"lock": stamps.digest([EXTENSION / "package-lock.json"], EXTENSION)}
    built = {"sources": stamps.digest(sources(), EXTENSION), **modules}
    have_modules = stamps.read(MODULES) == modules
    have_build = stamps.read(BUILT) == built and (CHROME / "manifest.json").is_file()
    if have_modules and have_build:
        return
    tools = node.find()
    if not have_modules:
        with step("the extension's build tools (npm)"):
            run(
                [
                    tools.npm,
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--loglevel=error",
                ],
                "Check the network (or npm's registry setting) and run it again.",
                cwd=EXTENSION,
                env=tools.env,
            )
        stamps.write(MODULES, modules)
    if not have_build:
        with step("the extension"):
            run(
                [tools.node, "build.mjs"],
                "The extension's sources do not build; the lines above say where.",
                cwd=EXTENSION,
                env=tools.env,
            )
        stamps.write(BUILT, built)
