"""Folding text and compiling the patterns of signals, so that both are compared the same way.

Folding keeps the length: a place found in the folded text is the same place in the text.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FRAGMENT = re.compile(r"\{([a-z][a-z-]*)\}")


def _plain_letters() -> dict[int, str]:
    """Latin letters with marks, and typographic quotes and dashes, to their plain form."""
    table: dict[int, str] = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base.lower()
    return table | {ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"', ord("–"): "-"}


_PLAIN: Mapping[int, str] = MappingProxyType(_plain_letters())


def fold(text: str) -> str:
    """Put a text in lower case, without accents, at the same length."""
    folded = text.translate(_PLAIN)
    lower = folded.lower()
    if len(lower) == len(folded):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in folded)


def expand(pattern: str, fragments: Mapping[str, str]) -> str:
    """Replace every ``{name}`` in a pattern by that fragment.

    Raises:
        KeyError: a fragment is unknown; its name is the argument.
    """
    return _FRAGMENT.sub(lambda match: f"(?:{fragments[match[1]]})", pattern)


def words(patterns: tuple[str, ...], fragments: Mapping[str, str]) -> re.Pattern[str]:
    """One expression for all patterns, each a whole word or several.

    Case is not asked of the engine: the text is folded, which lets it skip most places at once.

    Raises:
        KeyError: a fragment is unknown.
        re.error: a pattern is not a regular expression.
    """
    plain = (expand(pattern, fragments).translate(_PLAIN) for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{'|'.join(plain)})(?!\w)")


class Wording:
    """The patterns of one signal as one expression, compiled when it is first looked for.

    Four hundred expressions take a second to compile, and most texts ask for few of them.
    """

    __slots__ = ("_compiled", "_fragments", "_patterns")

    def __init__(self, patterns: tuple[str, ...], fragments: Mapping[str, str]) -> None:
        self._patterns = patterns
        self._fragments = fragments
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression. Raises what `words` raises."""
        if self._compiled is None:
            self._compiled = words(self._patterns, self._fragments)
        return self._compiled

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find all places in a folded text."""
        return self.pattern.finditer(text)


def symbols(signs: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for signs (emoji) that need no word boundary."""
    return re.compile("|".join(re.escape(sign) for sign in signs))
