"""Signals: things that are true of a message and are not identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from heedful_detectors.rulebook.kinds import Condition, Names, parse_condition
from heedful_detectors.rulebook.loading import DATA, folder
from heedful_detectors.rulebook.wording import Wording, symbols, words
from heedful_detectors.yaml_file import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from heedful_detectors.problems import DataError
    from heedful_detectors.yaml_file import Node


@dataclass(frozen=True, slots=True)
class Signal:
    """One file of ``signals/``: wording that shows it, wording that does not, or a condition.

    ``written`` is wording for which case counts: it is compared with the text as it stands.
    A signal with ``when`` is true where the condition is, besides where its wording is found.
    ``across`` marks wording that goes over the end of a sentence or line.
    """

    id: str
    about: str
    shown_by: tuple[Wording | re.Pattern[str], ...] = ()
    not_by: Wording | re.Pattern[str] | None = None
    when: Condition | None = None
    across: bool = False
    written: Wording | re.Pattern[str] | None = None

    def compile(self) -> None:
        """Make its expressions now, so that no text waits for them."""
        for one in (*self.shown_by, self.not_by, self.written):
            if isinstance(one, Wording):
                _ = one.pattern

    def places(self, folded: str, text: str = "") -> tuple[tuple[int, int], ...]:
        """Where the wording stands in a folded text, in order, without overlaps.

        ``text`` is the same text before folding, for what counts case.
        """
        found = [match.span() for pattern in self.shown_by for match in pattern.finditer(folded)]
        if self.written is not None:
            found += [match.span() for match in self.written.finditer(text)]
        found.sort()
        if found and self.not_by is not None:
            denied = [match.span() for match in self.not_by.finditer(folded)]
            found = [
                (start, end)
                for start, end in found
                if not any(start < other_end and begin < end for begin, other_end in denied)
            ]
        return tuple(found)


def load_signals(root: Traversable = DATA) -> Mapping[str, Signal]:
    """Read every signal. Conditions of signals may name only signals that are wording alone.

    Those that ship are read once and shared: they do not depend on the policy.

    Raises:
        DataError: a file is wrong.
    """
    return _shipped() if root is DATA else _load(root)


@cache
def _shipped() -> Mapping[str, Signal]:
    return _load(DATA)


def _load(root: Traversable) -> Mapping[str, Signal]:
    fragments = _fragments(root)
    nodes = dict(folder("signals", root))
    lexical = frozenset(stem for stem, node in nodes.items() if "when" not in node.entries())
    names = Names(signals=lexical, guards=frozenset())
    signals = {stem: _signal(stem, node, fragments, names) for stem, node in nodes.items()}
    if root is not DATA:  # what ships is checked by the tests, not at every start
        for signal, node in zip(signals.values(), nodes.values(), strict=True):
            _check(signal, node, fragments)
    return signals


def check_signals(root: Traversable = DATA) -> None:
    """Compile every pattern of every signal. Raises DataError where one is wrong."""
    fragments = _fragments(root)
    nodes = dict(folder("signals", root))
    for stem, signal in load_signals(root).items():
        _check(signal, nodes[stem], fragments)


def _fragments(root: Traversable) -> Mapping[str, str]:
    written = read(root / "fragments.yaml", "fragments.yaml").entries()
    return {name: node.text() for name, node in written.items()}


def _signal(stem: str, node: Node, fragments: Mapping[str, str], names: Names) -> Signal:
    optional = ("patterns", "written", "symbols", "not", "when", "across")
    keys = node.mapping(("id", "about"), optional)
    if not keys.keys() & {"patterns", "written", "symbols", "when"}:
        raise node.wrong("shows nothing; add patterns, written, symbols or when")
    shown_by: list[Wording | re.Pattern[str]] = []
    if "patterns" in keys:
        shown_by.append(_words(keys["patterns"], fragments))
    if "symbols" in keys:
        shown_by.append(symbols(keys["symbols"].texts()))
    return Signal(
        id=stem,
        about=keys["about"].text(),
        shown_by=tuple(shown_by),
        not_by=_words(keys["not"], fragments) if "not" in keys else None,
        when=parse_condition(keys["when"], names) if "when" in keys else None,
        across=keys["across"].flag() if "across" in keys else False,
        written=_words(keys["written"], fragments) if "written" in keys else None,
    )


def _words(node: Node, fragments: Mapping[str, str]) -> Wording:
    node.items()  # a list, even of one: what is shown grows
    return Wording(node.texts(), fragments)


def _check(signal: Signal, node: Node, fragments: Mapping[str, str]) -> None:
    """Raise DataError where a pattern of a signal is wrong."""
    keys = node.entries()
    shown = [one for one in signal.shown_by if isinstance(one, Wording)]
    for key, wording in (
        ("patterns", shown[0] if shown else None),
        ("not", signal.not_by),
        ("written", signal.written),
    ):
        if isinstance(wording, Wording) and not _sound(wording):
            raise _culprit(keys[key], fragments)


def _sound(wording: Wording) -> bool:
    try:
        return not wording.pattern.match("")
    except (KeyError, re.error):
        return False


def _culprit(node: Node, fragments: Mapping[str, str]) -> DataError:
    """Find which of the patterns is wrong, and how."""
    for item in node.items():
        try:
            pattern = words((item.text(),), fragments)
        except KeyError as error:
            return item.wrong(f"names the fragment {error}, which fragments.yaml lacks")
        except re.error as error:
            return item.wrong(f"is no regular expression ({error.msg}); mend it")
        if pattern.match(""):
            return item.wrong("matches the empty text; ask for at least one character")
    return node.wrong("cannot be joined into one expression; name groups differently")
