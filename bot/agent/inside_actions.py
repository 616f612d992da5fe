"""Custom actions run inside the process, where Rasa would call an action server."""

from __future__ import annotations

import json
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.services.turn import current_turn


class InsideActions(EndpointConfig):
    """An action endpoint without a network.

    An action that dies would lose its events and leave silence: Rasa only logs it. Here it is
    noted on the turn, which then commits nothing and is tried again.
    """

    def __init__(self) -> None:
        super().__init__(url="inside", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("bot.actions")

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        call = kwargs["json"]
        try:
            return await self._executor.run(call)
        except ActionExecutionRejection as rejection:
            body = {"error": rejection.message, "action_name": rejection.action_name}
            raise ClientResponseError(400, "rejected", json.dumps(body)) from rejection
        except Exception as error:
            turn = current_turn()
            if turn is not None:
                turn.failure = error
            raise
