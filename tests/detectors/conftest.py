from __future__ import annotations

import pytest
from hypothesis import settings

from heedful_detectors.detection.encoder import Encoder
from heedful_detectors.detection.entities import EntityFinder
from heedful_detectors.policy import Policy

settings.register_profile("heedful", max_examples=60, deadline=None)
settings.load_profile("heedful")


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder.load()


@pytest.fixture(scope="session")
def finder(encoder: Encoder) -> EntityFinder:
    return EntityFinder.load(Policy(), encoder)
