"""A campaign's own answers: in which words each is asked for, and what is said then."""

from __future__ import annotations

from typing import Any

from bot.campaign_files.phrases import folded
from bot.campaign_files.questions import is_carrier_keyword
from bot.campaign_files.words import quoted
from bot.campaign_files.yaml_lines import YamlFile
from bot.errors import Severity
from bot.values.sms_text import BASIC, EXTENDED, to_gsm7


def check_answers(file: YamlFile, data: dict[str, Any]) -> None:
    """Note phrases that can't ask for an answer, and remark on what makes a text dear."""
    asking: dict[str, str] = {}  # a phrase, folded → the answer that it asks for
    for name, answer in (data.get("answers") or {}).items():
        for position, phrase in enumerate(answer.get("heard") or ()):
            place = ("answers", name, "heard", position)
            if phrase is None:
                continue
            if is_carrier_keyword(phrase):
                file.add(place, f"phone carriers act on {quoted(phrase)}; remove it")
            elif asking.setdefault(folded(phrase), name) != name:
                other = asking[folded(phrase)]
                file.add(place, f"{quoted(phrase)} already asks for `{other}`; keep it with one")
        _remark_on_signs(file, name, answer.get("say") or "")


def _remark_on_signs(file: YamlFile, name: str, text: str) -> None:
    odd = next((sign for sign in to_gsm7(text) if sign not in BASIC | EXTENDED), None)
    if odd:
        reason = f"{quoted(odd)} leaves a text room for 70 characters instead of 160; write without"
        file.remark(("answers", name, "say"), reason, Severity.WARNING)
