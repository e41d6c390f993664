from __future__ import annotations

from heedful_detectors.cache import Cache


def test_the_one_unused_for_longest_is_forgotten() -> None:
    cache: Cache[int] = Cache(size=2)
    one, two, three = (cache.digest(text) for text in ("one", "two", "three"))
    cache.put(one, 1)
    cache.put(two, 2)
    assert cache.get(one) == 1
    cache.put(three, 3)
    assert cache.get(two) is None
    assert (cache.get(one), cache.get(three), len(cache)) == (1, 3, 2)


def test_digests_of_two_memories_differ() -> None:
    assert Cache[int]().digest("maria") != Cache[int]().digest("maria")


def test_no_text_stays_in_memory() -> None:
    cache: Cache[int] = Cache()
    cache.put(cache.digest("maria lopez"), 1)
    assert "maria" not in repr(vars(cache))


def test_lone_surrogates_can_be_named() -> None:
    assert Cache[int]().digest("\ud800")


def test_everything_can_be_forgotten() -> None:
    cache: Cache[int] = Cache()
    cache.put(cache.digest("a"), 1)
    cache.clear()
    assert len(cache) == 0
