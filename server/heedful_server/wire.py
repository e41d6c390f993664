"""JSON of the wire <-> the engine's dataclasses, and code points <-> UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeIs

from heedful_detectors.message import Message, Where, WhereError
from heedful_detectors.report import Span
from heedful_server import PROTOCOL, errors

if TYPE_CHECKING:
    from heedful_detectors.report import Report

TEXT_LIMIT = 256 * 1024
"""Longest text, in bytes of UTF-8."""

AS_CHOICES = ("label", "pseudonym", "initials", "mask")

_SURROGATE = re.compile("[\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

type Offset = Callable[[int], int]


class Utf16:
    """Offsets of one text: code points as Python counts, UTF-16 units as JavaScript counts."""

    def __init__(self, text: str) -> None:
        self._wide = [match.start() for match in _ASTRAL.finditer(text)]
        self._wide_units = [place + index for index, place in enumerate(self._wide)]
        self._length = len(text)

    def units(self, code_points: int) -> int:
        """From code points to UTF-16 units."""
        return code_points + bisect_left(self._wide, code_points)

    def code_points(self, units: int, *, end: bool = False) -> int:
        """From UTF-16 units to code points, within the text.

        The middle of a surrogate pair counts as its beginning, as an end it counts as its end.
        """
        passed = bisect_left(self._wide_units, units)
        inside = passed > 0 and self._wide_units[passed - 1] == units - 1
        return min(max(units - passed + (end and inside), 0), self._length)


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """A checked-over POST /v1/check. ``editor`` None means that nothing supersedes it."""

    message: Message
    revision: int
    editor: str | None
    entities: bool


@dataclass(frozen=True, slots=True)
class RedactRequest:
    """A checked-over POST /v1/redact; ``spans`` in code points."""

    text: str
    as_: str
    spans: tuple[Span, ...] | None


def tidy(value: Any) -> Any:
    """Put U+FFFD for lone surrogates, one for one, so that every offset stays what it was.

    Raises Refusal where the value is nested too deeply to be anything that is asked for.
    """
    try:
        return _tidied(value)
    except RecursionError:
        raise errors.bad_request("where is nested too deeply") from None


def read_protocol(payload: Mapping[str, Any], *, required: bool = False) -> None:
    """Refuse another version of the protocol, or where ``required`` none."""
    version = payload.get("protocol")
    if version is None and not required:
        return
    if not isinstance(version, int) or isinstance(version, bool):
        raise errors.bad_request("protocol must be a number")
    if version != PROTOCOL:
        raise errors.other_version()


def read_message(payload: Mapping[str, Any]) -> Message:
    """Read ``text`` and ``where``. Raises Refusal naming the key, never the value."""
    where = payload.get("where")
    if where is not None and not isinstance(where, Mapping):
        raise errors.bad_request("where must be an object")
    try:
        return Message(_text(payload), Where.from_mapping(tidy(where or {})))
    except WhereError as error:
        raise errors.bad_request(str(error)) from None


def read_check(payload: Mapping[str, Any]) -> CheckRequest:
    """Read POST /v1/check."""
    read_protocol(payload, required=True)
    revision = payload.get("revision", 0)
    if not _is_count(revision):
        raise errors.bad_request("revision must be a whole number, 0 or more")
    editor = payload.get("editor")
    if editor is not None and not (isinstance(editor, str) and 0 < len(editor) <= 128):
        raise errors.bad_request("editor must be a text of at most 128 characters")
    include = payload.get("include", [])
    if not isinstance(include, list) or not all(isinstance(name, str) for name in include):
        raise errors.bad_request("include must be a list of texts")
    return CheckRequest(read_message(payload), revision, editor, "entities" in include)


def read_redact(payload: Mapping[str, Any]) -> RedactRequest:
    """Read POST /v1/redact; spans come in UTF-16 units."""
    text = _text(payload)
    as_ = payload.get("as", "label")
    if as_ not in AS_CHOICES:
        raise errors.bad_request(f"as must be one of: {', '.join(AS_CHOICES)}")
    spans = payload.get("spans")
    if spans is None:
        return RedactRequest(text, as_, None)
    if not isinstance(spans, list):
        raise errors.bad_request("spans must be a list")
    offsets = Utf16(text)
    return RedactRequest(text, as_, tuple(_span(span, offsets) for span in spans))


def read_word(payload: Mapping[str, Any], key: str, default: str | None = None) -> str:
    """Read one short text of a request."""
    value = payload.get(key, default)
    if not isinstance(value, str) or not 0 < len(value) <= 200:
        raise errors.bad_request(f"{key} must be a text of at most 200 characters")
    return value


def write_report(
    report: Report, text: str, *, utf16: bool, entities: bool, revision: int = 0
) -> dict[str, Any]:
    """Give the report object of the wire and of ``--json``, with offsets of either kind."""
    at: Offset = Utf16(text).units if utf16 else _same
    answer: dict[str, Any] = {
        "protocol": PROTOCOL,
        "revision": revision,
        "checked": True,
        "complete": report.complete,
        "offsets": "utf-16" if utf16 else "code-point",
        "engine": report.engine,
        "policy": report.policy,
        "ms": round(report.ms, 2),
        "verdict": report.verdict,
        "send": report.send.value,
        "lane": asdict(report.lane) if report.lane else None,
        "findings": [],
        "identifiability": None,
    }
    for finding in report.findings:
        item = asdict(finding)
        item["asks"] = item.pop("confirm_on_send")  # which of them the answer's "send" is about
        item["severity"] = finding.severity.value
        item["spans"] = [_moved(span, at) for span in item["spans"]]
        item["replacements"] = [_moved(part, at) for part in item["replacements"]]
        answer["findings"].append(item)
    if report.identifiability:
        crowd = asdict(report.identifiability)
        crowd["details"] = [_moved(detail, at) for detail in crowd["details"]]
        answer["identifiability"] = crowd
    if entities:
        answer["entities"] = [_moved(asdict(entity), at) for entity in report.entities]
    return answer


def write_replacements(replacements: Any, text: str, *, utf16: bool) -> list[dict[str, Any]]:
    """Give the replacements of a redaction; offsets are of the text before."""
    at: Offset = Utf16(text).units if utf16 else _same
    return [_moved(asdict(replacement), at) for replacement in replacements]


def _same(offset: int) -> int:
    return offset


def _moved(item: dict[str, Any], at: Offset) -> dict[str, Any]:
    return item | {"start": at(item["start"]), "end": at(item["end"])}


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_tidied(item) for item in value]
    if isinstance(value, dict):
        return {key: _tidied(item) for key, item in value.items()}
    return value


def _is_count(value: object) -> TypeIs[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def _text(payload: Mapping[str, Any]) -> str:
    text = payload.get("text")
    if not isinstance(text, str):
        raise errors.bad_request("text must be a text")
    if len(text) > TEXT_LIMIT or len(text.encode("utf-8", "surrogatepass")) > TEXT_LIMIT:
        raise errors.too_long()
    return str(tidy(text))


def _span(value: object, offsets: Utf16) -> Span:
    if not isinstance(value, dict):
        raise errors.bad_request("spans must hold objects with start and end")
    start, end, entity = value.get("start"), value.get("end"), value.get("entity")
    if not (_is_count(start) and _is_count(end) and start <= end):
        raise errors.bad_request("a span's start and end must be numbers, start first")
    if entity is not None and not (
        isinstance(entity, str) and re.fullmatch("[A-Z_]{1,40}", entity)
    ):
        raise errors.bad_request("a span's entity must be a name like PERSON")
    span = Span(offsets.code_points(start), offsets.code_points(end, end=True), entity)
    if span.start == span.end:
        raise errors.bad_request("a span must lie inside the text and not be empty")
    return span
