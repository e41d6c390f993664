"""The JSON objects that requests and answers carry, sealed or not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from heedful_server import errors

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTENT_TYPE: Final = "application/vnd.heedful+json"


def parse(body: bytes) -> Mapping[str, Any]:
    """Read a JSON object. Raises Refusal, which never quotes the body as json's own errors do."""
    try:
        payload = json.loads(
            body.decode("utf-8"), parse_constant=_refuse_constant, parse_float=_number
        )
    except (ValueError, RecursionError):
        raise errors.bad_request("This is not JSON in UTF-8.") from None
    if not isinstance(payload, dict):
        raise errors.bad_request("This must be a JSON object.")
    return payload


def dump(payload: Mapping[str, Any]) -> bytes:
    """Write JSON in ASCII, so that lone surrogates survive the way."""
    return json.dumps(payload, separators=(",", ":"), allow_nan=False).encode("ascii")


def _number(digits: str) -> float:
    """Read a number with a point or an exponent: 1.0 is the whole number 1, as in JavaScript."""
    value = float(digits)
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _refuse_constant(_name: str) -> Any:
    raise ValueError("NaN and Infinity are not JSON")
