"""Files that were prepared to hang, flood or mislead."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from heedful_server.agency import safe_read
from heedful_server.agency.refusal import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.agency.conftest import Place

pytestmark = pytest.mark.skipif(os.name != "posix", reason="files of POSIX")


@pytest.mark.parametrize("guarded", [True, False])
def test_what_is_no_file_is_refused_at_once(admin: Place, *, guarded: bool) -> None:
    pipe, folder, plug = (admin.folder / name for name in ("pipe", "folder", "plug"))
    os.mkfifo(pipe)
    folder.mkdir()
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(os.path.relpath(plug))  # its name must be short
        for path in (pipe, folder, plug):
            with pytest.raises(Refused, match="it is no file") as error:
                safe_read.read(path, 10, guarded=guarded)
            assert error.value.code == "unreadable"


def test_a_pipe_that_takes_a_file_s_place_does_not_hang(
    admin: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is put there between the look and the opening."""
    path = admin.path
    path.write_text("x")
    real = os.open

    def swapped(name: Path, flags: int, mode: int = 0o777) -> int:
        path.unlink()
        os.mkfifo(path)
        return real(name, flags, mode)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(Refused, match="it is no file"):
        safe_read.read(path, 10, guarded=True)


def test_links_are_refused_where_the_administrator_s_files_are(admin: Place) -> None:
    aim = admin.folder / "aim"
    aim.write_text("x")
    admin.path.symlink_to(aim)
    with pytest.raises(Refused, match="is a link"):
        safe_read.read(admin.path, 10, guarded=True)
    assert safe_read.read(admin.path, 10, guarded=False) == b"x"
    aim.unlink()
    assert safe_read.is_there(admin.path)
    for guarded in (True, False):
        with pytest.raises(Refused):
            safe_read.read(admin.path, 10, guarded=guarded)
    linked = admin.folder.parent / "linked"
    linked.symlink_to(admin.folder)
    with pytest.raises(Refused, match="is not a folder"):
        safe_read.expect_folder(linked, guarded=True)


def test_no_more_than_the_limit_is_read(admin: Place) -> None:
    admin.path.write_bytes(b"x" * 11)
    assert safe_read.read(admin.path, 11, guarded=True) == b"x" * 11
    with pytest.raises(Refused, match="is larger than"):
        safe_read.read(admin.path, 10, guarded=True)


def test_another_owner_is_refused(admin: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    admin.write()
    monkeypatch.setattr(safe_read, "ADMINS", frozenset({os.getuid() + 1}))
    with pytest.raises(Refused, match="chown root") as error:
        safe_read.read(admin.path, 1000, guarded=True)
    assert error.value.code == "writable"
