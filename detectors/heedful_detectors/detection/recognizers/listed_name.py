"""A frequent given name before a frequent surname: "Maria Lopez", where the model is unsure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import Found, Recognizer
from heedful_detectors.detection.terms import fold, given_names, name_words, surnames

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})?"
_PAIR = re.compile(
    rf"(?<![\w@.'-])(?={_WORD}[ ])(?P<given>{_WORD}) (?:[A-Z]\.? )?(?P<family>{_WORD})\b"
)


class ListedName(Recognizer):
    """PERSON from the lists alone: a short text gives the model too little to go by.

    At least one of the two must be nothing but a name ("Rose Garden" is none); in lower case both.
    """

    TYPES = ("PERSON",)

    def find(self, text: str) -> Iterator[Found]:
        """Pairs of a text; every word may begin one."""
        at = 0
        while match := _PAIR.search(text, at):
            if _is_name(match["given"], match["family"]):
                yield Found(*match.span(), "PERSON", 0.75)
                at = match.end()
            else:
                at = match.end("given")


def _is_name(given: str, family: str) -> bool:
    one, two = fold(given), fold(family)
    if one not in given_names() or two not in surnames():
        return False
    plain = (one not in name_words()) + (two not in name_words())
    written = given[0].isupper() and family[0].isupper()
    return plain >= (1 if written else 2)
