"""The order of cascade layers: `@layer` (Cascade 5, 6.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Layer = tuple[str, ...]


def ranks_of(layers: Iterable[Layer]) -> Mapping[Layer, int]:
    """Layer -> its rank, from the weakest; layers stand in the order in which a page first names them.

    What stands in no layer, or in one beside layers inside it, outranks those.
    """
    places: dict[Layer, int] = {}
    named = dict.fromkeys(((), *layers))
    for layer in named:
        for depth in range(1, len(layer) + 1):
            places.setdefault(layer[:depth], len(places))
    own = len(places)

    def key(layer: Layer) -> tuple[int, ...]:
        return (*(places[layer[:depth]] for depth in range(1, len(layer) + 1)), own)

    return {layer: rank for rank, layer in enumerate(sorted(named, key=key))}
