from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from heedful_server.agency.strays import strays

if TYPE_CHECKING:
    from tests.server.agency.conftest import Place


def test_what_belongs_to_a_policy_is_no_stray(admin: Place) -> None:
    admin.write(more={"recognizers/a.yaml": "", "terms/allow.txt": "", "rules/b.YAML": ""})
    admin.write(more={"README.md": "", "archive/a.yaml": "", "terms/.hidden": ""})
    admin.sign()
    assert strays(admin.path) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("recognizers/harbor.yml", "recognizers/harbor.yml is not read: .* end in .yaml"),
        ("terms/allow.text", "terms/allow.text is not read: .* end in .txt"),
        ("Recognizers/a.yaml", "Recognizers/ is not read: .* call it recognizers/"),
        ("termz/allow.txt", "termz/ is not read: .* call it terms/"),
        ("rule/a.yaml", "rule/ is not read: .* call it rules/"),
    ],
)
def test_what_looks_like_it_is_told(admin: Place, name: str, said: str) -> None:
    admin.write(more={name: ""})
    (told,) = strays(admin.path)
    assert re.search(said, told)


def test_a_folder_inside_and_many_of_them(admin: Place) -> None:
    admin.write()
    for number in range(30):
        (admin.folder / "rules" / f"sub{number}").mkdir(parents=True)
    told = strays(admin.path)
    assert told[0].startswith("rules/sub0 is not read")
    assert told[-1] == "and 10 more"
    assert len(told) == 21
