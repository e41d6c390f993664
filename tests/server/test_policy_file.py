"""Which policy counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from heedful_detectors.policy import Policy
from heedful_detectors.problems import DataError
from heedful_server import policy_file


def test_the_administrator_s_stands_over_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, option, named = (tmp_path / name for name in ("admin", "option", "named"))
    own = policy_file.user_path()
    assert policy_file.find(admin=admin).path is None
    own.parent.mkdir(parents=True)
    own.touch()
    assert policy_file.find(admin=admin).path == own
    monkeypatch.setenv("HEEDFUL_POLICY", str(named))
    assert policy_file.find(admin=admin).path == named
    assert policy_file.find(option, admin=admin).path == option
    admin.touch()
    assert policy_file.find(option, admin=admin).path == admin


def test_the_places() -> None:
    assert policy_file.user_path() == Path.home() / ".config" / "heedful" / "policy.yaml"
    assert policy_file.admin_path() == Path("/etc/heedful/policy.yaml")


def test_a_named_file_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy_file, "admin_path", lambda: tmp_path / "none")
    assert policy_file.load() == Policy()
    with pytest.raises(DataError, match="cannot be read"):
        policy_file.load(tmp_path / "missing.yaml")
