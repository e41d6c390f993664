"""Serial numbers of devices and implants."""

from __future__ import annotations

from heedful_detectors.detection.recognizers.base import CODE, IS, CuedRecognizer


class DeviceId(CuedRecognizer):
    """DEVICE_ID behind its cue."""

    TYPES = ("DEVICE_ID",)
    PATTERNS = (r"\b(?:serial|s/n|imei|udi|device id|ankle monitor)\b" + IS + CODE,)

    def accepts(self, value: str) -> bool:
        """At least four digits."""
        return sum(character.isdigit() for character in value) >= 4
