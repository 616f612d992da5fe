"""The examples in data/roles, with the candidates that each topic's finder sees in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.language.amount_roles import ENTITY, as_candidates, frame
from bot.language.contact import roles as contact
from bot.language.days import roles as days
from bot.language.days.find import telling
from bot.language.days.mentions import find_mentions
from bot.language.days.value import Scene
from bot.language.doc import read
from bot.language.examples import read_annotated, roles_of
from bot.language.money_scene import MoneyScene
from bot.language.roles import Example
from bot.reading.money_found import find_money
from bot.values.budget import Period

SAID_ON = date(2026, 11, 23)
"""When the sentences about days were said: a Monday."""


def amount_examples(folder: Path) -> Iterator[Example]:
    """Of every sentence in `amounts.yml` that holds an amount."""
    scenes = read_scenes(folder)
    for annotated in read_annotated(folder / "amounts.yml"):
        scene = scene_of(annotated.metadata, scenes)
        doc = read(annotated.text)
        candidates = tuple(as_candidates(find_money(doc, scene.currency), scene))
        if candidates:
            roles = roles_of(doc, candidates, annotated.annotations, ENTITY)
            yield Example(doc, candidates, frame(scene), roles)


def contact_examples(folder: Path) -> Iterator[Example]:
    """Of every sentence in `contact.yml` that holds a phone number, an address or a postcode."""
    for annotated in read_annotated(folder / "contact.yml"):
        asks = annotated.metadata.get("asks")
        doc = read(annotated.text)
        found = contact.find_all(doc, "US", asks)
        candidates = contact.as_candidates(doc, found)
        if candidates:
            roles = tuple(
                roles_of(doc, [one], annotated.annotations, kind)[0]
                for one, (kind, _) in zip(candidates, found, strict=True)
            )
            yield Example(doc, candidates, contact.frame(asks), roles)


def day_examples(folder: Path) -> Iterator[Example]:
    """Of every sentence in `days.yml` that holds an expression of days."""
    scene = Scene(SAID_ON)
    for annotated in read_annotated(folder / "days.yml"):
        asks = annotated.metadata.get("asks")
        doc = telling(read(annotated.text))
        found = find_mentions(doc, scene, asks == "timeframe")
        named = [one for one in found if one.named and not one.days.void]
        if named:
            candidates = tuple(days.as_candidates(doc, named, scene))
            roles = roles_of(doc, candidates, annotated.annotations, days.ENTITY)
            yield Example(doc, candidates, days.frame(asks), roles)


def read_scenes(folder: Path) -> Mapping[str, MoneyScene]:
    """The campaigns of `campaigns.yml` as scenes, by name, nothing asked."""
    told = YAML(typ="safe").load((folder / "campaigns.yml").read_text(encoding="utf-8"))
    return {name: _scene(row) for name, row in told["campaigns"].items()}


def scene_of(metadata: Mapping[str, Any], scenes: Mapping[str, MoneyScene]) -> MoneyScene:
    """The scene of a sentence by its metadata, `{asks: …, campaign: …}`."""
    from dataclasses import replace

    return replace(scenes[metadata.get("campaign", "any")], asks=metadata.get("asks"))


def _scene(row: Mapping[str, Any]) -> MoneyScene:
    plausible = row.get("plausible")
    return MoneyScene(
        row.get("currency", "USD"),
        None,
        row["means"],
        Period(row["period"]),
        Decimal(row["floor"]),
        (Decimal(plausible[0]), Decimal(plausible[1])) if plausible else None,
    )
