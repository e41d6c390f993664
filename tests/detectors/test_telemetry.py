"""onnxruntime reports home unless told not to, and leaves the id it does that with on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CHECK = "from heedful_detectors import Engine, Message; Engine.load().check(Message('maria lopez'))"


def test_checking_leaves_no_trace_in_the_home_folder(tmp_path: Path) -> None:
    variables = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"}
    subprocess.run([sys.executable, "-c", CHECK], check=True, env=environment | variables)
    assert list(tmp_path.rglob("*")) == []
