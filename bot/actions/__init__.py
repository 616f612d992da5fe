"""Rasa custom actions, thin: from the tracker to values, to a service, to words.

Rasa finds them here (`rasa run actions --actions bot.actions`).
"""

from bot.actions.ends import ComeBack, Emergency, Leave, PassOn
from bot.actions.human import CallHuman, StayQuiet
from bot.actions.lead_form import ValidateLeadForm
from bot.actions.open import Open
from bot.actions.reply import AnswerAside
from bot.actions.stop import Stop
from bot.actions.submit_lead import SubmitLead

__all__ = [
    "AnswerAside",
    "CallHuman",
    "ComeBack",
    "Emergency",
    "Leave",
    "Open",
    "PassOn",
    "StayQuiet",
    "Stop",
    "SubmitLead",
    "ValidateLeadForm",
]
