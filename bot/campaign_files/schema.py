"""A campaign file against campaigns/schema.json: its shape, key by key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from bot.campaign_files.words import either, instead, quoted
from bot.campaign_files.yaml_lines import Where, YamlFile
from bot.settings import ROOT

SCHEMA = ROOT / "campaigns" / "schema.json"
LONGEST_SHOWN = 40
KINDS = {"object": "a mapping (key: value)", "array": "a list", "boolean": "true or false"}


def check_shape(file: YamlFile) -> Any:
    """Note in `file` what the schema refuses; return its data without the refused parts.

    What is returned has the schema's types wherever it has a value at all, so the checks of
    meaning can go on and every problem is told at once. A refused list item becomes None.
    """
    refused: set[Where] = set()
    for error in _validator().iter_errors(file.data):
        for where, reason in _problems(error):
            file.add(where, reason)
            refused.add(where)
    return _without(refused, file.data, ())


@cache
def _validator() -> Draft7Validator:
    return Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _problems(error: ValidationError) -> Iterator[tuple[Where, str]]:
    where: Where = tuple(error.absolute_path)
    found: Any = error.instance
    wanted: Any = error.validator_value
    if error.validator == "required":
        for key in wanted:
            if key not in found:
                yield (*where, key), f"{_name((*where, key))} is missing; add it"
    elif error.validator == "additionalProperties":
        known = list(cast(dict[str, Any], error.schema)["properties"])
        for key in found:
            if key not in known:
                yield (*where, key), f"{_name((*where, key))} is not a key; {instead(key, known)}"
    elif "propertyNames" in error.absolute_schema_path:
        yield (*where, found), f"{_name((*where, found))}: {_mend(error)}"
    else:
        yield where, f"{_name(where)}: {_said(found)}{_mend(error)}"


def _name(where: Where) -> str:
    """`qualified_when.budget.at_least`, `questions.details[1].ask`."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in where)
    return f"`{''.join(steps).lstrip('.')}`" if where else "the file"


def _said(value: object) -> str:
    """The value, shortened, where showing it helps."""
    if value is None:
        return "nothing is set; "
    if isinstance(value, dict | list):
        return ""
    length = len(str(value))
    return f"not {quoted(value)}; " if length <= LONGEST_SHOWN else f"{length} characters; "


def _mend(error: ValidationError) -> str:
    schema = cast(dict[str, Any], error.schema)
    wanted: Any = error.validator_value
    if "errorMessage" in schema:
        return str(schema["errorMessage"])
    if error.validator == "enum":
        return f"write {either(wanted)}"
    if error.validator == "type":
        return f"write {KINDS.get(wanted, wanted)}"
    if error.validator == "maxItems":
        return f"keep at most {wanted}"
    return str(error.message)


def _without(refused: set[Where], value: Any, where: Where) -> Any:
    if where in refused:
        return None
    if isinstance(value, dict):
        kept = {k: _without(refused, v, (*where, k)) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v is not None}
    if isinstance(value, list):
        return [_without(refused, v, (*where, i)) for i, v in enumerate(value)]
    return value
