"""A binary heap of numbered nodes, least key first, in arrays that the caller owns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corridors.routing.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@compiled
def push(keys: Floats, heap: Ints, size: int, key: float, node: int) -> int:
    """Put a node on the heap; returns its new size."""
    i = size
    while i > 0:
        up = (i - 1) >> 1
        if keys[up] <= key:
            break
        keys[i], heap[i] = keys[up], heap[up]
        i = up
    keys[i], heap[i] = key, node
    return size + 1


@compiled
def pop(keys: Floats, heap: Ints, size: int) -> int:
    """Take the top off the heap, which the caller has read; returns its new size."""
    size -= 1
    key, node = keys[size], heap[size]
    i = 0
    while True:
        down = 2 * i + 1
        if down >= size:
            break
        if down + 1 < size and keys[down + 1] < keys[down]:
            down += 1
        if keys[down] >= key:
            break
        keys[i], heap[i] = keys[down], heap[down]
        i = down
    keys[i], heap[i] = key, node
    return size
