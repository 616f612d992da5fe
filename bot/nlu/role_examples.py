"""The examples in data/roles, with the candidates that each topic's finder sees in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.language.amount_roles import ENTITY, as_candidates, frame
from bot.language.contact import roles as contact
from bot.language.doc import read
from bot.language.examples import read_annotated, roles_of
from bot.language.money_scene import MoneyScene
from bot.language.roles import Example
from bot.nlu.money_found import find_money
from bot.values.budget import Period


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
