"""Prism in front of a server: it holds every request and every answer against a contract.

The contract is Twilio's own description of its API, narrowed to messages; every field of a message
has to be there.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import npm
from tests.conftest import free_port

CLI = npm.MODULES / "@stoplight" / "prism-cli" / "dist" / "index.js"
TWILIO = npm.MODULES / "@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json"
FORM = "application/x-www-form-urlencoded"


def twilio_contract() -> dict[str, Any]:
    """What Twilio says of messages."""
    npm.install()
    contract: dict[str, Any] = json.loads(TWILIO.read_text())
    messages = "/2010-04-01/Accounts/{AccountSid}/Messages"
    wanted = (f"{messages}.json", f"{messages}/{{Sid}}.json")
    contract["paths"] = {path: contract["paths"][path] for path in wanted}
    listed = contract["paths"][wanted[0]]["get"]["responses"]["200"]["content"]
    for field in listed["application/json"]["schema"]["properties"].values():
        if field.get("format") == "uri":  # its own examples are paths
            field["format"] = "uri-reference"
    message = contract["components"]["schemas"]["api.v2010.account.message"]
    message["required"] = sorted(message["properties"])
    return contract


def known_parameters(contract: dict[str, Any]) -> set[str]:
    """What Twilio takes when a message is created; Prism lets other names pass."""
    (create,) = (path["post"] for name, path in contract["paths"].items() if "{Sid}" not in name)
    return set(create["requestBody"]["content"][FORM]["schema"]["properties"])


@contextmanager
def run_prism(contract: dict[str, Any], upstream: str, folder: Path) -> Iterator[str]:
    """The address of a Prism that passes on to `upstream` what the contract allows.

    It answers a wrong request with 422, and a wrong answer with 500. A second to start.
    """
    file, log, port = folder / "contract.json", folder / "prism.log", str(free_port())
    file.write_text(json.dumps(contract))
    prism = npm.start_node(log, CLI, "proxy", "--errors", "--port", port, str(file), upstream)
    try:
        deadline = time.monotonic() + 60
        while "is listening" not in log.read_text():
            assert prism.poll() is None, log.read_text()
            assert time.monotonic() < deadline, "Prism did not start in time"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        prism.kill()
        prism.wait()
