"""Whether a campaign's choices will be understood: enough phrases for each, and no two too close.

Such a file works: who answers by button, number or label is heard. So these are warnings.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from bot.campaign_files.words import quoted
from bot.campaign_files.yaml_lines import Where, YamlFile
from bot.errors import Severity
from bot.language.choices import FEW, Choice, closeness, load_language
from bot.leads.campaign import STANDARD_QUESTIONS, Campaign, Question, QuestionType
from bot.reading.choice.of_question import told_by


def check_understood(file: YamlFile, campaign: Campaign) -> None:
    """Warn of choices with fewer than three phrases, and of two that mean nearly the same."""
    for where, question in _choice_questions(campaign):
        for value in question.choices:
            _check_phrases(file, where, question, value)
        _check_close(file, where, question)


def _choice_questions(campaign: Campaign) -> Iterator[tuple[Where, Question]]:
    """The questions with choices, and where they stand in the file."""
    own = 0
    for question in campaign.questions:
        where: Where = ("questions", question.id)
        if question.id not in STANDARD_QUESTIONS:
            where, own = ("questions", "details", own), own + 1
        if question.type is QuestionType.CHOICE:
            yield where, question


def _check_phrases(file: YamlFile, where: Where, question: Question, value: str) -> None:
    count = len(question.phrases.get(value, ()))
    if count < FEW:
        few = f"only {count}" if count else "no"
        file.remark(
            (*where, "choices", value),
            f"`{value}` has {few} phrase{'' if count == 1 else 's'}, so what prospects write for "
            "it is often not understood; add three or more, such as what they see or suffer from",
            Severity.WARNING,
        )


def _check_close(file: YamlFile, where: Where, question: Question) -> None:
    choices = [
        Choice(value, label, told_by(question.phrases.get(value, ())))
        for value, label in question.choices.items()
    ]
    language = load_language("en")  # no other is read
    close = closeness(choices, language)
    for first, second in combinations(question.choices, 2):
        if close[first, second] >= language.too_close:
            labels = " and ".join(quoted(question.choices[each]) for each in (first, second))
            file.remark(
                (*where, "choices", second),
                f"{labels} read nearly alike, so one may be heard for the other; make them one "
                "choice, or give each phrases that the other hasn't",
                Severity.WARNING,
            )
