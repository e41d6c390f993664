"""Social security numbers that are named as such, also only their last four digits."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import IS, CuedRecognizer

_NAME = r"(?:ssn?#?|soc(?:ial)?(?: sec(?:urity)?)?|seguro social)"


class SocialSecurity(CuedRecognizer):
    """US_SSN behind its cue: nine digits however spaced, or the last four."""

    TYPES = ("US_SSN",)
    PATTERNS = (
        rf"\b{_NAME}\b{IS}" + r"(?P<value>\d(?:[ .-]?\d){8})\b",
        rf"\b(?:last|[uú]ltimos)\s+(?:4|four|cuatro)\b(?:\W+\w+){{0,4}}?\W+{_NAME}\b"
        r"(?:\W+(?:is|are|es|number|num|no)\b){0,2}\W{0,3}(?P<value>\d{4})\b",
        rf"\bssn\b{IS}" + r"(?P<value>\d{4})\b",
        rf"\b{_NAME}\b\W+(?:number\W+)?(?:ending|ends)\W+(?:in\W+|with\W+)?"
        r"(?P<value>\d{4})\b",
        r"\blast\s+(?:4|four)(?:\s+(?:is|are|of\s+\w+))?[:,]?\s+(?P<value>\d{4})\b",
        r"(?<![\w-])(?P<value>[x*•#]{3}-?[x*•#]{2}-?\d{4})\b",
        rf"\b(?P<value>\d{{4}})\b\W+(?:\w+\W+){{0,2}}?(?:last|[uú]ltimos)\W+(?:4|four|cuatro)\b"
        rf"\W+(?:\w+\W+){{0,4}}?{_NAME}\b",
        rf"\b{_NAME}\b\W+(?:number\W+)?(?:last|[uú]ltimos)\W+(?:4|four|cuatro)\b"
        r"(?:\W+(?:digits|is|are|of|es)\b){0,2}\W{0,3}(?P<value>\d{4})\b",
    )  # fmt: skip
