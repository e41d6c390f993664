"""A real webmail on this machine: Roundcube under PHP's own server, Dovecot, and a mail sink.

Everything listens on free ports of 127.0.0.1 and lives in one temporary folder. Any user name
logs in. Nothing of the system's own Roundcube or Dovecot configuration is read or changed.
"""

from __future__ import annotations

import contextlib
import getpass
import grp
import os
import pwd
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.processes import free_port, listens, running, wait_for
from tests.e2e.sink import Sink

if TYPE_CHECKING:
    from collections.abc import Iterator

INSTALLED = Path("/var/lib/roundcube")
SHARED = Path("/usr/share/roundcube")
SETTINGS = Path("/etc/roundcube")

DOVECOT = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
mail_location = maildir:{folder}/mail/%u
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid={owner} gid={owner_group} home={folder}/mail/%u
}}
service imap-login {{
  chroot = {chroot}
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  mailbox Drafts {{
    auto = subscribe
    special_use = \\Drafts
  }}
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
}}
"""

ROUNDCUBE = """<?php
$config['db_dsnw'] = 'sqlite:///{folder}/roundcube.db?mode=0640';
$config['imap_host'] = '127.0.0.1:{imap}';
$config['smtp_host'] = '127.0.0.1:{smtp}';
$config['smtp_user'] = '';
$config['smtp_pass'] = '';
$config['des_key'] = 'only-for-tests-24-bytes!';
$config['plugins'] = [];
$config['skin'] = 'elastic';
$config['log_dir'] = '{folder}/logs/';
$config['temp_dir'] = '{folder}/temp/';
$config['enable_spellcheck'] = false;
$config['mail_domain'] = 'agency.example';
$config['draft_autosave'] = 0;
$config['htmleditor'] = {html};
"""


class Webmail:
    """Where the webmail answers, and what its mail server got."""

    def __init__(self, folder: Path, sink: Sink, imap: int, web: int) -> None:
        self.sink = sink
        self.url = f"http://127.0.0.1:{web}/"
        self.root = folder / "roundcube"
        self._folder = folder
        self._imap = imap
        self.use_editor(html=False)

    def use_editor(self, *, html: bool) -> None:
        """Choose the editor that pages opened from now on compose in."""
        config = ROUNDCUBE.format(
            folder=self._folder, imap=self._imap, smtp=self.sink.port, html=int(html)
        )
        (self.root / "config" / "config.inc.php").write_text(config, encoding="utf-8")


@contextlib.contextmanager
def webmail(folder: Path) -> Iterator[Webmail]:
    """A running webmail in an empty folder; stopped and silent at the end of the block."""
    imap, web = free_port(), free_port()
    _install(folder)
    dovecot = _dovecot_settings(folder, imap)
    with Sink() as sink:
        mail = Webmail(folder, sink, imap, web)
        with (
            running(["dovecot", "-F", "-c", dovecot], folder / "dovecot.out"),
            running(
                [
                    *("php", "-d", "opcache.enable=0"),  # it would keep old settings for seconds
                    *("-S", f"127.0.0.1:{web}", "-t", mail.root / "public_html"),
                ],
                folder / "php.out",
                # Several requests of one page at a time, as a real web server takes them.
                env={"PHP_CLI_SERVER_WORKERS": "4"},
                cwd=mail.root,
            ),
        ):
            wait_for("Dovecot", lambda: listens(imap))
            wait_for("PHP's server", lambda: listens(web))
            yield mail


def _install(folder: Path) -> None:
    """Copy the packaged Roundcube with links followed, leaving out the system's own settings."""
    root = folder / "roundcube"
    shutil.copytree(INSTALLED, root, ignore=_left_out)
    (root / "config").mkdir()
    for name in ("defaults.inc.php", "mimetypes.php"):
        shutil.copy(SETTINGS / name, root / "config" / name)
    for name in ("logs", "temp", "mail", "run", "state"):
        (folder / name).mkdir()
    schema = (SHARED / "SQL" / "sqlite.initial.sql").read_text(encoding="utf-8")
    with contextlib.closing(sqlite3.connect(folder / "roundcube.db")) as database:
        database.executescript(schema)


def _left_out(folder: str, names: list[str]) -> list[str]:
    """Names not to copy: the system's own state, and links that lead nowhere.

    (`ignore_dangling_symlinks` of shutil judges relative links from the current folder.)
    """
    own = {"config", "temp", "logs", "SQL"} if Path(folder) == INSTALLED else set()
    return [name for name in names if name in own or not (Path(folder) / name).exists()]


def _dovecot_settings(folder: Path, port: int) -> Path:
    """Dovecot's file. As root, mail belongs to the system's mail user, as anyone, to oneself."""
    me = getpass.getuser()
    root = os.geteuid() == 0
    owner = pwd.getpwnam("mail" if root else me)
    internal = pwd.getpwnam("dovecot" if root else me)
    if root:
        os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
        for path in (folder, *folder.parents):  # the mail user must reach its folder
            if path.stat().st_uid == 0 and path != Path(path.anchor):
                path.chmod(path.stat().st_mode | 0o011)
    file = folder / "dovecot.conf"
    file.write_text(
        DOVECOT.format(
            folder=folder,
            port=port,
            owner=owner.pw_name,
            owner_group=owner.pw_gid,
            internal=internal.pw_name,
            internal_group=grp.getgrgid(internal.pw_gid).gr_name,
            login="dovenull" if root else me,
            chroot="login" if root else "",
        ),
        encoding="utf-8",
    )
    return file
