"""Normalise a text for detection, and find the way back to the original offsets.

Writers paste full-width digits, soft hyphens, typographic quotes and zero-width characters, by
accident or to slip past a filter. Detection reads a plain form of the text; every place in it maps
back to the code points it came from.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from dataclasses import dataclass, replace

_PLAIN = re.compile(r"[\t\n\x20-\x25\x27-\x7e\xa1-\xac\xae-\u024f]*", re.ASCII)
_UNUSUAL = re.compile(
    r"\r\n"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});"  # left behind by web pages
    r"|[^\u0300-\u036f][\u0300-\u036f]+"  # a letter with combining marks
    r"|[^\t\n\x20-\x7e\xa1-\xac\xae-\u024f]",
    re.DOTALL,
)
_MARKS_KEPT = 4
"""More marks on one letter are decoration, and thousands of them would take quadratic time."""

_BLANKS_KEPT = 40
_LONG_BLANK = re.compile(r"\s{41,}")

_FOLDED = {
    **dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
    **dict.fromkeys("‘’‚‛′ʹʻʼ＇`´", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
}
_COMPATIBLE = frozenset({"<wide>", "<narrow>", "<font>", "<circle>"})
_VARIANTS = "\u20e3" + "".join(map(chr, range(0xFE00, 0xFE10)))
"""What turns a character into an emoji of it, such as a digit on a key."""

_LOOK_ALIKE = str.maketrans(
    "АВЕКМНОРСТХІЈЅаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν", "ABEKMHOPCTXIJSaeopcyxijshdqwABEZHIKMNOPTYXoav"
)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u052f]")
_LATIN = re.compile(r"[a-zA-Z]")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A plain text, and for each of its characters where it came from in the original.

    ``starts`` and ``ends`` are None where both texts are the same. Both never fall.
    """

    text: str
    length: int
    starts: array[int] | None = None
    ends: array[int] | None = None

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Find the span of the original behind ``text[start:end]``.

        Raises:
            ValueError: the span is not inside the text.

        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError("a span must lie inside the text")
        if self.starts is None or self.ends is None:
            return start, end
        first = self.starts[start] if start < len(self.starts) else self.length
        return first, self.ends[end - 1] if end > start else first


def normalise(text: str) -> Normalised:
    """Bring a text into plain form; any string is fine, also with lone surrogates or NUL."""
    plain = _with_latin(_folded(text))
    return _shortened(plain) if _LONG_BLANK.search(plain.text) else plain


def _with_latin(plain: Normalised) -> Normalised:
    """In words of Latin and other letters, put the Latin letter for each that looks like one."""
    if not _OTHER_SCRIPT.search(plain.text):
        return plain
    return replace(plain, text=_LETTERS.sub(_as_latin, plain.text))


def _as_latin(word: re.Match[str]) -> str:
    letters = word.group()
    mixed = _LATIN.search(letters) and _OTHER_SCRIPT.search(letters)
    return letters.translate(_LOOK_ALIKE) if mixed else letters


def _shortened(plain: Normalised) -> Normalised:
    """Without the rest of very long blanks, over which patterns would take quadratic time."""
    whole = len(plain.text)
    starts = plain.starts or array("I", range(whole))
    ends = plain.ends or array("I", range(1, whole + 1))
    pieces: list[str] = []
    kept_starts, kept_ends = array("I"), array("I")
    done = 0
    for match in (*_LONG_BLANK.finditer(plain.text), None):
        end = match.start() + _BLANKS_KEPT if match else whole
        pieces.append(plain.text[done:end])
        kept_starts += starts[done:end]
        kept_ends += ends[done:end]
        done = match.end() if match else whole
    return Normalised("".join(pieces), plain.length, kept_starts, kept_ends)


def _folded(text: str) -> Normalised:
    if _PLAIN.fullmatch(text):
        return Normalised(text, len(text))
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    done = 0
    for match in _UNUSUAL.finditer(text):
        begin, end = match.span()
        if begin > done:
            pieces.append(text[done:begin])
            starts.extend(range(done, begin))
            ends.extend(range(done + 1, begin + 1))
        plain = _plain(match.group())
        pieces.append(plain)
        starts.extend([begin] * len(plain))
        ends.extend([end] * len(plain))
        done = end
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Normalised("".join(pieces), len(text), starts, ends)


def _plain(cluster: str) -> str:
    """Give the plain form of one unusual character, or of one letter with its marks."""
    if cluster == "\r\n":
        return "\n"
    if cluster[0] == "&":
        meant = html.unescape(cluster)
        return cluster if meant.endswith(";") else "".join(map(_plain_character, meant))
    if len(cluster) > 1:
        base, marks = cluster[0], cluster[1 : 1 + _MARKS_KEPT]
        return unicodedata.normalize("NFC", _plain_character(base) + marks)
    return _plain_character(cluster)


def _plain_character(character: str) -> str:
    folded = _FOLDED.get(character)
    if folded is not None:
        return folded
    category = unicodedata.category(character)
    if category == "Cf" or character in _VARIANTS:  # zero-width, soft hyphen, direction marks, tags
        return ""
    if category == "Zs" or category == "Cc":
        return character if character in "\t\n" else " "
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if unicodedata.decomposition(character).partition(" ")[0] in _COMPATIBLE:
        return unicodedata.normalize("NFKC", character)
    return character
