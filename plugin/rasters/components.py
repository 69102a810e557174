"""Connected areas of one class in an array (four neighbours), with numpy alone.

SciPy's ``label`` knows no classes and is not in every QGIS; GDAL's sieve and polygonize do not give the
areas' numbers. So neighbouring runs of equal pixels are joined here, all at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def label(values: Any, void: int) -> tuple[Any, int]:
    """Numbers connected areas of equal values.

    Args:
        values: Codes [rows, columns].
        void: The value that is no class.

    Returns:
        Numbers from 1 on in raster order, int32 [rows, columns], 0 for void; and the highest number.
    """
    rows, columns = values.shape
    begins = np.ones((rows, columns), bool)
    begins[:, 1:] = values[:, 1:] != values[:, :-1]
    run = np.cumsum(begins.ravel(), dtype=np.int32).reshape(rows, columns)
    run -= 1
    run_value = values.ravel()[begins.ravel()]
    # Two runs above each other touch at most once per overlap: where one of them begins.
    touch = (values[1:] == values[:-1]) & (begins[1:] | begins[:-1])
    root = join(len(run_value), run[:-1][touch], run[1:][touch])
    own = (root == np.arange(len(root), dtype=root.dtype)) & (run_value != void)
    number = np.cumsum(own, dtype=np.int32)
    count = int(number[-1]) if len(number) else 0
    number = number[root]
    number[run_value == void] = 0
    return number[run], count


def join(count: int, first: Any, second: Any) -> Any:
    """The smallest member of each member's group, where pairs are of one group.

    Args:
        count: Number of members, 0 to count - 1.
        first: One member of each pair.
        second: The other member.
    """
    parent = np.arange(count, dtype=np.int32)
    while len(first):
        a, b = parent[first], parent[second]
        apart = a != b
        first, second, a, b = first[apart], second[apart], a[apart], b[apart]
        # If a root has several smaller neighbours, one of them stays; the next round joins the others.
        parent[np.maximum(a, b)] = np.minimum(a, b)
        while True:
            higher = parent[parent]
            if bool((higher == parent).all()):
                break
            parent = higher
    return parent
