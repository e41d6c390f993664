"""How dates are written, for the recognizers that look for them."""

from __future__ import annotations

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\.(?=,?\s+\d))?"
)
_MESES = (
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre"
    r"|noviembre|diciembre)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    r"|nineteenth|twentieth|thirtieth"
)
_NTH = rf"(?:{_DAY}(?:st|nd|rd|th)?|{_ORDINAL})"
_YEAR = r"(?:1[89]|20)\d\d"
_SHORT_YEAR = rf"(?:{_YEAR}|'?\d\d)"

DAY = (
    rf"(?:{_DAY}\s?[/.-]\s?{_DAY}\s?[/.-]\s?(?:{_YEAR}|\d\d)|{_YEAR}[/.-](?:1[0-2]|0?[1-9])[/.-]{_DAY}"
    rf"|{_DAY}[ -]{_MONTHS}[ -]{_SHORT_YEAR}"
    rf"|{_MONTHS}\s+(?:the\s+)?{_NTH}(?!\d)(?:\b,?\s+{_YEAR}|\b,?\s+'\d\d\b)?"
    rf"|{_NTH}\s+(?:of\s+|day of\s+)?{_MONTHS}\b(?:,?\s+{_YEAR})?"
    rf"|{_DAY}[ºo]?\s+(?:de\s+)?{_MESES}(?:\s*,?\s*(?:del?\s+)?{_YEAR})?"
    rf"|{_MESES}\s+{_DAY}\b(?!:)(?:,?\s+(?:del?\s+)?{_YEAR})?)"
)
"""A day, with or without its year."""

SHORT_DAY = rf"(?:1[0-2]|0?[1-9])[/-]{_DAY}(?!\d)"
"""A day such as ``3/14``, which could as well be a fraction or a shift: only behind a cue."""

MONTH = rf"(?:{_MONTHS}|{_MESES})(?:\s+(?:de\s+)?{_YEAR})?"
"""A month, perhaps of a year: alone too little, but a part of a birth date."""

MONTH_AND_YEAR = rf"(?:1[0-2]|0?[1-9])[/-](?:{_YEAR}|\d\d)\b(?![/-])"
"""Such as ``3/87``."""

YEAR = _YEAR
"""A year of the nineteenth to the twenty-first century."""
