"""What is read beside the stories that a message tells: of others, of what is over, of reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TypeVar

from bot.language.stories import over_in, stories_in, tells_of_others, without_stories
from bot.reading.heard import Heard

T = TypeVar("T")


def read_beside_stories(
    text: str, read: Callable[[str], Heard[T] | None], of_kin: Collection[T] = ()
) -> Heard[T] | None:
    """What `read` hears of their own; what a story tells is in doubt, unless it is among the values
    that are `of_kin` ("add a driver").

    A reason ("my brother rents", "tired of patches") may be the answer itself: where it tells
    another than the rest, that is in doubt.
    """
    heard = read(text)
    beside = without_stories(text)
    own = read(beside) if beside != text else None
    if own is None or (heard and heard.value == own.value):
        if heard is None or own:
            return heard
        told_in = over_in(text) if heard.value in of_kin else stories_in(text)
        told = any(start <= heard.start < end for start, end in told_in)
        return replace(heard, doubtful=heard.doubtful or told)
    differs = heard is not None and not tells_of_others(text)
    return replace(own, doubtful=own.doubtful or differs)
