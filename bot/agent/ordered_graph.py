"""Runs Rasa's prediction graph as a plain ordered loop.

Dask, which Rasa uses, plans the same few nodes anew two to three times a turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

# One step: a node, its name, and the names of what it takes.
Step = tuple[str, GraphNode, tuple[str, ...]]


class OrderedGraph:
    """Has the `run` of Rasa's GraphRunner, over nodes that a DaskGraphRunner has made."""

    def __init__(self, made: DaskGraphRunner) -> None:
        self._schema: GraphSchema = made._graph_schema
        self._nodes: dict[str, GraphNode] = made._instantiated_nodes
        self._plans: dict[tuple[str, ...], list[Step]] = {}

    @property
    def components(self) -> list[Any]:
        """The loaded components of all nodes."""
        return [node._component for node in self._nodes.values()]

    def run(
        self, inputs: dict[str, Any] | None = None, targets: Sequence[str] | None = None
    ) -> dict[str, Any]:
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted)
        values: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, node, needs in self._plans[wanted]:
            values[name] = node(*(values[need] for need in needs))
        return dict(values[target] for target in wanted)

    def _plan(self, wanted: tuple[str, ...]) -> list[Step]:
        nodes = self._schema.minimal_graph_schema(list(wanted)).nodes
        needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
        order = TopologicalSorter(needs).static_order()
        return [(name, self._nodes[name], needs[name]) for name in order if name in nodes]
