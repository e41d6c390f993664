from __future__ import annotations

import time
from typing import TYPE_CHECKING

from heedful_detectors.own.budget import Budget

if TYPE_CHECKING:
    import pytest


def test_time_counts_from_the_first_look_and_stays_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 5.0
    monkeypatch.setattr(time, "thread_time", lambda: now)
    budget = Budget(seconds=1)
    now = 50.0
    assert not budget.spent()
    now = 50.9
    assert not budget.spent()
    now = 51.1
    assert budget.spent()
    now = 50.0
    assert budget.spent()
    assert budget.overrun
