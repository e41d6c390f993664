"""Read ``recognizers/*.yaml`` beside a policy: what is wrong is named, and examples must hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heedful_detectors.detection.text import normalise
from heedful_detectors.entity_types import ALL
from heedful_detectors.own import OwnPattern, OwnRecognizer
from heedful_detectors.own.files import expect_name, listed, together
from heedful_detectors.own.finder import THRESHOLD, Recognizes
from heedful_detectors.own.patterns import (
    Pattern,
    PatternError,
    refuse_greedy,
    slowness,
)
from heedful_detectors.problems import DataError, Problem
from heedful_detectors.rulebook.marked import unmark
from heedful_detectors.yaml_file import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heedful_detectors.own.held import Place
    from heedful_detectors.report import Entity
    from heedful_detectors.yaml_file import Node

FOLDER = "recognizers"
MOST_PATTERNS = 200
"""Of all recognizers together."""

MOST_CONTEXT = 100
MOST_EXAMPLES = 100
LONGEST_EXAMPLE = 1_000
"""Characters; longer texts are read in pieces."""

SLOWEST = 0.020
"""Seconds that one pattern may take for a piece of a thousand characters; see `slowness`."""

SLOWEST_TOGETHER = 0.100
"""Seconds that all patterns may take for it."""

_USUAL_SCORE = 0.85


def read_recognizers(folder: Place) -> tuple[OwnRecognizer, ...]:
    """Read all of them, in order of name. Raises DataError with what is wrong in each file."""
    files = listed(folder / FOLDER, ".yaml")
    meter = _Meter()
    found = together(lambda file: _recognizer(file, meter), files)
    count = 0
    for file, recognizer in zip(files, found, strict=True):
        count += len(recognizer.patterns)
        if count > MOST_PATTERNS:
            message = f"brings more than {MOST_PATTERNS} patterns to all files; join or drop some"
            raise DataError(Problem(f"{FOLDER}/{file.name}", None, "patterns", message))
    return found


@dataclass(slots=True)
class _Meter:
    """How slow all patterns are that were read so far. What is too slow is told once."""

    seconds: float = 0.0

    def measure(self, patterns: Sequence[Node], recognizer: OwnRecognizer, examples: str) -> None:
        """Raise DataError where one pattern, or all together, take too long."""
        for node, pattern in zip(patterns, recognizer.patterns, strict=True):
            if self.seconds > SLOWEST_TOGETHER:
                return
            took = slowness(pattern.regex, examples, SLOWEST)
            self.seconds += took
            if took > SLOWEST:
                said = f"takes more than {SLOWEST * 1000:.0f} ms"
            elif self.seconds > SLOWEST_TOGETHER:
                said = f"brings all patterns to more than {SLOWEST_TOGETHER * 1000:.0f} ms"
            else:
                continue
            raise node.mapping(("regex",), ("score",))["regex"].wrong(
                f"{said} for a thousand characters; repeat fewer things, or fewer times"
            )


def _recognizer(file: Place, meter: _Meter) -> OwnRecognizer:
    expect_name(file, FOLDER)
    node = read(file, f"{FOLDER}/{file.name}")
    keys = node.mapping(("entity", "patterns", "examples"), ("about", "context"))
    if "about" in keys:
        keys["about"].text()
    context = keys["context"].items() if "context" in keys else []
    if len(context) > MOST_CONTEXT:
        raise keys["context"].wrong(f"has more than {MOST_CONTEXT} words; keep the best")
    patterns = keys["patterns"].items()
    if len(patterns) > MOST_PATTERNS:
        raise keys["patterns"].wrong(f"has more than {MOST_PATTERNS}; join or drop some")
    recognizer = OwnRecognizer(
        name=file.stem,
        entity=keys["entity"].choice(sorted(ALL), "entity type"),
        patterns=tuple(_pattern(item, weak=bool(context)) for item in patterns),
        context=tuple(_word(item) for item in context),
    )
    examples = [_unmarked(item)[0] for item in _examples(_groups(keys["examples"])["match"])]
    meter.measure(patterns, recognizer, " ".join(examples))
    _try_out(Recognizes(recognizer), recognizer.entity, keys["examples"])
    return recognizer


def _pattern(node: Node, *, weak: bool) -> OwnPattern:
    keys = node.mapping(("regex",), ("score",))
    score = keys["score"].number() if "score" in keys else _USUAL_SCORE
    if score > 1:
        raise keys["score"].wrong("is above 1; write a number up to 1")
    if score < THRESHOLD and not weak:
        raise keys["score"].wrong(
            f"is below {THRESHOLD}, which never counts; raise it or add context"
        )
    regex = keys["regex"].text()
    try:
        refuse_greedy(Pattern(regex))
    except PatternError as error:
        raise keys["regex"].wrong(str(error)) from None
    return OwnPattern(regex, score)


def _word(node: Node) -> str:
    word = normalise(node.text()).text
    if not any(letter.isalnum() for letter in word):
        raise node.wrong("has no word; write one")
    return word


def _try_out(recognizer: Recognizes, entity: str, node: Node) -> None:
    """Raise DataError with every example that does not turn out as it says."""
    keys = _groups(node)
    problems: list[Problem] = []
    for item in _examples(keys["match"]):
        text, marked = _unmarked(item)
        found = _places(recognizer, text)
        if not found:
            problems += item.wrong("is not found; mend the pattern or the example").problems
        elif marked and sorted(set(found)) != [(e.start, e.end) for e in marked]:
            at = ", ".join(f"{start}-{end}" for start, end in sorted(set(found)))
            message = f"is found at characters {at}, not where it is marked; mend one of both"
            problems += item.wrong(message).problems
        if any(other.type != entity for other in marked):
            message = f"marks another type than {entity}; mark that one alone"
            problems += item.wrong(message).problems
    for item in _examples(keys["ignore"]):
        if _places(recognizer, _unmarked(item)[0]):
            problems += item.wrong("is found, and should not be; mend the pattern").problems
    if problems:
        raise DataError(*problems)


def _groups(node: Node) -> Mapping[str, Node]:
    return node.mapping(("match", "ignore"))


def _examples(node: Node) -> Sequence[Node]:
    items = node.items()
    if len(items) > MOST_EXAMPLES:
        raise node.wrong(f"has more than {MOST_EXAMPLES}; keep the best")
    return items


def _unmarked(node: Node) -> tuple[str, Sequence[Entity]]:
    text = normalise(node.text()).text
    if len(text) > LONGEST_EXAMPLE:
        raise node.wrong(f"is longer than {LONGEST_EXAMPLE:,} characters; shorten it")
    try:
        return unmark(text)
    except ValueError as error:
        raise node.wrong(f"{error}; use a type of the list in docs/entities.md") from None


def _places(recognizer: Recognizes, text: str) -> list[tuple[int, int]]:
    return [(entity.start, entity.end) for entity in recognizer.find(text)]
