"""Start a rule: write its file, which fails the checks until all of it is filled in."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from .places import ROOT, relative
from .say import Failure, fail, line

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Optional, Sequence

RULES = ROOT / "detectors" / "heedful_detectors" / "rules"

TEMPLATE = """\
id: {id}
title:                 # the pattern, in plain words
severity:
  base: warn           # info, warn or high; raise: and lower: move it, each with a condition
cites:                 # the sections it rests on: their ids in standards/<document>/standard.yaml
  technology-standards-2017: []
surfaces: []           # where it speaks: social, webmail, chat ... (docs/rule-format.md)
when:                  # docs/rule-format.md lists what a condition can be
# unless:
#   guard: [mandated-reports, crisis-communication]
confirm_on_send: false
message:               # at most 160 characters, kind, second person
  en:
  es:
suggestion:
  en:
  es:
rewrite:
  en:
  es:
why:
  en:
  es:
flags: []              # at least two texts that must be flagged, with [Maria Lopez](PERSON) marks
passes: []             # at least two texts close to them that must not be
"""


def start(rule: str, folder: Path = RULES) -> Path:
    """Write the file of a new rule and return its path; an existing one is left as it is."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule):
        raise Failure(
            "{!r} is no id: name the pattern in lower case, as in client-named-in-post".format(rule)
        )
    file = folder / (rule + ".yaml")
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(TEMPLATE.format(id=rule))
    except FileExistsError:
        raise Failure("{} exists already; edit it".format(relative(file))) from None
    return file


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Write the file and say what comes next."""
    parser = argparse.ArgumentParser(prog="scripts/new_rule", description=__doc__)
    parser.add_argument("id", help="the rule's id: the pattern it finds, never the remedy")
    options = parser.parse_args(arguments)
    try:
        file = start(options.id)
    except Failure as error:
        fail(error)
    line("Wrote {}".format(relative(file)))
    line("1. Fill in every key; scripts/check names what is missing.")
    line("2. Give two texts or more under flags and under passes; they run as tests.")
    line("3. scripts/docs writes the rule's page, scripts/check looks at everything.")
    return 0
