"""What is kept of accepted policies, also when the disk is full or somebody has been at it."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from heedful_server.agency import bundle, files, store
from heedful_server.agency.store import Record

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.agency.conftest import Place

OWNER = "0123456789ab"
MORE = {"rules/a.yaml": "a", "terms/b.txt": "b"}


def modes(place: Place) -> set[int]:
    folder = place.folder.parent / "state" / "policy" / OWNER
    return {path.stat().st_mode & 0o077 for path in (folder, *folder.rglob("*"))}


def test_a_bundle_is_kept_whole_and_the_one_before_goes(admin: Place) -> None:
    shelf = store.shelf_of(OWNER)
    assert shelf.record() is None
    for serial, source in ((0, "version: 1\n"), (3, "version: 1 # other\n")):
        admin.write(source, MORE)
        admin.sign(3)
        found = bundle.read(admin.path)
        assert shelf.keep(found, serial) is None
        record = shelf.record()
        assert record == Record(serial, found.id, "policy.yaml")
        assert bundle.read(shelf.copy_of(record)) == found
        assert len(list(shelf.folder.iterdir())) == 2
    assert modes(admin) == ({0} if os.name == "posix" else modes(admin))


def test_what_is_kept_already_is_not_written_again(
    admin: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin.write(more=MORE)
    found = bundle.read(admin.path)
    shelf = store.shelf_of(OWNER)
    assert shelf.keep(found, 1) is None
    before = shelf.folder.stat().st_mtime_ns
    assert shelf.keep(found, 1) is None
    assert shelf.folder.stat().st_mtime_ns == before
    copy = shelf.copy_of(Record(1, found.id, "policy.yaml"))
    copy.write_text("damaged")
    assert shelf.keep(found, 1) is None
    assert bundle.read(copy) == found


def test_a_full_disk_is_said_and_leaves_the_serial_before(
    admin: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = store.shelf_of(OWNER)
    admin.write(more=MORE)
    first = bundle.read(admin.path)
    assert shelf.keep(first, 1) is None
    admin.write("version: 1 # newer\n")
    with monkeypatch.context() as full:

        def fail(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        full.setattr(os, "fsync", fail)
        assert shelf.keep(bundle.read(admin.path), 2) == "No space left on device"
    record = shelf.record()
    assert record == Record(1, first.id, "policy.yaml")
    assert bundle.read(shelf.copy_of(record)) == first
    assert len(list(shelf.folder.iterdir())) == 2
    assert shelf.keep(bundle.read(admin.path), 2) is None


def test_where_only_the_copy_has_no_room_the_serial_is_kept(
    admin: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = store.shelf_of(OWNER)
    admin.write(more=MORE)
    real = files.create

    def small(path: Path, content: bytes, *, mode: int = 0o644) -> None:
        if path.name == "policy.yaml":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, content, mode=mode)

    monkeypatch.setattr(files, "create", small)
    assert shelf.keep(bundle.read(admin.path), 7) == "No space left on device"
    record = shelf.record()
    assert record is not None
    assert record.serial == 7


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[" * 5000, b"\xff", b'{"serial":-1,"id":"0123456789ab","file":"a"}',
     b'{"serial":1,"id":"../../x","file":"a"}', b'{"serial":1,"id":"0123456789ab","file":"../a"}',
     b'{"serial":true,"id":"0123456789ab","file":"a"}'],
)  # fmt: skip
def test_a_record_that_makes_no_sense_is_none(admin: Place, content: bytes) -> None:
    admin.write()
    shelf = store.shelf_of(OWNER)
    assert shelf.keep(bundle.read(admin.path), 1) is None
    (shelf.folder / "accepted.json").write_bytes(content)
    assert shelf.record() is None
    assert shelf.keep(bundle.read(admin.path), 1) is None
    assert shelf.record()


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_shelf_that_others_could_fill_is_not_read(admin: Place) -> None:
    admin.write()
    shelf = store.shelf_of(OWNER)
    assert shelf.keep(bundle.read(admin.path), 1) is None
    shelf.folder.chmod(0o777)
    assert shelf.record() is None
    assert shelf.keep(bundle.read(admin.path), 1) is None
    assert shelf.folder.stat().st_mode & 0o777 == 0o700
    (shelf.folder.parent / "linked").symlink_to(shelf.folder)
    assert store.Shelf(shelf.folder.parent / "linked").record() is None


def test_no_folder_can_be_made(admin: Place) -> None:
    admin.write()
    store.directory().write_text("a file is in the way")
    shelf = store.shelf_of(OWNER)
    assert shelf.record() is None
    assert shelf.keep(bundle.read(admin.path), 1)


def test_each_owner_has_a_shelf() -> None:
    names = {store.shelf_of(owner).folder.name for owner in (OWNER, "/a/policy.yaml", "/b")}
    assert len(names) == 3
    assert OWNER in names
