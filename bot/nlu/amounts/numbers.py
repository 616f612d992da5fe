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
_SHARES = {"three": Decimal("0.75"), "quarter": Decimal("0.25"), "half": Decimal("0.5")}
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

_scale = (
    r"(?:thousands?|grands?|lakhs?|lacs?|millions?|mills?|mils?|mio|crores?|billions?|trillion)"
)
_letter = r"(?:k|g's|gs|mm|mn|m(?!-f)|bn|b)"
_word = "|".join([*_SMALL, *_TENS, "hundred"])
_figure = r"""
    \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)        # 12,500.50
  | \d{1,3}(?:,(?:\d{3}|ooo))+(?![a-z\d])    # 12,ooo
  | \d+oo+(?![a-z\d])                        # 5ooo
  | \d{1,3}(?:\.\d{3})+,\d\d?(?!\d)         # 1.250,50
  | \d{1,3}(?:'\d{3})+(?!\d)                # 12'500
  | \d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)  # 12,34,567
  | \d{1,3}(?:\.\d{3}){2,}(?:,\d\d)?(?!\d)    # 1.250.000
  | \d{1,3}(?:[ ]\d{3})+(?![\d-]|[ ]?\d)      # 12 500
  | \d+,\d{1,2}(?![\d,])                      # 3,5
  | \d+\.\d+ | \d+ | (?<!\d)\.\d+
"""
# 8 and a half k, 8 1/2 grand, 2 thousand 5 hundred
_and_part = (
    rf"[ ](?:and[ ](?:(?:a[ ])?half|a[ ]quarter|1/2)|1/2)(?=[ -]?(?:{_scale}|{_letter})(?![a-z]))"
)
_hundreds = r"[1-9](?=[ ]hundred)"
# USD50, Rs20: currencies written onto the number
_GLUED = (
    r"(?<=usd|eur|gbp|cad|aud|nzd|chf|jpy|cny|inr|myr|sgd|hkd|mxn|zar|aed|sek|nok|dkk|brl)"
    r"|(?<=rs|rm|kr)"
)
_NUMBER = re.compile(
    rf"""(?:(?:(?<![a-z0-9,#])|(?<=k,))(?<!(?<!\.)\.)(?<!\d:)(?<![^\dk]/)|{_GLUED})(?:
      (?P<figure>{_figure}|(?=[½¼¾]))(?P<fraction>[½¼¾])?(?P<and_part>{_and_part})?
        (?:-?ish(?=[ ](?:{_letter}|{_scale})(?![a-z])))?
        (?: [ ]?-?(?P<letter>{_letter})(?=(?:[ -]?ish)?(?![a-z0-9'&]))
          | (?:[ ]?-?[ ]?(?P<scale>{_scale}|hundred|lakhs?)
              (?P<more>(?:[ ](?:and[ ](?:a[ ](?=half))?)?(?:{_word}|{_scale}|half)|[ ]{_hundreds})*)
            )(?![a-z])
        )?
    | (?:(?P<half>half[ ](?:of[ ])?(?:an?[ ])?|three[ -]quarters?[ ](?:of[ ])?(?:an?[ ])?
          |(?:an?[ ])?(?:quarter(?:[ ]of[ ]a|[ ]a)?|half)[ ])
        (?P<of>{_scale}|k)(?![a-z]))
    | (?P<loose>(?:a[ ])?(?:couple|few)(?:[ ]of)?|several)[ ](?:hundred|{_scale}|k)(?![a-z])
        (?:[ ]{_scale}(?![a-z]))?
    | (?P<words>(?:an?[ ])?(?:{_word}|(?<=a[ ]){_scale}|(?<=^){_scale})(?![a-z])
        (?:(?:[ -]|[ ]and[ ](?:a[ ](?=half|quarter))?)
          (?:{_word}|{_scale}|half|(?<=a[ ])quarter|k)(?![a-z]))*
        (?:[ ]point(?:[ ](?:{_word}))+(?:[ ](?:{_scale}|k))?)?)
    )""",
    re.VERBOSE,
)


def find_numbers(text: str) -> Iterator[Number]:
    """Every number in clean, lower-case `text`, left to right, none inside another."""
    for match in _NUMBER.finditer(text):
        pair = _two(text, match) if " and " in match.group() or "-" in match.group() else ()
        number = _read(match)
        if pair:
            yield from pair
        elif number is not None:
            yield number


def number_at(text: str, start: int) -> Number | None:
    """The number that begins right there."""
    match = _NUMBER.match(text, start)
    return _read(match) if match else None


def _two(text: str, match: re.Match[str]) -> tuple[Number, ...]:
    """The two numbers of "five hundred and eight hundred", "between one and two fifty" and
    "ten-twelve thousand".
    """
    hyphened = re.match(r"([a-z]+)-([a-z]+)", match.group())
    if hyphened and _SMALL.get(hyphened[1], 99) < _SMALL.get(hyphened[2], 0):
        first = _NUMBER.fullmatch(text, match.start(), match.start() + hyphened.end(1))
        second = _NUMBER.fullmatch(text, match.start() + hyphened.start(2), match.end())
        both = [_read(end) for end in (first, second) if end]
        return tuple(end for end in both if end)
    between = text[: match.start()].endswith("between ")
    pairs = []
    for link in re.finditer(" and ", match.group()):
        ends = (
            (match.start(), match.start() + link.start()),
            (match.start() + link.end(), match.end()),
        )
        head, tail = (text[slice(*end)].split() for end in ends)
        if between or (head[-1] in tail and head[-1] in {"hundred", *_SCALES}):
            halves = [_NUMBER.fullmatch(text, *end) for end in ends]
            low, high = (_read(half) if half else None for half in halves)
            if low and high and 0 < low.value < high.value:
                pairs.append((low, high))
    return min(pairs, key=lambda pair: pair[1].value / pair[0].value, default=())


def _read(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if match["figure"] is not None:
        return _read_figure(match)
    if match["half"]:
        part = next(share for name, share in _SHARES.items() if name in match["half"])
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
    if match["and_part"]:
        value += _SHARES["quarter" if "quarter" in match["and_part"] else "half"]
    if match["letter"]:
        scale = _SCALES.get(match["letter"], 1)
        return Number(*match.span(), value * scale, scale, unit=match["letter"])
    if match["scale"]:
        words = [match["scale"], *re.findall(r"[a-z]+|\d", match["more"] or "")]
        total, scale = _accumulate([value, *words])
        unit = words[-1] if words[-1] in _SCALES else ""
        return Number(*match.span(), total, scale, unit=unit)
    return Number(*match.span(), value)


def _figure_value(figure: str) -> Decimal:
    plain = figure.replace(" ", "").replace("'", "").replace("o", "0")
    if plain.isdigit():
        return Decimal(plain)
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        return Decimal(plain.replace(",", "."))
    if plain.count(".") > 1 or re.search(r"\..*,", plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    return Decimal(plain.replace(",", ""))


def _read_words(start: int, said: str) -> Number | None:
    head, _, decimals = said.partition(" point ")
    words = re.findall(r"[a-z]+", head)
    tail = decimals.split()
    if words == [f"{words[0].removesuffix('s')}s"]:
        return None  # "thousands"
    if tail:
        places = "".join(str(_SMALL[word]) for word in tail if word in _SMALL)
        last = tail[-1] if tail[-1] in _SCALES else None
        base, _ = _accumulate(words)
        scale = _SCALES[last] if last else 1
        value = Decimal(f"{int(base)}.{places or 0}") * scale
        return Number(start, start + len(said), value, scale, digits=False)
    if _run_on(words):
        return _read_in_hundreds(start, said, words)
    if len(words) > 2 and _SCALES.get(words[-2], 0) >= 10**6 and words[-1] in _SMALL:
        # "A million two": tenths of it
        value, scale = _accumulate(words[:-1])
        value += Decimal(_SMALL[words[-1]]) * scale / 10
        return Number(start, start + len(said), value, scale, loose=True, digits=False)
    value, scale = _accumulate(words)
    unit = words[-1] if words[-1] in _SCALES else ""
    return Number(start, start + len(said), value, scale, unit=unit, digits=False)


def _read_in_hundreds(start: int, said: str, words: list[str]) -> Number | None:
    """ "Three fifty" as the price that it mostly is (350); "nineteen ninety five" is a year."""
    scale = _SCALES[words.pop()] if words[-1] in _SCALES else 1
    first, rest = words[:1], words[1:]
    if words[0] in _TENS and words[1] in _SMALL:
        first, rest = words[:2], words[2:]
    whole, _ = _accumulate(first)
    part, _ = _accumulate(rest)
    value = whole * 100 + part
    spoken = len(rest) < 3 and "hundred" not in words and not _run_on(rest)
    if not spoken or not 0 < whole < 100 or not 10 <= part < 100 or 1800 <= value < 2100:
        return None
    return Number(start, start + len(said), value * scale, scale, loose=True, digits=False)


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
    previous: Decimal | str = ""
    for part in parts:
        if isinstance(part, Decimal):
            current, scale = part, 1
        elif part.isdigit():
            current += Decimal(part)
        elif part in _SMALL or part in _TENS:
            current += _SMALL.get(part, 0) + _TENS.get(part, 0)
            scale = 1
        elif part == "hundred":
            current = (current or Decimal(1)) * 100
            scale = 100
        elif part in ("half", "quarter"):
            # "a million and a half": half of what was said last
            current += _SHARES[part] * _SCALES.get(str(previous), 1)
        elif part in _SCALES:
            whole = not total
            total += (current or Decimal(1)) * _SCALES[part]
            current, scale = Decimal(0), _SCALES[part] if whole else 1
        previous = part if part not in ("a", "and") else previous
    return total + current, 1 if total and current else scale
