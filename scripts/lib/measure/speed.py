"""How fast the engine is, beside Presidio's default recognizers over the same blank tokeniser.

Presidio's defaults here have no model for names at all, so a ratio near 1 in the cold case means
that names, places and rules cost as much as all of Presidio's patterns.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from typing import TYPE_CHECKING

MAIL = """Hi Denise,

Quick update on the family. I met with maria lopez on Tuesday at 412 oak st and she told me that \
she relapsed over the weekend. Her son Dwayne P is 9 and is still staying with his aunt in Dayton. \
The school called twice about attendance and the IEP meeting was moved to March 14, 2026.

She asked whether the landlord could be contacted again, because the heat has been off since last \
month and nobody has come out to look at it. I told her I would follow up with the housing office \
and let her know by Friday. Her new number is 312-555-0142 and her email is maria.l@mail.example, \
but she says texting works best in the evening.

The plan for now has three parts. First, intake at the clinic on Monday morning with the counselor \
she already knows. Second, a ride to group twice a week, which the volunteer program can cover \
until the end of the month. Third, we review the safety plan together and agree on who she calls.

Could you look at the notes under case #24-JV-01234 before our meeting and tell me if anything is \
missing? Also, do you have the form for the bus passes? I could not find it in the shared folder.

Thanks,
Jordan"""
"""Fictitious, about 200 words."""

KEYSTROKE_AT = MAIL.index(" works best")
ROUNDS = 40

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presidio_analyzer import AnalyzerEngine


def main() -> int:
    """Measure and print; 0 always, since budgets are tests of their own."""
    started = time.perf_counter()
    from heedful_detectors import Engine, Message

    imported = time.perf_counter()
    engine = Engine.load()
    loaded = time.perf_counter()
    presidio = default_presidio()

    unique = numbered()
    cold = median(lambda: engine.check(Message(MAIL), None), engine.forget)
    warm = median(lambda: engine.check(Message(MAIL), None))
    key = median(lambda: engine.check(Message(typed(next(unique))), None))
    whole = median(lambda: presidio.analyze(MAIL, "en"))
    rows = [
        ("import heedful_detectors", imported - started),
        ("Engine.load", loaded - imported),
        (f"{len(MAIL.split())} words, cold", cold),
        ("the same, warm", warm),
        ("after a keystroke", key),
        ("Presidio's defaults, whole text", whole),
    ]
    for name, seconds in rows:
        print(f"{name:34}{seconds * 1000:10.1f} ms")
    print(f"{'cold / Presidio':34}{cold / whole:10.2f}")
    print(f"{'Presidio / keystroke':34}{whole / key:10.2f}")
    scale = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 2**20
    print(f"{'peak memory, both engines':34}{peak:10.0f} MB")
    return 0


def default_presidio() -> AnalyzerEngine:
    """Presidio with its default recognizers, our tokeniser, and no way to the network."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

    from heedful_detectors.detection.nlp import PlainNlpEngine

    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.extract = offline.__call__  # type: ignore[assignment]
    registry = RecognizerRegistryProvider(
        registry_configuration={"supported_languages": ["en"]}
    ).create_recognizer_registry()
    return AnalyzerEngine(
        registry=registry, nlp_engine=PlainNlpEngine(), supported_languages=["en"]
    )


def numbered() -> Iterator[int]:
    """Numbers that no earlier text held."""
    number = 0
    while True:
        number += 1
        yield number


def typed(count: int) -> str:
    """The mail after ``count`` more keystrokes in the middle of a sentence."""
    return MAIL[:KEYSTROKE_AT] + " " + "x" * count + MAIL[KEYSTROKE_AT:]


def median(act: Callable[[], object], before: Callable[[], None] | None = None) -> float:
    """Seconds in the middle of `ROUNDS` rounds, after a warm-up."""
    act()
    taken = []
    for _ in range(ROUNDS):
        if before:
            before()
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
