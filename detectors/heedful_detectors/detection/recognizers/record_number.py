"""Medical record numbers."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class RecordNumber(CuedRecognizer):
    """MEDICAL_RECORD_NUMBER behind its cue."""

    TYPES = ("MEDICAL_RECORD_NUMBER",)
    PATTERNS = (
        r"\b(?:mrn|emr|ehr|(?:medical |health )?records?|chart"
        r"|(?:patient|client|hospital)(?= *(?:id|#|no|num))"
        r"|historia cl[ií]nica|expediente m[eé]dico)\b" + IS + CODE,
    )
