from __future__ import annotations

import json
from pathlib import Path

from heedful_server import ids

THEIRS = Path(__file__).parent.parent.parent / "extension" / "ids.json"


def test_they_are_the_extension_s_own() -> None:
    theirs = json.loads(THEIRS.read_text(encoding="utf-8"))
    assert ids.chromium_origin() == f"chrome-extension://{theirs['chrome']}"
    assert ids.firefox() == theirs["firefox"]
