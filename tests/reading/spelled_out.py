"""Whole numbers in English words, as people write them: spelt by the tests themselves."""

from __future__ import annotations

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NTHS = "first second third fourth fifth sixth seventh eighth ninth".split()


def ways_to_spell(number: int) -> list[str]:
    """Every way to write `number`, 1 to 999,999: "a hundred and twenty-one" and others."""
    ways = [
        _spelt(number, hyphen, joint, one)
        for hyphen in "- "
        for joint in (" and ", " ")
        for one in ("one ", "a ", "")
    ]
    return list(dict.fromkeys(ways))


def _spelt(number: int, hyphen: str, joint: str, one: str) -> str:
    thousands, rest = divmod(number, 1000)
    words = ""
    if thousands:
        words = f"{one if thousands == 1 else _below_thousand(thousands, hyphen, joint, one) + ' '}"
        words += "thousand"
        if 0 < rest < 100:
            words += joint + _below_hundred(rest, hyphen)
        elif rest:
            words += " " + _below_thousand(rest, hyphen, joint, "one ")
        return words
    return _below_thousand(rest, hyphen, joint, one)


def _below_thousand(number: int, hyphen: str, joint: str, one: str) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest, hyphen)
    words = f"{one if hundreds == 1 else ONES[hundreds] + ' '}hundred"
    return words + joint + _below_hundred(rest, hyphen) if rest else words


def _below_hundred(number: int, hyphen: str) -> str:
    if number < 20:
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (hyphen + ONES[ones] if ones else "")


def ordinal(number: int, hyphen: str = "-") -> str:
    """A day of the month from 21 to 31 in words: "twenty-first"."""
    tens, ones = divmod(number, 10)
    return f"{TENS[tens - 2]}{hyphen}{NTHS[ones - 1]}" if ones else f"{TENS[tens - 2][:-1]}ieth"
