"""Medical record numbers."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class RecordNumber(CuedRecognizer):
    """MEDICAL_RECORD_NUMBER behind its cue."""

    TYPES = ("MEDICAL_RECORD_NUMBER",)
    PATTERNS = (
        r"\b(?:mrn|n[uú]m(?:ero)? de (?:paciente|expediente|historia)|mr|emr|ehr|epic|(?:medical "
        r"|health )?records?|chart|encounter|account visit|csn"
        r"|(?:patient|pt|client|clt|hospital|consumer|participant|resident|member record)"
        r"(?= *(?:id|#|no\b|num))"
        r"|historia cl[ií]nica|expediente m[eé]dico)\b" + IS + CODE,
    )
