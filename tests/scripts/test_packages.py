from __future__ import annotations

import pytest

from scripts.lib import packages
from scripts.lib.say import Failure

LACKING = packages.Need("A thing", lambda: False, ("a-thing", "another"))


@pytest.fixture(autouse=True)
def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "NEEDS", (LACKING,))


def test_as_an_ordinary_user_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "on_path", lambda *_: "/usr/bin/apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(Failure, match=r"A thing(?s:.*)apt-get install .* a-thing another"):
        packages.provide()


def test_without_apt_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "on_path", lambda *_: None)
    with pytest.raises(Failure, match="this system lacks:\n  - A thing"):
        packages.provide()


def test_an_install_that_did_not_help_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(packages, "on_path", lambda *_: "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(packages, "run", lambda command, *_, **__: commands.append(command))
    with pytest.raises(Failure, match="still not found"):
        packages.provide()
    assert [command[-2:] for command in commands][1] == ["a-thing", "another"]
