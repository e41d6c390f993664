from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from heedful_detectors.detection.segments import LONG, LONGEST, Kind, cut

SENTENCE = "We talked about the school and the new bus pass for a while. "


def parts(text: str) -> list[tuple[str, Kind]]:
    return [(text[segment.start : segment.end].strip(), segment.kind) for segment in cut(text)]


def test_lines_are_pieces_of_their_own() -> None:
    assert parts("Hi all\n\nshort note\n") == [("Hi all", Kind.OWN), ("short note", Kind.OWN)]


def test_lines_wrapped_by_a_mail_program_stay_together() -> None:
    text = "I met with the family again and we talked about what maria\nlopez needs next."
    assert len(cut(text)) == 1


def test_a_label_and_its_value_on_the_next_line_stay_together() -> None:
    assert len(cut("SSN:\n123-45-6788")) == 1


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    text = SENTENCE * 8
    pieces = parts(text)
    assert len(pieces) > 1
    assert all(len(piece) <= LONG and piece.endswith(".") for piece, _ in pieces)


def test_a_title_does_not_end_a_sentence() -> None:
    text = SENTENCE * 3 + "Then Mrs. Lopez came in with her son. " + SENTENCE * 3
    assert any("Mrs. Lopez" in piece for piece, _ in parts(text))


def test_a_keystroke_changes_one_piece() -> None:
    lines = [SENTENCE * 5, "Hello there", SENTENCE * 4]
    before = {text for text, _ in parts("\n".join(lines))}
    lines[1] += "!"
    after = {text for text, _ in parts("\n".join(lines))}
    assert len(after - before) == 1


def test_quoted_lines_and_what_follows_a_quote_head() -> None:
    kinds = dict(
        parts("Sure.\n\n> met maria lopez\n> today\nok\n\nOn Monday Dana wrote:\nold words\n")
    )
    assert kinds["Sure."] is Kind.OWN
    assert kinds["> met maria lopez"] is Kind.QUOTED
    assert kinds["ok"] is Kind.OWN
    assert kinds["old words"] is Kind.QUOTED


def test_the_writers_signature() -> None:
    kinds = dict(parts("See you then.\n\nBest regards,\nJordan Reyes, LCSW\n312-555-0142"))
    assert kinds["See you then."] is Kind.OWN
    assert kinds["Jordan Reyes, LCSW"] is Kind.SIGNATURE
    assert kinds["312-555-0142"] is Kind.SIGNATURE


def test_thanks_amid_a_text_begins_no_signature() -> None:
    text = "Thanks\n" + "\n".join(f"line {number} about the visit" for number in range(12))
    assert all(kind is Kind.OWN for _, kind in parts(text))


@given(st.text(st.sampled_from("ab .!?\n>-:,1é"), max_size=400))
def test_pieces_lie_in_order_and_lose_no_letter(text: str) -> None:
    end = 0
    for segment in cut(text):
        assert end <= segment.start < segment.end <= len(text)
        assert not any(character.isalnum() for character in text[end : segment.start])
        end = segment.end
    assert not any(character.isalnum() for character in text[end:])


def test_a_text_without_any_end_is_cut_all_the_same() -> None:
    assert all(segment.end - segment.start <= LONGEST for segment in cut("word " * 3000))
    assert all(segment.end - segment.start <= LONGEST for segment in cut("x" * 10_000))


def test_long_runs_of_points_take_no_quadratic_time() -> None:
    text = "so" + "." * 200_000 + "x. And on."
    started = time.process_time()
    assert cut(text)
    assert time.process_time() - started < 2  # quadratic takes a minute
