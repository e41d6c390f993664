"""Case, file, docket and referral numbers."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class CaseNumber(CuedRecognizer):
    """CASE_NUMBER behind its cue, or in the form courts use, such as ``24-JV-01234``."""

    TYPES = ("CASE_NUMBER",)
    PATTERNS = (
        r"\b(?:case|docket|file|intake|referral|report|petition|claim|incident|cps|caso|expediente)\b"
        r"(?:\s+(?:file|ref(?:erence)?))?" + IS + CODE,
        r"(?P<value>\b\d{2,4}-?(?:JV|JD|JU|DP|CP|CR|CV|DV|FA|FC|PR|GA|AD|MH|TPR)-?\d{3,7}\b)",
    )
