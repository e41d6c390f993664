"""Node.js for building the extension: the machine's, or one from PyPI kept inside the checkout."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from . import stamps
from .environment import OFFLINE, install_locked
from .places import CACHE, ROOT, VENV, in_venv, on_path
from .say import run, step

if TYPE_CHECKING:
    from typing import Dict, Optional

OLDEST = 20
LOCK = ROOT / "requirements-node.lock"
OWN = CACHE / "node"


class Node(NamedTuple):
    """The two programs, and the environment in which npm's scripts find them too."""

    node: str
    npm: str
    env: Dict[str, str]


def find() -> Node:
    """The Node.js on the PATH if it is new enough, else the checkout's own."""
    node, npm = on_path("node"), on_path("npm")
    if node and npm and (major(node) or 0) >= OLDEST:
        return Node(node, npm, {})
    return own()


def major(node: str) -> Optional[int]:
    """The major version of this Node.js, or None if it does not run."""
    try:
        said = subprocess.run(
            [node, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=30,
            check=True,
        ).stdout.decode("ascii", "replace")
        return int(said.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def own() -> Node:
    """Install Node.js from PyPI into a private environment, once."""
    node, npm = in_venv(OWN, "node"), in_venv(OWN, "npm")
    stamp = OWN / "heedful-setup.json"
    wanted = {"lock": stamps.digest([LOCK], ROOT), "root": str(ROOT)}
    if stamps.read(stamp) != wanted or major(str(node)) is None:
        with step("Node.js from PyPI, since none of version {} or newer is here".format(OLDEST)):
            run(
                [str(in_venv(VENV, "python")), "-m", "venv", "--clear", str(OWN)],
                "Check that there is room on the disk and that this folder can be written.",
            )
            advice = "{}\nOr install Node.js {} or newer yourself.".format(OFFLINE, OLDEST)
            install_locked(str(in_venv(OWN, "python")), LOCK, advice)
        stamps.write(stamp, wanted)
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    return Node(str(node), str(npm), {"PATH": path})
