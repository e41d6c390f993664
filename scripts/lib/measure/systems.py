"""Run one engine over texts: JSON lines in, JSON lines of found places out.

Each engine runs in a process of its own, with nothing else in it, so that times and memory can be
compared. Ours needs the project's virtual environment, the peers theirs.
"""

from __future__ import annotations

import json
import resource
import sys
import sysconfig
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Find = Callable[[str], Iterable[tuple[int, int, str]]]

SCORE = 0.35
"""Least score that counts for Presidio: what its documentation suggests."""


def heedful() -> Find:
    """Heedful as it ships."""
    from heedful_detectors import Engine, Message

    engine = Engine.load()

    def find(text: str) -> Iterable[tuple[int, int, str]]:
        engine.forget()  # times are those of a text nobody has seen
        return [
            (found.start, found.end, found.type)
            for found in engine.check(Message(text), None).entities
        ]

    return find


def model_folder(name: str) -> str:
    """Where an installed spaCy model of that name lies, whatever its package is called."""
    for meta in Path(sysconfig.get_path("purelib")).glob("*/**/meta.json"):
        try:
            said = json.loads(meta.read_text("utf-8"))
        except ValueError:
            continue
        called = f"{said.get('lang')}_{said.get('name')}"
        if called.startswith(name) and (meta.parent / "config.cfg").exists():
            return str(meta.parent)
    raise SystemExit(f"{name} is not installed beside {sys.executable}")


def presidio(model: str) -> Find:
    """Presidio's default recognizers with a spaCy model, without a way to the network."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.extract = offline.__call__  # type: ignore[assignment]
    nlp = NlpEngineProvider(
        nlp_configuration={
            "nlp_engine_name": "spacy",
            "models": [{"lang_code": "en", "model_name": model_folder(model)}],
        }
    ).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"])

    def find(text: str) -> Iterable[tuple[int, int, str]]:
        results = analyzer.analyze(text, "en", score_threshold=SCORE)
        return [(result.start, result.end, result.entity_type) for result in results]

    return find


def datafog() -> Find:
    """DataFog's patterns (its models are fetched from the network, so they are not used)."""
    from datafog import scan  # type: ignore[import-not-found]

    def find(text: str) -> Iterable[tuple[int, int, str]]:
        return [(found.start, found.end, found.type) for found in scan(text).entities]

    return find


def scrubadub() -> Find:
    """Scrubadub's default detectors."""
    from scrubadub import Scrubber  # type: ignore[import-not-found]

    scrubber = Scrubber()

    def find(text: str) -> Iterable[tuple[int, int, str]]:
        return [(filth.beg, filth.end, filth.type) for filth in scrubber.iter_filth(text)]

    return find


SYSTEMS: dict[str, Callable[[], Find]] = {
    "heedful": heedful,
    "presidio-sm": lambda: presidio("en_core_web_sm"),
    "presidio-md": lambda: presidio("en_core_web_md"),
    "datafog": datafog,
    "scrubadub": scrubadub,
}


def main() -> int:
    """Answer every line; the last line tells what loading took and the peak memory."""
    started = time.perf_counter()
    find = SYSTEMS[sys.argv[1]]()
    find("Warm up with Maria Lopez, call 312-555-0142.")
    loaded = time.perf_counter() - started
    for line in sys.stdin:
        text = json.loads(line)
        before = time.perf_counter()
        found: list[Any] = sorted(find(text))
        milliseconds = (time.perf_counter() - before) * 1000
        print(json.dumps({"found": found, "ms": milliseconds}))
    scale = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 2**20
    print(json.dumps({"loaded": loaded, "peak": peak}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
