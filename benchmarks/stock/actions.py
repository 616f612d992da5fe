"""Custom actions as Rasa's documentation writes them."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

Slots = dict[str, Any]


class ValidateLeadForm(FormValidationAction):
    def name(self) -> str:
        return "validate_lead_form"

    def validate_budget(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Slots
    ) -> Slots:
        if re.search(r"\d", value):
            return {"budget": value}
        dispatcher.utter_message(text="A rough figure is enough.")
        return {"budget": None}

    def validate_postcode(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Slots
    ) -> Slots:
        found = re.search(r"\b\d{5}\b", value)
        if found:
            return {"postcode": found.group()}
        dispatcher.utter_message(text="That does not look like a ZIP code.")
        return {"postcode": None}

    def validate_phone(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Slots
    ) -> Slots:
        digits = re.sub(r"\D", "", value)
        if len(digits) in (10, 11):
            return {"phone": digits}
        dispatcher.utter_message(text="That does not look like a phone number.")
        return {"phone": None}

    def validate_email(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Slots
    ) -> Slots:
        if re.fullmatch(r"\S+@\S+\.\S+", value):
            return {"email": value}
        dispatcher.utter_message(text="That does not look like an e-mail address.")
        return {"email": None}


class ActionSubmit(Action):
    """The lead is the tracker's slots; the SQL tracker store saves them."""

    def name(self) -> str:
        return "action_submit"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Slots
    ) -> list[dict[str, Any]]:
        amounts = [int(figure) for figure in re.findall(r"\d+", tracker.get_slot("budget") or "")]
        qualified = tracker.get_slot("owner") and bool(amounts) and tracker.get_slot("consent")
        dispatcher.utter_message(text=f"Thank you, {tracker.get_slot('name')}. We call you soon.")
        return [SlotSet("outcome", "qualified" if qualified else "unqualified")]
