"""How many people a nameless story could be about: an estimate, with what carries it."""

from heedful_detectors.identifiability.estimator import Estimator

__all__ = ["Estimator"]
