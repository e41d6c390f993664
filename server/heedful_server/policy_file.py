"""Where the policy comes from: the agency's own place first, then what the user names.

A worker cannot get around the agency's policy: where an administrator has put one, nothing else
is looked at.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heedful_detectors.policy import Policy

FILE_NAME = "policy.yaml"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the policy was found; ``path`` None means the shipped default."""

    path: Path | None
    by: str
    guarded: bool = False
    """In the administrator's place, where no one else may be able to write."""


def admin_path() -> Path:
    """Give the place that only administrators can write to."""
    if sys.platform == "win32":
        # Not from the environment, which the user could change.
        return Path(r"C:\ProgramData\heedful") / FILE_NAME
    if sys.platform == "darwin":
        return Path("/Library/Application Support/heedful") / FILE_NAME
    return Path("/etc/heedful") / FILE_NAME


def key_path() -> Path:
    """Give the place of the agency's public key: beside where the administrator's policy is."""
    return admin_path().with_name("policy.pub")


def user_path() -> Path:
    """Give the place of the user's own policy."""
    import platformdirs

    return Path(platformdirs.user_config_dir("heedful", appauthor=False)) / FILE_NAME


def find(option: Path | None = None, admin: Path | None = None) -> Source:
    """Say which file counts: the administrator's, ``--policy``, HEEDFUL_POLICY, the user's own."""
    from heedful_server.agency.safe_read import is_there

    admin = admin or admin_path()
    if is_there(admin):
        return Source(admin, "the agency's", guarded=True)
    if option is not None:
        return Source(option, "--policy")
    if named := os.environ.get("HEEDFUL_POLICY"):
        return Source(Path(named), "HEEDFUL_POLICY")
    own = user_path()
    return Source(own, "yours") if own.exists() else Source(None, "the shipped default")


def load(option: Path | None = None) -> Policy:
    """Read the policy that counts. Raises DataError where it is wrong or cannot be read."""
    from heedful_server.agency import standing

    return standing.strict(option).policy
