"""What Rasa does at every turn and could spare; each was found by profiling a turn.

`python -m benchmarks.profile_turn` shows where a turn's time goes.
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from rasa.core import processor
from rasa.core.actions import forms
from rasa.core.actions.action import RemoteAction
from rasa.core.policies import rule_policy
from rasa.shared.core.slots import Slot
from rasa.shared.utils import common


def economise() -> None:
    """Spare what changes nothing. Call it once, when the model is loaded."""
    # Every response of an action is held against a JSON Schema: half of a turn. Ours comes from
    # the same process, and the SDK's executor has checked its events.
    RemoteAction._validate_action_result = lambda action, result: True
    # Every class of event is looked for at every event read; none is added after loading.
    common.all_subclasses = cache(common.all_subclasses)
    # Only warns of intents that the domain lacks, and builds an empty domain to find out.
    processor.MessageProcessor._check_for_unseen_features = lambda self, parse_data: None
    # Every tracker, and a turn makes six, copies every slot.
    Slot.__copy__ = _copy_slot
    # These modules copy deeply what they might log for debugging, and nothing else.
    for module in (processor, forms, rule_policy):
        module.copy = SimpleNamespace(deepcopy=lambda value: value)


def _copy_slot(slot: Slot) -> Slot:
    copy: Any = object.__new__(type(slot))
    copy.__dict__.update(slot.__dict__)
    return copy
