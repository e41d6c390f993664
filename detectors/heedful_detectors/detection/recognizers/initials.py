"""Initials that stand for a person: "J.R. reported", "client MK", "the T. family"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heedful_detectors.detection.recognizers.base import Found, Recognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHO = (
    r"clients?|clt|ct|cl|patient|pt|consumer|participant|resident|member|student|youth|teen|child"
    r"|minor|mother|mom|mo|father|dad|fa|son|daughter|sister|brother|grandmother|grandma|spouse"
    r"|wife|husband|partner|survivor|named|initials|paciente|clienta|cliente|ni[ñn][ao]|menor"
)
_DOES = (
    r"report(?:s|ed)|state[sd]|said|says|denie[sd]|present(?:s|ed)|disclose[sd]|is|was|has|had|will"
    r"|came|called|missed|attended|moved|live[sd]|relapsed|left|told|asked|agreed|refused|signed"
    r"|wants|needs|went|got|can|and|dijo|report[oó]|vino|est[aá]|tiene|niega|llam[oó]"
)
_DOTTED = r"[A-Z]\.\s?(?:[A-Z]\.\s?)?[A-Z]\.?"
_BY_ROLE = re.compile(
    rf"\b(?i:{_WHO})\b[,:]?\s(?:\(|\"|')?(?P<value>{_DOTTED}(?!\w)|[A-Z]{{2,3}}\b"
    rf"|[A-Z]\.?(?![\w'’-]))"
)
_BY_DEED = re.compile(
    rf"(?<![\w.@])(?P<value>[A-Z]\.\s?(?:[A-Z]\.\s?)?[A-Z]\.)(?='s\b|\s(?:{_DOES})\b)"
)
_FAMILY = re.compile(
    r"\bthe\s(?P<value>[A-Z]\.(?:[A-Z]\.)?)\s(?:family|children|kids|siblings|twins)\b"
)
_IN_COURT = re.compile(
    r"\b(?:[Ii]n re:?|[Ii]nterest of|[Mm]atter of|[Ee]state of"
    r"|[Gg]uardianship of)\s(?P<value>[A-Z]\.\s?[A-Z]\.)"
)
_ANYWHERE = re.compile(
    r"(?<![\w.@&,-])(?<!, )(?P<value>[A-Z]\.(?:[A-Z]\.){1,4})(?![\w.])"
    r"|(?<![\w.])(?P<one>[A-Z]\.)(?=,\s(?:boy|girl|male|female|son|daughter|aged?|\d{1,2})\b)"
)
_PATTERNS = (
    (_BY_ROLE, 0.6),
    (_BY_DEED, 0.7),
    (_FAMILY, 0.75),
    (_IN_COURT, 0.85),
    (_ANYWHERE, 0.5),
)
_ABBREVIATIONS = """
AA AC AD AM AP BA BH BP BS CA CAC CBT CD CM CO CP CPS CT CV DA DBT DC DCF DD DHS DNR DOB DOC
DV EBT ED EI ER ETOH FMLA FT GA HIV HIPAA HR HS HX I ICU ID IDD IEP IL IOP IP IPV IQ IT IV
LA LCSW MA MAT MD MDD MH MI MJ MO MRN MS MSW NA NC NJ NM NP NV NY OB OCD OD OK ON OR OT PA
PC PCP PD PHI PHP PM PO PR PS PT PTA PTO PTSD PVT RA RE RN ROI RTC SA SI SN SO SNAP SSA SSI
SSN ST SUD SW TB TBI TN TV TX UA UK UN US USA UT VA WA WI WIC YO
"""
_NO_PERSON = frozenset(_ABBREVIATIONS.split())
"""Abbreviations of the field, of places and of titles."""


class Initials(Recognizer):
    """PERSON written as initials, where a role or a deed shows that a person is meant."""

    TYPES = ("PERSON",)

    def find(self, text: str) -> Iterator[Found]:
        """Initials in a text; nothing where the whole text is in capitals."""
        if text.isupper():
            return
        for pattern, score in _PATTERNS:
            for match in pattern.finditer(text):
                group = "value" if match["value"] else "one"
                letters = re.sub(r"[^A-Z]", "", match[group])
                alone = len(letters) == 1 and pattern is _BY_ROLE
                known = letters in _NO_PERSON and pattern is not _IN_COURT
                if not known and not (alone and letters in "AIOY"):
                    yield Found(*match.span(group), "PERSON", score)
