"""The definition and the score of a campaign file: each names a question that is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.campaign_files.words import either, instead, quoted
from bot.campaign_files.yaml_lines import Where, YamlFile
from bot.leads.campaign import STANDARD_QUESTIONS, QuestionType

# The kinds of question that a rule can judge.
JUDGES: dict[str, tuple[QuestionType, ...]] = {
    "one_of": (QuestionType.CHOICE,),
    "is": (QuestionType.CHOICE, QuestionType.YES_NO),
    "at_least": (QuestionType.BUDGET,),
    "within_days": (QuestionType.TIMEFRAME,),
    "starts_with": (QuestionType.POSTCODE,),
}
KINDS = {
    QuestionType.CHOICE: "a choice",
    QuestionType.YES_NO: "yes or no",
    QuestionType.BUDGET: "a budget",
    QuestionType.TIMEFRAME: "a timeframe",
    QuestionType.POSTCODE: "a postcode",
    QuestionType.TEXT: "free text",
}


@dataclass(frozen=True, slots=True)
class _Asked:
    type: QuestionType
    answers: list[str]  # the values a choice or a yes/no question can have


def check_rules(file: YamlFile, data: dict[str, Any]) -> None:
    """Note criteria and weights of questions that aren't asked, and rules that can't judge."""
    if "questions" not in data:
        return  # said already; every line below would follow from it
    asked = _asked(file, data["questions"])
    for name, rule in data.get("qualified_when", {}).items():
        where = ("qualified_when", name)
        if name not in asked:
            _add_unasked(file, where, list(asked))
            continue
        for kind, value in rule.items():
            _check_rule(file, (*where, kind), asked[name], value)
    for name in data.get("score", {}):
        if name not in asked:
            _add_unasked(file, ("score", name), list(asked))


def _asked(file: YamlFile, questions: dict[str, Any]) -> dict[str, _Asked]:
    """Every question by id."""
    written = file.keys(("questions",))  # one that is refused is asked all the same
    asked = {
        id: _Asked(type, file.keys(("questions", id, "choices")))
        for id, type in STANDARD_QUESTIONS.items()
        if id in written
    }
    for position, question in enumerate(questions.get("details", [])):
        if question is None or "id" not in question:
            continue
        values = file.keys(("questions", "details", position, "choices"))
        type = QuestionType(question.get("type", "choice" if values else "text"))
        answers = ["yes", "no"] if type is QuestionType.YES_NO else values
        asked.setdefault(question["id"], _Asked(type, answers))
    return asked


def _check_rule(file: YamlFile, where: Where, question: _Asked, value: Any) -> None:
    kind, name = str(where[-1]), where[1]
    if question.type not in JUDGES[kind]:
        fitting = [rule for rule, types in JUDGES.items() if question.type in types]
        mend = f"use {either(fitting)}" if fitting else "give the question choices"
        file.add(
            where, f"{kind} can't judge `{name}`: the answer is {KINDS[question.type]}; {mend}"
        )
    elif kind in ("one_of", "is"):
        for wanted in value if isinstance(value, list) else [value]:
            if wanted is not None and question.answers and wanted not in question.answers:
                mend = instead(wanted, question.answers)
                file.add(where, f"{quoted(wanted)} is not an answer to `{name}`; {mend}")


def _add_unasked(file: YamlFile, where: Where, asked: list[str]) -> None:
    section, name = where[0], str(where[1])
    file.add(where, f"`{section}.{name}` names a question that isn't asked; {instead(name, asked)}")
