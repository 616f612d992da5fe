"""Numbers in digits, in words, and in both: 8,000 · 8k · fifteen hundred · half a million."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.language.en.number_words import SCALES, SMALL, TENS, Composed, between, compose
from bot.nlu.amounts.bounds import is_between


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


_SHARES = {"three": Decimal("0.75"), "quarter": Decimal("0.25"), "half": Decimal("0.5")}
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

_scale = (
    r"(?:thousands?|grands?|lakhs?|lacs?|millions?|mills?|mils?|mio|crores?|billions?|trillion)"
)
_letter = r"(?:k|g's|gs|mm|mn|m(?!-f)|bn|b)"
_word = "|".join([*SMALL, *TENS, "hundred", "dozen"])
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
# two thousand 500
_round = (
    rf"(?:(?:(?<=thousand)|(?<=grand))[ ](?:and[ ])?[1-9]00"
    rf"(?![\da-z]|[,.:-]\d|[ ]?(?:{_scale}|{_letter}|hundred)(?![a-z])))"
)
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
              {_round}?
            )(?![a-z])
        )?
    | (?:(?P<half>half[ ](?:of[ ])?(?:an?[ ])?|(?<!and[ ])three[ -]quarters?[ ](?:of[ ])?(?:an?[ ])?
          |(?:an?[ ])?(?:quarter(?:[ ]of[ ]a|[ ]a)?|half)[ ])
        (?P<of>{_scale}|k)(?![a-z]))
    | (?P<loose>(?:a[ ])?(?:couple|few)(?:[ ]of)?|several)[ ](?:hundred|{_scale}|k)(?![a-z])
        (?:[ ]{_scale}(?![a-z]))?
    | (?P<words>(?:half[ ](?:an?[ ])?(?=dozen)|an?[ ])?
        (?:{_word}|(?<=a[ ]){_scale}|(?<=^){_scale})(?![a-z])
        (?:(?:[ -]|[ ]and[ ](?:a[ ](?=half|quarter))?)
          (?:{_word}|{_scale}|half|(?<=a[ ])quarter|(?<=and[ ]three[ ])quarters?|k)(?![a-z]))*
        (?:[ ]point(?:[ ](?:{_word}))+(?:[ ](?:{_scale}|k))?)?{_round}?)
    )""",
    re.VERBOSE,
)


def find_numbers(text: str) -> Iterator[Number]:
    """Every number in clean, lower-case `text`, left to right, none inside another."""
    for match in _NUMBER.finditer(text):
        yield from _read(text, match)


def number_at(text: str, start: int) -> Number | None:
    """The number that begins right there, with no other in its words."""
    match = _NUMBER.match(text, start)
    found = _read(text, match) if match else ()
    return found[0] if len(found) == 1 else None


def _read(text: str, match: re.Match[str]) -> Sequence[Number]:
    if match["words"] or match["scale"]:
        return _composed(text, match)
    if match["figure"] is not None:
        return [_in_figures(match)]
    start, end = match.span()
    if match["half"]:
        part = next(share for name, share in _SHARES.items() if name in match["half"])
        scale = SCALES[match["of"]]
        return [Number(start, end, part * scale, scale, unit=match["of"], digits=False)]
    words = match.group()[len(match["loose"]) :].split()
    scale = 1
    for word in words:
        scale *= 100 if word == "hundred" else SCALES[word]
    count = 2 if "couple" in match["loose"] else 3
    return [Number(start, end, Decimal(count * scale), scale, count != 2, words[-1], digits=False)]


def _in_figures(match: re.Match[str]) -> Number:
    value = _before_scale(match)
    if match["letter"]:
        scale = SCALES.get(match["letter"], 1)
        return Number(*match.span(), value * scale, scale, unit=match["letter"])
    return Number(*match.span(), value)


def _before_scale(match: re.Match[str]) -> Decimal:
    """The value of its figures, with "½" and "and a half"."""
    value = _figure_value(match["figure"]) if match["figure"] else Decimal(0)
    if match["fraction"]:
        value += _FRACTIONS[match["fraction"]]
    if match["and_part"]:
        value += _SHARES["quarter" if "quarter" in match["and_part"] else "half"]
    return value


def _figure_value(figure: str) -> Decimal:
    plain = figure.replace(" ", "").replace("'", "").replace("o", "0")
    if plain.isdigit():
        return Decimal(plain)
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        return Decimal(plain.replace(",", "."))
    if plain.count(".") > 1 or re.search(r"\..*,", plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    return Decimal(plain.replace(",", ""))


_TOKEN = re.compile(r"[a-z']+|\d+")


def _composed(text: str, match: re.Match[str]) -> Sequence[Number]:
    """The numbers that a run of words makes, perhaps with figures at its head."""
    head = match.start("scale") if match["scale"] else match.start()
    tokens = [(token[0], *token.span()) for token in _TOKEN.finditer(text, head, match.end())]
    if match["scale"]:
        tokens.insert(0, (f"{_before_scale(match):f}", match.start(), head))
    words = [word for word, *_ in tokens]
    if len(words) == 1 and words[0] in SCALES:
        return ()  # "thousands"
    found = between(words) if is_between(text, match.start()) else ()
    found = found or compose(words)
    if len(found) > 1 and all(one.value < 10 for one in found):
        return ()  # "four one five": digits, told one by one
    return [
        Number(
            tokens[one.first][1],
            tokens[one.last - 1][2],
            one.value,
            one.scale,
            loose=not one.sure or len(found) > 2,
            unit=words[one.last - 1] if words[one.last - 1] in SCALES else "",
            digits=match["scale"] is not None and one.first == 0,
        )
        for one in found
        if not _is_year(one, words)
    ]


def _is_year(one: Composed, words: Sequence[str]) -> bool:
    """ "Nineteen ninety five"."""
    said = words[one.first : one.last]
    return not one.sure and 1800 <= one.value < 2100 and not {"hundred", *SCALES} & {*said}
