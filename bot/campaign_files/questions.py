"""The questions of a campaign file: ids, choices and the words for them."""

from __future__ import annotations

import re
from typing import Any

from bot.campaign_files.packs import pack_names, read_pack
from bot.campaign_files.phrases import OWN, folded
from bot.campaign_files.words import either, quoted
from bot.campaign_files.yaml_lines import Where, YamlFile
from bot.leads import keywords
from bot.leads.campaign import COMMON_QUESTIONS

# What every conversation asks for anyway.
TAKEN = frozenset((*COMMON_QUESTIONS, "phone_code", "phone_verified"))


def check_questions(file: YamlFile, questions: dict[str, Any]) -> None:
    """Note what is wrong with the campaign's questions."""
    if "need" in questions:
        _check_choices(file, ("questions", "need"), questions["need"])
        _check_pack(file, ("questions", "need"), questions["need"])
    seen: dict[str, int] = {}
    for position, question in enumerate(questions.get("details", [])):
        if question is None:
            continue
        where: Where = ("questions", "details", position)
        _check_id(file, where, question.get("id"), seen)
        _check_type(file, where, question)
        _check_choices(file, where, question)
        _check_pack(file, where, question)


def _check_id(file: YamlFile, where: Where, id: str | None, seen: dict[str, int]) -> None:
    if id in TAKEN:
        file.add((*where, "id"), f"`{id}` is a question of Leadbell's own; choose another id")
    elif id in seen:
        file.add((*where, "id"), f"`{id}` is already asked on line {seen[id]}; choose another id")
    elif id is not None:
        seen[id] = file.line((*where, "id"))


def _check_type(file: YamlFile, where: Where, question: dict[str, Any]) -> None:
    # Looked up in the file as written, since refused choices are choices all the same.
    has_choices = "choices" in file.keys(where)
    type = question.get("type")
    if type == "choice" and not has_choices:
        file.add(where, "a choice question needs `choices`; add them")
    elif type in ("yes_no", "text") and has_choices:
        file.add((*where, "choices"), f"a {type} question has no choices; remove them or the type")


def _check_choices(file: YamlFile, where: Where, question: dict[str, Any]) -> None:
    choices = question.get("choices", {})
    meaning: dict[str, str] = {}  # a word, folded → the value it stands for
    for value, label in choices.items():
        place = (*where, "choices", value)
        if any(is_carrier_keyword(word) for word in (value, label)):
            file.add(place, f"phone carriers act on {_keyword(value, label)}; use another word")
        elif meaning.setdefault(folded(label), value) != value:
            file.add(
                place,
                f"{quoted(label)} is already the label of `{meaning[folded(label)]}`; change one",
            )
    known = _answers(file, where, question)
    for key in OWN:
        for value, words in question.get(key, {}).items():
            place = (*where, key, value)
            if value not in known:
                mend = f"write {either(known)}" if known else "give the question choices first"
                file.add(place, f"`{value}` is not a choice; {mend}")
            _check_words(file, place, value, words, meaning)


def _check_pack(file: YamlFile, where: Where, question: dict[str, Any]) -> None:
    name = question.get("pack")
    if name is None or ("type" in file.keys(where) and "type" not in question):
        return  # what has a refused type may have choices
    place = (*where, "pack")
    known = _answers(file, where, question)
    if name not in pack_names():
        file.add(place, f"no pack is called {quoted(name)}; there are {', '.join(pack_names())}")
    elif not known:
        file.add(place, "a pack has words for choices; give the question choices first")
    elif not read_pack(name).keys() & set(known):
        has = ", ".join(read_pack(name))
        file.add(place, f"the pack has words for {has}, which are no choices here; name them so")


def _answers(file: YamlFile, where: Where, question: dict[str, Any]) -> list[str]:
    """The values that an answer can have, as the file writes them."""
    yes_no = question.get("type") == "yes_no"
    return ["yes", "no"] if yes_no else file.keys((*where, "choices"))


def _check_words(
    file: YamlFile, where: Where, value: str, words: list[str | None], meaning: dict[str, str]
) -> None:
    for position, word in enumerate(words):
        if word is None:
            continue
        place = (*where, position)
        if is_carrier_keyword(word):
            file.add(place, f"phone carriers act on {quoted(word)}; remove it")
        elif meaning.setdefault(folded(word), value) != value:
            other = meaning[folded(word)]
            file.add(place, f"{quoted(word)} already means `{other}`; keep it with one of the two")


def is_carrier_keyword(text: str) -> bool:
    """Whether a text of these words alone would be taken by the carrier ("Stop.", "opt out")."""
    return keywords.parse(re.sub(r"[\W_]", "", text)) is not None


def _keyword(value: str, label: str) -> str:
    return quoted(value if is_carrier_keyword(value) else label)
