"""An administrator's place, a key, and bundles, all of this test's own."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from heedful_server import policy_file
from heedful_server.agency import bundle, keypair, safe_read, signature

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

settings.register_profile("heedful", max_examples=60, deadline=None)
settings.load_profile("heedful")

POLICY = "version: 1\nagency: {name: Harbor}\nrules: {client-search: {severity: high}}\n"


@dataclass(frozen=True)
class Place:
    """A folder for a policy, and how to sign what is in it."""

    folder: Path
    key: Ed25519PrivateKey

    @property
    def path(self) -> Path:
        """The policy file."""
        return self.folder / "policy.yaml"

    def write(self, source: str = POLICY, more: Mapping[str, str] | None = None) -> None:
        """Write a policy, and files beside it."""
        self.folder.mkdir(exist_ok=True)
        for name, content in {"policy.yaml": source, **(more or {})}.items():
            file = self.folder / name
            file.parent.mkdir(exist_ok=True)
            fresh = file.with_name(f"{file.name}.new")
            fresh.write_text(content)
            fresh.chmod(0o644)
            fresh.replace(file)

    def sign(self, serial: int = 1, key: Ed25519PrivateKey | None = None) -> None:
        """Sign what is there."""
        made = signature.sign(bundle.read(self.path), key or self.key, serial)
        bundle.signature_path(self.path).write_bytes(made)


@pytest.fixture
def admin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The administrator's place; whoever runs the tests is the administrator."""
    folder = tmp_path / "admin"
    folder.mkdir(mode=0o755)
    monkeypatch.setattr(policy_file, "admin_path", lambda: folder / "policy.yaml")
    monkeypatch.setattr(safe_read, "ADMINS", frozenset({os.getuid()} if os.name == "posix" else ()))
    private, _ = keypair.make(tmp_path / "keys", None)
    return Place(folder, keypair.read_private(private, None))


@pytest.fixture
def own(admin: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A place that the user names."""
    place = Place(tmp_path / "own", admin.key)
    monkeypatch.setenv("HEEDFUL_POLICY", str(place.path))
    return place


@pytest.fixture
def signed(admin: Place, tmp_path: Path) -> Place:
    """The administrator's place with the agency's key: what is unsigned does not count."""
    public = (tmp_path / "keys" / "policy.pub").read_bytes()
    policy_file.key_path().write_bytes(public)
    return admin
