"""Numbers in digits, in words, and in both: 8,000 · 8k · fifteen hundred · half a million."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """`text[start:end]` is `value`; its trailing word or letter multiplied by `scale`.

    `8k` is 8000 at scale 1000; `8,000` is 8000 at scale 1. `loose` numbers are said loosely
    ("a few thousand"). `unit` is the word that did it where that means money ("grand").
    """

    start: int
    end: int
    value: Decimal
    scale: int = 1
    loose: bool = False
    unit: str = ""
    digits: bool = True


_SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {
    "k": 1000, "thousand": 1000, "thousands": 1000, "grand": 1000, "grands": 1000, "gs": 1000,
    "g's": 1000,
    "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "lacs": 100_000,
    "m": 1_000_000, "mm": 1_000_000, "mn": 1_000_000, "mil": 1_000_000, "mill": 1_000_000,
    "mils": 1_000_000, "mio": 1_000_000, "million": 1_000_000, "millions": 1_000_000,
    "crore": 10_000_000, "crores": 10_000_000,
    "b": 10**9, "bn": 10**9, "billion": 10**9, "billions": 10**9,
    "trillion": 10**12,
}  # fmt: skip
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

_scale = (
    r"(?:thousands?|grands?|lakhs?|lacs?|millions?|mills?|mils?|mio|crores?|billions?|trillion)"
)
_letter = r"(?:k|g's|gs|mm|mn|m|bn|b)"
_word = "|".join([*_SMALL, *_TENS, "hundred"])
_figure = r"""
    \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)        # 12,500.50
  | \d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)  # 12,34,567
  | \d{1,3}(?:\.\d{3}){2,}(?:,\d\d)?(?!\d)    # 1.250.000
  | \d{1,3}(?:[ ]\d{3})+(?![\d-]|[ ]?\d)      # 12 500
  | \d+,\d{1,2}(?![\d,])                      # 3,5
  | \d+\.\d+ | \d+ | (?<!\d)\.\d+
"""
# USD50, Rs20: currencies written onto the number
_GLUED = (
    r"(?<=usd|eur|gbp|cad|aud|nzd|chf|jpy|cny|inr|myr|sgd|hkd|mxn|zar|aed|sek|nok|dkk|brl)"
    r"|(?<=rs|rm|kr)"
)
_NUMBER = re.compile(
    rf"""(?:(?<![a-z0-9.,:/#])|{_GLUED})(?:
      (?P<figure>{_figure}|(?=[½¼¾]))(?P<fraction>[½¼¾])?
        (?: [ ]?-?(?P<letter>{_letter})(?=(?:[ -]?ish)?(?![a-z0-9'&]))
          | (?:[ ]?-?[ ]?(?P<scale>{_scale}|hundred|lakhs?)
              (?P<more>(?:[ ](?:and[ ])?(?:{_word}|{_scale}))*))(?![a-z])
        )?
    | (?:(?P<half>half[ ](?:of[ ])?(?:an?[ ])?|(?:an?[ ])?(?:quarter(?:[ ]of[ ]a|[ ]a)?|half)[ ])
        (?P<of>{_scale}|k)(?![a-z]))
    | (?P<loose>(?:a[ ])?(?:couple|few)(?:[ ]of)?|several)[ ](?:hundred|{_scale}|k)(?![a-z])
        (?:[ ]{_scale}(?![a-z]))?
    | (?P<words>(?:an?[ ])?(?:{_word}|(?<=a[ ]){_scale}|(?<=^){_scale})(?![a-z])
        (?:(?:[ -]|[ ]and[ ](?:a[ ](?=half))?)(?:{_word}|{_scale}|half|k)(?![a-z]))*
        (?:[ ]point(?:[ ](?:{_word}))+(?:[ ]{_scale})?)?)
    )""",
    re.VERBOSE,
)


def find_numbers(text: str) -> Iterator[Number]:
    """Every number in clean, lower-case `text`, left to right, none inside another."""
    for match in _NUMBER.finditer(text):
        number = _read(match)
        if number is not None:
            yield number


def _read(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if match["figure"] is not None:
        return _read_figure(match)
    if match["half"]:
        part = Decimal("0.25") if "quarter" in match["half"] else Decimal("0.5")
        scale = _SCALES[match["of"]]
        return Number(start, end, part * scale, scale, unit=match["of"], digits=False)
    if match["loose"]:
        words = match.group()[len(match["loose"]) :].split()
        scale = 1
        for word in words:
            scale *= 100 if word == "hundred" else _SCALES[word]
        count = 2 if "couple" in match["loose"] else 3
        return Number(
            start, end, Decimal(count * scale), scale, count != 2, words[-1], digits=False
        )
    return _read_words(start, match.group())


def _read_figure(match: re.Match[str]) -> Number | None:
    figure = match["figure"]
    value = _figure_value(figure) if figure else Decimal(0)
    if match["fraction"]:
        value += _FRACTIONS[match["fraction"]]
    if match["letter"]:
        scale = _SCALES.get(match["letter"], 1)
        return Number(*match.span(), value * scale, scale, unit=match["letter"])
    if match["scale"]:
        words = [match["scale"], *(match["more"] or "").split()]
        total, scale = _accumulate([value, *words])
        unit = words[-1] if words[-1] in _SCALES else ""
        return Number(*match.span(), total, scale, unit=unit)
    return Number(*match.span(), value)


def _figure_value(figure: str) -> Decimal:
    plain = figure.replace(" ", "")
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        return Decimal(plain.replace(",", "."))
    if plain.count(".") > 1:
        return Decimal(plain.replace(".", "").replace(",", "."))
    return Decimal(plain.replace(",", ""))


def _read_words(start: int, said: str) -> Number | None:
    head, _, decimals = said.partition(" point ")
    words = re.findall(r"[a-z]+", head)
    tail = decimals.split()
    if tail:
        places = "".join(str(_SMALL[word]) for word in tail if word in _SMALL)
        last = tail[-1] if tail[-1] in _SCALES else None
        base, _ = _accumulate(words)
        scale = _SCALES[last] if last else 1
        value = Decimal(f"{int(base)}.{places or 0}") * scale
        return Number(start, start + len(said), value, scale, digits=False)
    if _run_on(words):
        return None
    value, scale = _accumulate(words)
    unit = words[-1] if words[-1] in _SCALES else ""
    return Number(start, start + len(said), value, scale, unit=unit, digits=False)


def _run_on(words: list[str]) -> bool:
    """Two numbers in a row, a count or a year said aloud: "nineteen ninety five", "two two"."""
    previous = ""
    for word in words:
        if word in _TENS and previous in _SMALL | _TENS:
            return True
        if word in _SMALL and previous in _SMALL:
            return True
        previous = word
    return False


def _accumulate(parts: list[Decimal | str] | list[str]) -> tuple[Decimal, int]:
    """The sum of a spoken number's parts and the scale that its end was said in."""
    total = current = Decimal(0)
    scale = 1
    for part in parts:
        if isinstance(part, Decimal):
            current, scale = part, 1
        elif part in _SMALL or part in _TENS:
            current += _SMALL.get(part, 0) + _TENS.get(part, 0)
            scale = 1
        elif part == "hundred":
            current = (current or Decimal(1)) * 100
            scale = 100
        elif part == "half":
            current += Decimal("0.5")
        elif part in _SCALES:
            whole = not total
            total += (current or Decimal(1)) * _SCALES[part]
            current, scale = Decimal(0), _SCALES[part] if whole else 1
    return total + current, 1 if total and current else scale
