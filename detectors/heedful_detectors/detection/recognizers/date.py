"""Specific days."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CuedRecognizer
from heedful_detectors.detection.recognizers.dates import DAY, SHORT_DAY


class Date(CuedRecognizer):
    """DATE: a day written out; a short one only behind a word such as "on" or "since"."""

    TYPES = ("DATE",)
    SCORE = 0.6
    PATTERNS = (
        rf"(?<![\w/.-])(?P<value>{DAY})(?![\w/-]|\.\d|\s*h(?:ou)?rs)",
        rf"\b(?:on|since|until|till|by|dated|date|admit(?:ted)?|d/?c'?d?|discharged?|seen|visit(?:ed)?|appt"
        r"|appointment|dos|hearing|court|intake|eff|effective|sober|clean|removed|placed|incident|mon(?:day)?"
        r"|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|el"
        r"|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|d[ií]a)"
        rf"[,:.]?\s+(?:on\s+|el\s+)?(?P<value>{SHORT_DAY})(?![\w/-]|\.\d)",
    )

    def accepts(self, value: str) -> bool:  # noqa: ARG002
        """Take every match: its form is enough."""
        return True
