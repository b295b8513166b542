"""Small pieces of arithmetic that the measures share: what to do with nothing and with noise."""

from __future__ import annotations

import numpy as np

from regiokaart.congruence.pair.crosstab import FloatArray

_NOISE = 1e-12  # part of a sum below which a difference is one of rounding


def ratio(part: FloatArray, whole: FloatArray, otherwise: float) -> FloatArray:
    """Divide, with `otherwise` where the denominator is not above 0."""
    result = np.full(np.broadcast_shapes(part.shape, whole.shape), otherwise)
    np.divide(part, whole, out=result, where=whole > 0)
    return result


def log2(values: FloatArray) -> FloatArray:
    """Binary logarithm, 0 where there is no weight: such terms are multiplied by 0."""
    return np.log2(np.where(values > 0, values, 1))


def without_noise(difference: FloatArray, scale: FloatArray) -> FloatArray:
    """Make a difference that is only rounding exactly 0."""
    return np.where(difference > _NOISE * scale, difference, 0)
