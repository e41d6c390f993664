"""Make the long lists of medicines and conditions from public sources.

Sources: names of medicines from MedlinePlus (National Library of Medicine), titles and inclusion
terms of ICD-10-CM (National Center for Health Statistics); both works of the United States
government. Words that people use for other things are left out by counting them in ordinary
texts: give those as further folders.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Dict, Iterator, Sequence, Tuple

TERMS = Path(__file__).parents[2] / "detectors" / "heedful_detectors" / "detection" / "terms"
_EXTRAS = re.compile(
    r"\s*[\[(].*?[\])]|,?\s*\b(?:unspecified|nos|nec|not elsewhere classified"
    r"|not otherwise specified"
    r"|so stated|initial encounter|subsequent encounter|sequela)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:other|unspecified|certain|personal history of|family history of)\s+", re.IGNORECASE
)
_MEDICINE = re.compile(r"[a-z]{5,}(?: [a-z]{4,})?")
_CONDITION = re.compile(r"[a-z]{3,}(?:[ '-][a-z]+){0,4}")
_SKIPPED = re.compile(
    r"\b(?:and|or|with|without|due|in|by|for|of|to|from|other|as|not|left|right|bilateral|type"
    r"|screening|encounter|examination|status|exposure|contact|problems?|accident|fall|struck|injured|bite"
    r"|classified|site|sites|stage|part|care|counseling|check|use|adult)\b|\d|/",
    re.IGNORECASE,
)
_CHAPTERS = (
    ("HIV_STATUS", re.compile(r"B20|Z21")),
    ("SUBSTANCE_USE", re.compile(r"F1[0-9]")),
    ("MENTAL_HEALTH", re.compile(r"F(?:0|[2-9])|R45\.8|X7[1-9]|X8[0-3]")),
    ("HEALTH_CONDITION", re.compile(r"[A-E]|G|[HIJKLMN]|O|Q")),
)
"""The kind of each chapter of ICD-10-CM, without injuries, causes, symptoms and visits."""


_EVERYDAY = {"cluttering", "hiccough", "impulsiveness", "lalling", "lisping", "loneliness"}
_EVERYDAY |= {"sleepwalking", "snoring", "stuttering", "sunburn", "teething", "toothache"}
"""Words that say little about anybody, whatever the classification has them for."""


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Write ``medicines.txt`` and ``conditions.txt``."""
    parser = argparse.ArgumentParser(prog="scripts/train lists", description=__doc__)
    parser.add_argument("gazetteers", type=Path, help="the folder with the sources")
    parser.add_argument("ordinary", type=Path, nargs="*", help="folders of texts as JSON lines")
    options = parser.parse_args(arguments)
    usual = Counter()  # type: Counter[str]
    for folder in options.ordinary:
        for file in sorted(folder.glob("*.jsonl")):
            for line in file.read_text("utf-8").splitlines():
                usual.update(set(_words(json.loads(line)["text"].lower())))
    medicines = {
        name: "MEDICATION" for name in _medicines(options.gazetteers) if _rare(name, usual)
    }
    conditions = {
        name: kind for name, kind in _conditions(options.gazetteers) if _rare(name, usual)
    }
    _write("medicines.txt", medicines, "MedlinePlus, NLM; public domain.")
    _write(
        "conditions.txt",
        conditions,
        "ICD-10-CM 2026, NCHS; public domain.",
    )
    print("%d medicines, %d conditions" % (len(medicines), len(conditions)))
    return 0


def _medicines(folder: Path) -> "Iterator[str]":
    for line in (folder / "drug_names.tsv").read_text("utf-8").splitlines()[1:]:
        name, canonical, source = line.split("\t")[:3]
        if (
            name == canonical
            and source == "medlineplus"
            and re.fullmatch(r"[a-z]{5,}(?: [a-z]{4,})?", name)
        ):
            yield name


def _conditions(folder: Path) -> "Iterator[Tuple[str, str]]":
    for file in ("icd10cm_2026_titles.tsv", "icd10cm_2026_F_Z_inclusion_terms.tsv"):
        for line in (folder / file).read_text("utf-8").splitlines()[1:]:
            code, title = line.split("\t")[:2]
            kind = next((kind for kind, chapter in _CHAPTERS if chapter.match(code)), None)
            name = _LEAD.sub("", _EXTRAS.sub("", title)).strip(" ,.").lower()
            if kind and _CONDITION.fullmatch(name) and not _SKIPPED.search(name):
                yield name, kind


def _rare(name: str, usual: "Counter[str]") -> bool:
    """Whether no text of ordinary people has it; a phrase needs one word that none has."""
    words = _words(name)
    if name in _EVERYDAY:
        return False
    return all(word != "s" for word in words) and min(usual[word] for word in words) == 0


def _words(text: str) -> "list[str]":
    return re.findall(r"[a-z]+", text)


def _write(name: str, terms: "Dict[str, str]", source: str) -> None:
    lines = ["# %s Made by scripts/train lists; do not edit." % source]
    for kind in sorted(set(terms.values())):
        lines += ["[%s]" % kind, *sorted(name for name, its in terms.items() if its == kind)]
    (TERMS / name).write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
