"""Which files belong to a policy, and what is noticed when they change."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from heedful_server.agency import bundle
from heedful_server.agency.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.server.agency.conftest import Place

MORE = {"rules/a.yaml": "a", "recognizers/b.yaml": "b", "terms/allow.txt": "c"}


def test_a_bundle_is_the_file_and_the_folders(admin: Place) -> None:
    admin.write(more=MORE | {"rules/README.md": "x", "other/a.yaml": "x", "terms/a.yaml": "x"})
    found = bundle.read(admin.path, guarded=True)
    assert list(found.digests) == sorted(["policy.yaml", *MORE])
    assert found.files["rules/a.yaml"] == b"a"
    assert found.signature is None
    admin.sign()
    assert bundle.read(admin.path).signature
    assert bundle.read(admin.path).id == found.id
    assert len(found.id) == 12
    named = admin.path.rename(admin.folder / "agency.yaml")
    assert bundle.read(named).id == found.id


CHANGES: dict[str, Callable[[Path], object]] = {
    "the policy": lambda path: path.write_text("version: 1 # other"),
    "as long as before": lambda path: path.write_text(path.read_text().replace("high", "warn")),
    "a rule": lambda path: (path.parent / "rules" / "a.yaml").write_text("other"),
    "a file more": lambda path: (path.parent / "terms" / "z.txt").write_text("z"),
    "a file less": lambda path: (path.parent / "rules" / "a.yaml").unlink(),
    "a folder more": lambda path: (path.parent / "recognizers").mkdir(),
    "a signature": lambda path: bundle.signature_path(path).write_text("x"),
    "rights": lambda path: path.chmod(0o666),
    "gone": lambda path: path.unlink(),
    "another file": lambda path: path.with_name("n").replace(path),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_noticed_without_reading(
    admin: Place, change: Callable[[Path], object]
) -> None:
    admin.write(more={"rules/a.yaml": "a", "terms/a.txt": "a", "n": "version: 1"})
    before = bundle.stamp(admin.path)
    assert bundle.stamp(admin.path) == before
    change(admin.path)
    assert bundle.stamp(admin.path) != before


def test_a_stamp_is_given_of_anything(tmp_path: Path) -> None:
    bundle.stamp(tmp_path / "missing" / "policy.yaml")
    (tmp_path / "rules").write_text("no folder")
    bundle.stamp(tmp_path / "policy.yaml")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert bundle.stamp(loop) == bundle.stamp(loop)
    bundle.stamp(tmp_path / "nul\0")


def test_what_is_refused_is_named(admin: Place) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        bundle.read(admin.path)
    admin.write()
    rules = admin.folder / "rules"
    rules.write_text("x")
    with pytest.raises(Refused, match="is not a folder"):
        bundle.read(admin.path)
    rules.unlink()
    (rules / "a.yaml").mkdir(parents=True)
    with pytest.raises(Refused, match="it is no file"):
        bundle.read(admin.path)
    (rules / "a.yaml").rmdir()
    for number in range(bundle.MOST_FILES + 1):
        (rules / f"{number}.txt").touch()
    with pytest.raises(Refused, match="more than 1,000 files"):
        bundle.read(admin.path)
    bundle.stamp(admin.path)


def test_all_files_together_have_a_limit(admin: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    admin.write(more=MORE)
    monkeypatch.setattr(bundle, "WHOLE_LIMIT", 3)
    assert bundle.read(admin.path)
    monkeypatch.setattr(bundle, "WHOLE_LIMIT", 2)
    with pytest.raises(Refused, match="larger than 64 MB") as error:
        bundle.read(admin.path)
    assert error.value.code == "unreadable"


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
@pytest.mark.parametrize("name", ["", "policy.yaml", "policy.yaml.sig", "rules", "rules/a.yaml"])
def test_every_part_of_the_administrator_s_must_be_theirs(admin: Place, name: str) -> None:
    admin.write(more={"rules/a.yaml": "a", "policy.yaml.sig": "x"})
    bundle.read(admin.path, guarded=True)
    part = admin.folder / name if name else admin.folder
    part.chmod(part.stat().st_mode | 0o020)
    with pytest.raises(Refused, match="chmod go-w") as error:
        bundle.read(admin.path, guarded=True)
    assert (error.value.code, error.value.file) == ("writable", part.name)
    assert bundle.read(admin.path).files  # elsewhere it is the user's own business
