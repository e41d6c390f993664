"""A YAML text as nodes with their places, and the complaints about it."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file, with what to do about it. Lines count from 1."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.key}: {self.message}" if self.key else f"{where}: {self.message}"


@dataclass(slots=True)
class Findings:
    """Collects the problems of one file while it is read."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, node: yaml.Node | None, key: str, message: str) -> None:
        """Note a problem at the place of a node."""
        line = node.start_mark.line + 1 if node is not None and node.start_mark else 1
        self.problems.append(Problem(self.file, line, key, message))


def compose(source: str, findings: Findings) -> yaml.Node | None:
    """Give the node tree of a YAML text, or None if it is empty or broken, which is then noted.

    Anchors are refused: a few lines of them can stand for billions of nodes.
    """
    try:
        for event in yaml.parse(source, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                findings.add(event, "", "'*' references are not supported: write it out")  # type: ignore[arg-type]
                return None
        return yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        message = f"not valid YAML: {error.problem or error.context}"
        findings.problems.append(Problem(findings.file, line, "", message))
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 1
        findings.problems.append(
            Problem(findings.file, line, "", "holds a character that YAML does not allow")
        )
    except RecursionError:
        findings.problems.append(Problem(findings.file, 1, "", "is nested too deeply"))
    return None
