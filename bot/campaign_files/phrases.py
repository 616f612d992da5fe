"""The phrases of each question's choices: the file's own first, then its pack's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.campaign_files.packs import read_pack

OWN = ("phrases", "synonyms")
"""The keys that a file's own phrases may stand under: the name, and the one it had before."""


def with_phrases(data: Mapping[str, Any]) -> dict[str, Any]:
    """A sound file's data in one form: all phrases under `phrases`, and no pack named.

    So a stored definition holds every word that it was read by, whatever a pack says later.
    """
    questions = dict(data["questions"])
    if "need" in questions:
        questions["need"] = _question(questions["need"])
    if questions.get("details"):
        questions["details"] = [_question(own) for own in questions["details"]]
    return {**data, "questions": questions}


def own_phrases(question: Mapping[str, Any]) -> dict[str, list[str]]:
    """{value: phrases} as the file says them itself."""
    found: dict[str, list[str]] = {}
    for key in OWN:
        for value, phrases in (question.get(key) or {}).items():
            found.setdefault(value, []).extend(phrases)
    return found


def values_of(question: Mapping[str, Any]) -> tuple[str, ...]:
    """The answers that the question can have; none for free text."""
    yes_no = question.get("type") == "yes_no"
    return ("yes", "no") if yes_no else tuple(question.get("choices") or ())


def folded(phrase: str) -> str:
    """A phrase as two of them are compared."""
    return " ".join(phrase.casefold().split())


def _question(question: Mapping[str, Any]) -> dict[str, Any]:
    phrases = own_phrases(question)
    if "pack" in question:
        _add_pack(phrases, question)
    plain = {key: value for key, value in question.items() if key not in (*OWN, "pack")}
    return plain | ({"phrases": phrases} if phrases else {})


def _add_pack(phrases: dict[str, list[str]], question: Mapping[str, Any]) -> None:
    """What the file itself says of a phrase, or calls a choice, counts before the pack."""
    said = {folded(each): value for value, own in phrases.items() for each in own}
    labels = {folded(label): value for value, label in (question.get("choices") or {}).items()}
    for value, shared in read_pack(question["pack"]).items():
        if value not in values_of(question):
            continue
        free = [
            p for p in shared if folded(p) not in said and labels.get(folded(p), value) == value
        ]
        phrases.setdefault(value, []).extend(free)
