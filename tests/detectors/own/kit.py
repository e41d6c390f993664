"""The worked example of the docs, as files; and a small rule."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[3] / "docs" / "own-recognizers.md"
_BLOCK = re.compile(r"```\w+ file=(\S+)\n(.*?)```", re.DOTALL)

OWN_RULE = """
id: ID
title: Our own
severity: {base: warn}
cites: {agency: [{section: Handbook 1, title: Names}]}
surfaces: [social]
when: {entity: PERSON}
confirm_on_send: false
message: {en: This names someone., es: Esto nombra a alguien.}
suggestion: {en: Leave it out., es: Quítalo.}
rewrite: {en: Someone., es: Alguien.}
why: {en: It is theirs., es: Es suyo.}
flags:
  - {text: "[Ana](PERSON) came", where: {surface: social}}
  - {text: "[Bo](PERSON) came", where: {surface: social}}
passes: [nobody came, nothing]
"""

RECOGNIZER = r"""
entity: CASE_NUMBER
patterns:
  - {regex: '\bHFS-\d+'}
examples: {match: [HFS-1], ignore: [HFS]}
"""


def example() -> dict[str, str]:
    """Give the example of the docs: file name to content."""
    return dict(_BLOCK.findall(DOCS.read_text(encoding="utf-8")))


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files, and a policy beside them; give the policy."""
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    policy = folder / "policy.yaml"
    policy.write_text("agency: {name: Harbor}\n")
    return policy
