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
        r"(?P<value>\(01\)\d{14}(?:\(\d{2}\)[A-Z0-9-]{1,20}){0,5})",
        r"\b(?:imei|meid|phone)\b[^\n]{0,40}?(?<!\d)(?P<value>\d{15})(?!\d)",
    )

    def accepts(self, value: str) -> bool:
        """At least four digits."""
        return sum(character.isdigit() for character in value) >= 4
