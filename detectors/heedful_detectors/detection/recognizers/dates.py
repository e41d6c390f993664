"""How dates are written, for the recognizers that look for them."""

from __future__ import annotations

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\.(?=,?\s+\d))?"
)
_MESES = (
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre"
    r"|noviembre|diciembre|(?:ene|feb|abr|ago|sept?|oct|nov|dic)\b\.?)"
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
    rf"(?:{_DAY}\s?[/.-]\s?{_DAY}\s?[/.-]\s?(?:{_YEAR}|\d\d)|{_YEAR}[/.-](?:1[0-2]"
    rf"|0?[1-9])[/.-]{_DAY}"
    rf"|{_DAY}[ -]{_MONTHS}[ -]{_SHORT_YEAR}"
    rf"|{_MONTHS}\s+(?:the\s+)?{_NTH}(?!\d)(?:\b,?\s+{_YEAR}|\b,?\s+'\d\d\b)?"
    rf"|{_NTH}\s+(?:of\s+|day of\s+)?{_MONTHS}\b(?:,?\s+{_YEAR})?"
    rf"|{_DAY}[ºo]?\s+(?:de\s+)?{_MESES}(?:\s*,?\s*(?:del?\s+)?{_YEAR})?"
    rf"|{_MESES}\s+{_DAY}\b(?!:)(?:,?\s+(?:del?\s+)?{_YEAR})?)"
)
"""A day, with or without its year."""

SHORT_DAY = rf"(?:1[0-2]|0?[1-9])[/-]{_DAY}(?!\d)"
"""A day such as ``3/14``, which could as well be a fraction or a shift: only behind a cue."""

_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\.?"
)
_DIA = r"(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)"

WEEKDAY = rf"(?:{_WEEKDAY},?\s+the\s+{_NTH}|{_DIA},?\s+{_DAY})(?![\d:/])"
"""A day by its weekday and number, such as ``Thursday the 15th``."""

SHORT_MONTH = (
    rf"{_DAY}/(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|mzo)\b"
    r"(?:/\d\d(?:\d\d)?)?"
)
"""Such as ``5/mar``."""

FEAST = (
    r"(?:christmas(?: eve| day)?|new year'?s(?: eve| day)?|thanksgiving|memorial day|labor day"
    r"|independence day|the 4th of july|mother'?s day|father'?s day|easter(?: sunday)?|halloween"
    r"|valentine'?s day|juneteenth|all saints(?:'? day)?|all souls'?(?: day)?|ash wednesday"
    r"|good friday|ramadan|eid"
    r"|navidad|nochebuena|a[ñn]o nuevo|d[ií]a de las madres)"
)
"""Days with a name; with a cue they are as good as a date."""

NTH = (
    rf"the\s+(?:\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL})"
    r"(?=\s*[.,;:)!?]|$|\s+(?:and|at|with|i|s?he|we|they|because|for|after|before|if|about|when|but|so|again|or|this)\b)"
)
"""Such as ``the 28th`` of a month that goes without saying."""

MONTH = rf"(?:{_MONTHS}|{_MESES})(?:\s+(?:de\s+)?{_YEAR})?"
"""A month, perhaps of a year: alone too little, but a part of a birth date."""

MONTH_AND_YEAR = rf"(?:1[0-2]|0?[1-9])[/-](?:{_YEAR}|\d\d)\b(?![/-])"
"""Such as ``3/87``."""

YEAR = _YEAR
"""A year of the nineteenth to the twenty-first century."""
