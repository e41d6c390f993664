"""YAML files of ours, read strictly: what is wrong is named with file, line, key and remedy.

Texts are a value's own characters, not YAML's guess at them: a name written ``no`` stays "no", a
section written ``1.10`` does not become 1.1. A key given twice and ``*`` references are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from heedful_detectors.problems import DataError, Problem, remedy

if TYPE_CHECKING:
    from collections.abc import Collection
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from heedful_detectors.own.held import Held

LONGEST = 1024 * 1024
"""Characters of a file; a policy that lists a whole agency's staff fits a hundred times."""

_DEEPEST = 50
_LONGEST_SHOWN = 60
_NULL = "tag:yaml.org,2002:null"
_BOOL = "tag:yaml.org,2002:bool"
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file that knows where it stands: its line (its key's, if it has one) and path.

    Every method that takes a value raises DataError where the node is something else.
    """

    raw: yaml.Node
    file: str
    line: int
    path: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written here, as after a bare ``key:``."""
        return self.raw.tag == _NULL

    @property
    def is_text(self) -> bool:
        """Whether this is a single value, neither a list nor a mapping."""
        return isinstance(self.raw, yaml.ScalarNode) and not self.is_empty

    def wrong(self, message: str) -> DataError:
        """Make the error to raise about this value; ``message`` ends with the remedy."""
        return DataError(Problem(self.file, self.line, self.path, message))

    def entries(self) -> dict[str, Node]:
        """Take a mapping with any keys."""
        if not isinstance(self.raw, yaml.MappingNode):
            raise self.wrong(f"is {self._kind()}; write 'key: value' lines under it")
        found: dict[str, Node] = {}
        problems: list[Problem] = []
        for key, value in self.raw.value:
            line = _line(key)
            if not isinstance(key, yaml.ScalarNode):
                problems.append(Problem(self.file, line, self.path, "a key must be a plain word"))
                continue
            path = f"{self.path}.{_shown(key.value)}" if self.path else _shown(key.value)
            if key.value in found:
                problems.append(Problem(self.file, line, path, "is given twice; keep one"))
            found[key.value] = Node(value, self.file, line, path)
        if problems:
            raise DataError(*problems)
        return found

    def mapping(
        self, required: Collection[str] = (), optional: Collection[str] = ()
    ) -> dict[str, Node]:
        """Take a mapping with these keys alone."""
        found = self.entries()
        problems = self.wrong_keys(found, required, optional)
        if problems:
            raise DataError(*problems)
        return found

    def wrong_keys(
        self, found: dict[str, Node], required: Collection[str], optional: Collection[str]
    ) -> list[Problem]:
        """Say which keys are not known, and which are missing."""
        known = [*required, *optional]
        problems = [
            Problem(self.file, node.line, node.path, f"is not a known key{remedy(key, known)}")
            for key, node in found.items()
            if key not in known
        ]
        for key in required:
            if key not in found:
                path = f"{self.path}.{key}" if self.path else key
                problems.append(Problem(self.file, self.line, path, "is missing; add it"))
        return problems

    def items(self) -> list[Node]:
        """Take a list that is not empty."""
        if not isinstance(self.raw, yaml.SequenceNode) or not self.raw.value:
            raise self.wrong(f"is {self._kind()}; write a list: [one, two]")
        return [
            Node(item, self.file, _line(item), f"{self.path}[{index}]")
            for index, item in enumerate(self.raw.value)
        ]

    def text(self) -> str:
        """Take a text that is not empty, without blanks around it."""
        if not self.is_text or not str(self.raw.value).strip():
            raise self.wrong(f"is {self._kind()}; write a text")
        return str(self.raw.value).strip()

    def texts(self) -> tuple[str, ...]:
        """Take a text, or a list of texts."""
        return (self.text(),) if self.is_text else tuple(item.text() for item in self.items())

    def flag(self) -> bool:
        """Take ``true`` or ``false``, in any of YAML's spellings."""
        value = _FLAGS.get(self.text().lower())
        if value is None:
            raise self.wrong("is neither; write true or false")
        return value

    def number(self) -> float:
        """Take a number above zero."""
        digits = self.text()
        # The length limit keeps thousands of digits from being read.
        if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,15})?", digits) or not float(digits):
            raise self.wrong("is not a number above zero; write one, such as 1 or 0.5")
        return float(digits)

    def whole(self, least: int, most: int) -> int:
        """Take a whole number within limits, both included; thousands may be set off."""
        digits = re.sub("[_,]", "", self.text())
        if not re.fullmatch("[0-9]{1,15}", digits) or not least <= int(digits) <= most:
            raise self.wrong(f"is not a whole number from {least} to {most}; write one")
        return int(digits)

    def choice(self, allowed: Collection[str], what: str) -> str:
        """Take one of ``allowed``; ``what`` names what they are."""
        name = self.text()
        if name not in allowed:
            raise self.wrong(f"{name[:40]!r} is not a known {what}{remedy(name, allowed)}")
        return name

    def choices(self, allowed: Collection[str], what: str) -> tuple[str, ...]:
        """Take one or several of ``allowed``."""
        if self.is_text:
            return (self.choice(allowed, what),)
        return tuple(item.choice(allowed, what) for item in self.items())

    def plain(self) -> Any:
        """Take anything, as dicts, lists, texts, None and, where unquoted, true and false."""
        if isinstance(self.raw, yaml.MappingNode):
            return {key: node.plain() for key, node in self.entries().items()}
        if isinstance(self.raw, yaml.SequenceNode):
            return [item.plain() for item in self.items()] if self.raw.value else []
        if self.is_empty:
            return None
        return self.flag() if self.raw.tag == _BOOL else str(self.raw.value)

    def _kind(self) -> str:
        if self.is_empty or not self.raw.value or not str(self.raw.value).strip():
            return "empty"
        if isinstance(self.raw, yaml.MappingNode):
            return "a mapping"
        return "a list" if isinstance(self.raw, yaml.SequenceNode) else "a text"


def read(file: Path | Traversable | Held, name: str) -> Node:
    """Read a file; ``name`` is how complaints call it. Raises DataError."""
    try:
        with file.open(encoding="utf-8-sig") as opened:
            source = opened.read(LONGEST + 1)
    except OSError as error:
        reason = error.strerror or "unknown cause"
        raise DataError(Problem(name, None, "", f"cannot be read: {reason}")) from None
    except UnicodeDecodeError:
        raise DataError(Problem(name, None, "", "is not UTF-8 text; save it as UTF-8")) from None
    return parse(source, name)


def parse(source: str, name: str) -> Node:
    """Parse the text of a file. Raises DataError."""
    if len(source) > LONGEST:
        raise DataError(Problem(name, None, "", "is larger than 1 MB; shorten it"))
    try:
        _refuse_bombs(source, name)
        raw = yaml.compose(source, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"is not valid YAML ({error.problem or error.context}); mend it"
        raise DataError(Problem(name, mark.line + 1 if mark else None, "", message)) from None
    except (yaml.YAMLError, UnicodeEncodeError):
        message = "holds a character that YAML does not allow; remove it"
        raise DataError(Problem(name, None, "", message)) from None
    return Node(yaml.ScalarNode(_NULL, "") if raw is None else raw, name, 1)


def _refuse_bombs(source: str, name: str) -> None:
    """Refuse what is small to write and endless, or too deep, to read."""
    depth = 0
    for event in yaml.parse(source, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            message = "'*' references are not supported; write it out"
            raise DataError(Problem(name, _line(event), "", message))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            message = f"is nested deeper than {_DEEPEST} levels; flatten it"
            raise DataError(Problem(name, _line(event), "", message))


def _shown(key: str) -> str:
    """Put a key into a complaint so that it stays short, and on one line of any terminal."""
    short = key if len(key) <= _LONGEST_SHOWN else f"{key[:_LONGEST_SHOWN]}..."
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in short)


def _line(part: yaml.Node | yaml.Event) -> int:
    return part.start_mark.line + 1 if part.start_mark else 1
