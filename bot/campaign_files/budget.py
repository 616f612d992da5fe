"""The scale of a campaign's budgets: the least and the most that its prospects name."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.campaign_files.yaml_lines import YamlFile
from bot.values.money import MINOR_DIGITS

WHERE = ("questions", "budget", "plausible")


def check_budget(file: YamlFile, data: dict[str, Any]) -> None:
    """Note a scale that is none, or that nobody who qualifies could be on."""
    scale = data.get("questions", {}).get("budget", {}).get("plausible")
    if scale is None or None in scale:
        return
    low, high = (Decimal(amount) for amount in scale)
    digits = MINOR_DIGITS.get(data.get("currency", ""), 2)
    for position, amount in enumerate(scale):
        if len(str(amount).partition(".")[2]) > digits:
            file.add((*WHERE, position), f"{amount} has more than {digits} decimals; round it")
    if low >= high:
        file.add(WHERE, f"{low} is not below {high}; write the least amount, then the most")
    least = data.get("qualified_when", {}).get("budget", {}).get("at_least")
    if least is not None and low < high < Decimal(least):
        file.add(WHERE, f"nobody could qualify: {least} is asked for; raise {high} above it")
