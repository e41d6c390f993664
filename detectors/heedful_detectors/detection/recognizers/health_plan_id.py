"""Numbers of health plans: members, subscribers, Medicaid."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class HealthPlanId(CuedRecognizer):
    """HEALTH_PLAN_ID behind its cue."""

    TYPES = ("HEALTH_PLAN_ID",)
    PATTERNS = (
        r"\b(?:member|sub|insured|subscriber|beneficiary|medicaid|medicare|medi-cal|insurance"
        r"|health plan"
        r"|policy|group|cin|plan|rx ?(?:bin|grp|group)|hmo|ppo|chip|tricare|aetna|cigna|humana"
        r"|anthem"
        r"|blue ?cross|bcbs|kaiser|molina|centene|united ?health(?:care)?|mbi|hicn|recipient"
        r"|p[oó]liza|afiliado|seguro m[eé]dico)\b(?: (?:card|member|policy))?(?= *(?:[#:]|ids?\b"
        r"|no\b|num|n[uú]m))" + IS + CODE,
        r"\b(?:medicaid|medi-cal|masshealth|badgercare|tenncare|soonercare|cin|mbi)\b(?:\s(?:pending|card|active))?"
        + IS
        + r"\(?"
        + CODE,
    )
