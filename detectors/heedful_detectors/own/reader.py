"""From the folders beside a policy to an `Own`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from heedful_detectors.own import Own
from heedful_detectors.problems import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from heedful_detectors.own import OwnRecognizer
    from heedful_detectors.own.held import Place
    from heedful_detectors.rulebook.rule import Rule


def read_own(folder: Place) -> Own:
    """Read ``recognizers``, ``terms`` and ``rules`` in a folder; what is not there costs nothing.

    Raises:
        DataError: with everything that is wrong in any of them.
    """
    problems: list[Problem] = []

    def tried[Item](name: str, read: Callable[[Place], Item], nothing: Item) -> Item:
        if (folder / name).is_dir():
            try:
                return read(folder)
            except DataError as error:
                problems.extend(error.problems)
        return nothing

    nothing: tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]] = ({}, ())
    terms, allow = tried("terms", _terms, nothing)
    own = Own(
        recognizers=tried("recognizers", _recognizers, ()),
        terms=MappingProxyType(dict(terms)),
        allow=allow,
        rules=tried("rules", _rules, ()),
    )
    if problems:
        raise DataError(*problems)
    return own


# RE2 and the rule book are imported where there is something for them, and nowhere else.


def _recognizers(folder: Place) -> tuple[OwnRecognizer, ...]:
    from heedful_detectors.own.recognizers import read_recognizers

    return read_recognizers(folder)


def _terms(folder: Place) -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
    from heedful_detectors.own.terms import read_terms

    return read_terms(folder)


def _rules(folder: Place) -> tuple[Rule, ...]:
    from heedful_detectors.own.rules import read_rules

    return read_rules(folder)
