from __future__ import annotations

import pytest

from heedful_detectors.identifiability.phrases import Phrases, words_of
from heedful_detectors.problems import DataError
from heedful_detectors.yaml_file import parse


def phrases(**values: str) -> Phrases[str]:
    made = Phrases[str]()
    for value, written in values.items():
        made.add_all(parse(f"words: {written}", "test.yaml").entries()["words"], value)
    return made


def found(made: Phrases[str], text: str) -> list[tuple[str, str]]:
    words = words_of(text)
    return [
        (text[words[first][1] : words[last - 1][2]], value)
        for first, last, value in made.find(words)
    ]


def test_the_longest_wins_and_covers_its_words() -> None:
    made = phrases(family="[mom, single mom]", age="[mom|dad, teen, teen mom]")
    assert found(made, "a teen mom") == [("teen mom", "age")]
    assert found(made, "a single mom") == [("single mom", "family")]
    assert found(made, "mom") == [("mom", "family"), ("mom", "age")]


def test_a_phrase_that_breaks_off_gives_back_the_shorter_one() -> None:
    made = phrases(short="[bus]", long="[bus driver of the year]")
    assert found(made, "the bus driver of our town") == [("bus", "short")]


def test_numbers_stand_for_digits_with_what_follows() -> None:
    made = phrases(slot='["my <n>pm", "my <n> pm"]')
    assert found(made, "my 2pm") == [("my 2pm", "slot")]
    assert found(made, "my 11 pm") == [("my 11 pm", "slot")]
    assert found(made, "my pm and my xpm and my 2am") == []


def test_words_end_where_letters_end() -> None:
    assert found(phrases(x="[cop]"), "a copy of a cop's coping") == [("cop", "x")]


def test_a_list_may_be_empty() -> None:
    assert found(phrases(x="[]"), "anything") == []


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[it's]", 'words[0]: "it\'s" is not a word; write words, a|b or <n>'),
        ("[a, the <m> dog]", "words[1]: '<m>' is not a word"),
        ("{a: b}", "words: is a mapping"),
    ],
)
def test_errors_name_the_place_and_the_remedy(written: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        phrases(x=written)
    assert message in str(error.value)
