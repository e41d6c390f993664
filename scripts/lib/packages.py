"""What the browser tests need of the system: found by looking, installed through apt as root."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .places import WINDOWS, on_path
from .say import Failure, run, step

if TYPE_CHECKING:
    from typing import Callable, List, Tuple

SYSTEM_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


class Need(NamedTuple):
    """Something the tests use: its name for people, how to see it, its Debian packages."""

    name: str
    present: Callable[[], bool]
    packages: Tuple[str, ...]


def _program(*names: str) -> bool:
    return any(on_path(name, SYSTEM_PATH) for name in names)


def _files(*paths: str) -> bool:
    return all(Path(path).exists() for path in paths)


PHP_MODULES = {
    "pdo_sqlite": "php-sqlite3",
    "mbstring": "php-mbstring",
    "intl": "php-intl",
    "dom": "php-xml",
    "zip": "php-zip",
    "gd": "php-gd",
}


def _php() -> bool:
    if not _program("php"):
        return False
    said = (
        subprocess.run(
            ["php", "-m"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        .stdout.decode("utf-8", "replace")
        .lower()
        .split()
    )
    return all(module in said for module in PHP_MODULES)


NEEDS = (
    Need("Chromium", lambda: _program("chromium", "chromium-browser"), ("chromium",)),
    Need(
        "Roundcube with SQLite",
        lambda: _files(
            "/var/lib/roundcube/public_html/index.php",
            "/usr/share/roundcube/SQL/sqlite.initial.sql",
            "/etc/roundcube/defaults.inc.php",
        ),
        ("roundcube-core", "roundcube-sqlite3"),
    ),
    Need("PHP with " + ", ".join(PHP_MODULES), _php, ("php-cli", *PHP_MODULES.values())),
    Need(
        "Dovecot's IMAP server",
        lambda: _program("dovecot") and _files("/usr/lib/dovecot/imap"),
        ("dovecot-imapd",),
    ),
    Need(
        "DejaVu fonts", lambda: _files("/usr/share/fonts/truetype/dejavu"), ("fonts-dejavu-core",)
    ),
)


def missing() -> List[Need]:
    """The needs that are not met."""
    return [need for need in NEEDS if not need.present()]


def provide() -> None:
    """Install what is missing; a Failure that names it where that cannot be done."""
    lacking = missing()
    if not lacking:
        return
    names = [package for need in lacking for package in need.packages]
    apt = None if WINDOWS else on_path("apt-get")
    if apt is None:
        raise Failure("The browser tests need, and this system lacks:\n{}".format(_list(lacking)))
    if os.geteuid() != 0:
        raise Failure(
            "The browser tests need, and this system lacks:\n{}\nThis installs it:\n\n"
            "    sudo apt-get install --no-install-recommends {}\n".format(
                _list(lacking), " ".join(names)
            )
        )
    quiet = {
        "DEBIAN_FRONTEND": "noninteractive",
        "RUNLEVEL": "1",  # so that no package starts its service
    }
    options = ["-qq", "-o", "DPkg::Lock::Timeout=300"]
    with step("system packages: {}".format(" ".join(names))):
        run([apt, *options, "update"], "Check the network and the package sources.", env=quiet)
        run(
            [apt, *options, "install", "-y", "--no-install-recommends", *names],
            "Install these packages by hand and run it again.",
            env=quiet,
        )
    if missing():
        raise Failure("Installed, but still not found:\n{}".format(_list(missing())))


def _list(needs: List[Need]) -> str:
    return "\n".join(
        "  - {} (Debian: {})".format(need.name, " ".join(need.packages)) for need in needs
    )
