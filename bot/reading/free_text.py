"""Questions of free text: any words answer them, but those that steer or ask something."""

from __future__ import annotations

from dataclasses import replace

from bot.language.intents import FALLBACK, Scene, decide_intent
from bot.language.questions import asked_in
from bot.leads.campaign import QuestionType
from bot.reading.heard import Context, Values

# To a question of free text these are no answer; those of the second line where they are brief:
# "not sure the chimney is straight" tells something.
NO_FREE_TEXT = frozenset(
    """ask_privacy human start_over opt_out minor spanish emergency existing_customer complaint
    reschedule""".split()
)
BRIEFLY_NONE = NO_FREE_TEXT | frozenset(
    """skip unsure deny ask_why ask_cost repeat go_back goodbye greet thank bot_challenge
    rude""".split()
)
BRIEF = 6  # words


def is_free_text(context: Context) -> bool:
    """Whether such a question was asked."""
    question = context.campaign.question(context.asks or "") if context.campaign else None
    return question is not None and question.type is QuestionType.TEXT


def unless_no_answer(scene: Scene, intent: str) -> tuple[Values, str]:
    """Without the free text, and the intent then, where it steers or asks instead of answering."""
    without = {name: heard for name, heard in scene.values.items() if name != scene.asks}
    other = decide_intent(replace(scene, values=without))
    none = BRIEFLY_NONE if len(scene.message.split()) <= BRIEF else NO_FREE_TEXT
    if other in none or (other == FALLBACK and asked_in(scene.message)):
        return without, other
    return dict(scene.values), intent
