"""What the prospect of every measured conversation says."""

from __future__ import annotations

from itertools import count

CAMPAIGN = "roofing"

# By what the bot asks for. Stock Rasa gets the same answers in the same order.
ANSWERS = {
    "need": "I need my roof repaired",
    "budget": "8 to 10 grand",
    "timeframe": "next month",
    "postcode": "94110",
    "owner": "yes",
    "name": "Maria Lopez",
    "phone": "{phone}",
    "email": "maria.lopez@example.com",
    "consent": "yes",
}
TURNS = 1 + len(ANSWERS)  # the opening counts: the bot answers it

_numbers = count(2000)


def answers() -> dict[str, str]:
    """A prospect's answers, with a telephone number that no other prospect has."""
    number = f"415 55{next(_numbers) % 90000 + 10000}"
    return {asks: text.replace("{phone}", number) for asks, text in ANSWERS.items()}
