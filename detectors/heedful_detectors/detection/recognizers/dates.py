"""How dates are written, for the recognizers that look for them."""

from __future__ import annotations

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\.(?=,?\s+\d))?"
)
_MESES = (
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre"
    r"|noviembre|diciembre)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:1[89]|20)\d\d"

DAY = (
    rf"(?:{_DAY}[/.-]{_DAY}[/.-](?:{_YEAR}|\d\d)|{_YEAR}[/.-](?:1[0-2]|0?[1-9])[/.-]{_DAY}"
    rf"|{_MONTHS}\s+{_DAY}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?"
    rf"|{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS}(?:,?\s+{_YEAR})?"
    rf"|{_DAY}\s+de\s+{_MESES}(?:\s+del?\s+{_YEAR})?)"
)
"""A day, with or without its year."""

SHORT_DAY = rf"(?:1[0-2]|0?[1-9])/{_DAY}"
"""A day such as ``3/14``, which could as well be a fraction or a shift: only behind a cue."""
