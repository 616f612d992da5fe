"""Figures as people write them: 1,200.50 · 1.250,00 · 12 500 · 6,5OO · 2½ · 3/4."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_FRACTION = re.compile(r"([123])/([234])(?![\d/]|[.,-]\d)")
_HALF_BEHIND = re.compile(r" ?(½|¼|¾)| (1/2|1/4|3/4)(?![\d/])")


@dataclass(frozen=True, slots=True)
class Figure:
    """`text[start:end]` is `value`; a `fraction` stands alone as 1/2 does."""

    start: int
    end: int
    value: Decimal
    fraction: bool = False


def _plain(written: str) -> Decimal:
    return Decimal(re.sub(r"[, ']", "", written).replace("o", "0"))


def _decimal_comma(written: str) -> Decimal:
    return Decimal(written.replace(".", "").replace(",", "."))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], Decimal]], ...] = tuple(
    (re.compile(pattern), value)
    for pattern, value in (
        (r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)", _plain),  # 12,500.50
        (r"\d{1,3}(?:,[\do]{3})+(?![a-z\d])", _plain),  # 6,5oo
        (r"\d[\do]*oo+(?![a-z\d])", _plain),  # 5ooo
        (r"\d{1,3}(?:\.\d{3})+,\d\d?(?!\d)", _decimal_comma),  # 1.250,50
        (r"\d{1,3}(?:'\d{3})+(?!\d)", _plain),  # 12'500
        (r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)", _plain),  # 12,34,567
        (r"\d{1,3}(?:\.\d{3}){2,}(?:,\d\d)?(?!\d)", _decimal_comma),  # 1.250.000
        (r"\d{1,3}(?: \d{3})+(?![\d-]| ?\d)", _plain),  # 12 500
        (r"\d+,\d{1,2}(?![\d,])", _decimal_comma),  # 3,5
        (r"\d+\.\d+|\d+|\.\d+", _plain),
    )
)


def at(text: str, start: int) -> Figure | None:
    """The figure that begins right at `start` in clean `text`."""
    sign = _SIGNS.get(text[start])
    if sign is not None:
        return Figure(start, start + 1, sign, fraction=True)
    fraction = _FRACTION.match(text, start)
    if fraction and int(fraction[1]) < int(fraction[2]):
        share = Decimal(int(fraction[1])) / Decimal(int(fraction[2]))
        return Figure(*fraction.span(), round(share, 4).normalize(), fraction=True)
    for form, value in _FORMS:
        match = form.match(text, start)
        if match:
            return _with_half(text, Figure(*match.span(), value(match.group())))
    return None


def _with_half(text: str, whole: Figure) -> Figure:
    """2½, 8 1/2: only whole numbers have a fraction behind them."""
    behind = _HALF_BEHIND.match(text, whole.end)
    if behind is None or whole.value % 1 or whole.value >= 1000:
        return whole
    above, _, below = (behind[2] or "").partition("/")
    part = _SIGNS[behind[1]] if behind[1] else Decimal(int(above)) / Decimal(int(below))
    return Figure(whole.start, behind.end(), whole.value + part)
