"""Vehicle identification numbers and plates."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import IS, CuedRecognizer


class VehicleId(CuedRecognizer):
    """VEHICLE_ID behind its cue; a plate needs letters and digits."""

    TYPES = ("VEHICLE_ID",)
    PATTERNS = (
        r"\bvin\b" + IS + r"(?P<value>[A-HJ-NPR-Z0-9]{17})\b",
        r"\b(?:(?:license |number )?plates?|tags?|placas?)\b" + IS
        + r"(?P<value>(?=[A-Z-]*\d)(?=[\d-]*[A-Z])[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,5})\b",
    )  # fmt: skip

    def accepts(self, value: str) -> bool:
        """Plates have at least two digits, identification numbers more."""
        return sum(character.isdigit() for character in value) >= 2
