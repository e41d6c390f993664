"""Numbers of health plans: members, subscribers, Medicaid."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class HealthPlanId(CuedRecognizer):
    """HEALTH_PLAN_ID behind its cue."""

    TYPES = ("HEALTH_PLAN_ID",)
    PATTERNS = (
        r"\b(?:member|subscriber|beneficiary|medicaid|medicare|medi-cal|insurance|health plan"
        r"|policy|group|cin|p[oó]liza|seguro m[eé]dico)\b(?= *(?:[#:]|ids?\b|no\b|num|n[uú]m))"
        + IS
        + CODE,
        r"\b(?:medicaid|medi-cal|cin)\b" + IS + CODE,
    )
