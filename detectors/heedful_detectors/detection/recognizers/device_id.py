"""Serial numbers of devices and implants."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class DeviceId(CuedRecognizer):
    """DEVICE_ID behind its cue."""

    TYPES = ("DEVICE_ID",)
    PATTERNS = (
        r"\b(?:serial|s/n|imei|meid|iccid|udi|device(?: id)?|ankle (?:monitor|bracelet)"
        r"|gps (?:unit|monitor)|pacemaker|implant|insulin pump|glucometer|n[uú]mero de serie)\b"
        + IS
        + CODE,
    )

    def accepts(self, value: str) -> bool:
        """At least four digits."""
        return sum(character.isdigit() for character in value) >= 4
