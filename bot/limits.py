"""How much one caller may cause: the figures. `bot/services/limiter.py` counts against them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# After so long someone who comes back is greeted, and heard out, as if anew.
AWAY = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `most` in a window of this length. Windows follow each other in real time."""

    most: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit by name, which is also its counter's kind and its setting, `LIMIT_…`.

    The first group is traffic, from which this machine is exempt in the simulator. The others hold
    everywhere: they keep machines from talking for ever, and businesses from many texts.
    """

    chats_per_address: Rate = Rate(30, HOUR)
    messages_per_address: Rate = Rate(600, HOUR)
    messages_per_chat: Rate = Rate(60, HOUR)
    messages_in_chat: Rate = Rate(200, timedelta(days=30))  # as long as its token is good
    texts_per_number: Rate = Rate(30, HOUR)
    texts_per_number_a_day: Rate = Rate(100, DAY)
    replies_per_number: Rate = Rate(60, DAY)
    chats_per_campaign: Rate = Rate(500, HOUR)
    texts_per_campaign: Rate = Rate(2000, HOUR)

    # Answers to HELP, START and STOP, each; and to what the business itself texts.
    answers_per_keyword: Rate = Rate(3, DAY)
    answers_per_business: Rate = Rate(3, DAY)

    # By text, as long as the dialogue stands where it is: the same words again, where they aren't
    # understood or are a machine's many; a few short ones; and any words without effect.
    repeats: Rate = Rate(2, AWAY)
    short_repeats: Rate = Rate(4, AWAY)
    not_understood: Rate = Rate(7, AWAY)
    leading_nowhere: Rate = Rate(20, AWAY)

    # Texts to the business at once; more are joined.
    updates_per_conversation: Rate = Rate(3, DAY)
    updates_per_business: Rate = Rate(50, DAY)
    calls_per_number: Rate = Rate(3, DAY)
    calls_per_address: Rate = Rate(3, DAY)
    calls_per_campaign: Rate = Rate(10, DAY)
    calls_per_business: Rate = Rate(20, DAY)


LIMITS = Limits()
