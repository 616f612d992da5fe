"""Remembers which rules fit which state.

Rasa's RulePolicy holds every rule against every state, two to three times a turn: a fifth of a
turn. A form passes through few states, so what was found for one is kept.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy

MOST = 5000  # states; there are a few hundred


def remember_rules(policy: RulePolicy) -> None:
    """Make a loaded policy look a state up before it searches."""
    search = policy._get_possible_keys
    found: dict[tuple[int, str], set[str]] = {}

    def remembered(lookup: dict[str, str], states: list[dict[str, Any]]) -> set[str]:
        key = (id(lookup), json.dumps(states, sort_keys=True))
        if key not in found:
            if len(found) >= MOST:
                found.clear()
            found[key] = search(lookup, states)
        return found[key]

    policy._get_possible_keys = remembered
