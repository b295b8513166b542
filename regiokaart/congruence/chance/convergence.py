"""Whether a walk has said enough: how many draws it is worth, and whether walks agree."""

from __future__ import annotations

import numpy as np

from regiokaart.congruence.pair.crosstab import FloatArray


def split_rhat(chains: FloatArray) -> float:
    """Compare the spread between walks (each cut in two) to that within them.

    Parameters
    ----------
    chains : ndarray of float64, shape (c, s)
        One figure of s draws of each of c walks.

    Returns
    -------
    float
        1 where the halves say the same; above about 1.05 they do not. NaN where nothing varies
        within them, or with fewer than 4 draws a walk.

    References
    ----------
    Gelman, Carlin, Stern, Dunson, Vehtari & Rubin 2013, section 11.4.

    Examples
    --------
    >>> up = np.arange(100.0)
    >>> split_rhat(np.array([up, up])) > 1.5
    True
    """
    half = chains.shape[1] // 2
    if half < 2:
        return float("nan")
    halves = np.concatenate([chains[:, :half], chains[:, -half:]])
    within = halves.var(axis=1, ddof=1).mean()
    between = halves.mean(axis=1).var(ddof=1)
    if within == 0:
        return float("nan")
    return float(np.sqrt((half - 1) / half + between / within))


def effective_size(chains: FloatArray) -> float:
    """Estimate how many independent draws would give the mean as precisely as these do.

    That is the number of draws divided by 1 + 2 Σ of the autocorrelations, which are taken in
    pairs of lags until a pair is no longer positive (Geyer 1992) and made to fall. The
    autocorrelation is that of all walks together, so that walks that disagree count for less
    (Vehtari et al. 2021).

    Parameters
    ----------
    chains : ndarray of float64, shape (c, s)
        One figure of s draws of each of c walks.

    Returns
    -------
    float
        At most c · s. NaN where nothing varies, or with fewer than 4 draws a walk.

    References
    ----------
    Geyer 1992, Practical Markov chain Monte Carlo. Vehtari, Gelman, Simpson, Carpenter & Bürkner
    2021, Rank-normalization, folding, and localization.
    """
    c, s = chains.shape
    if s < 4 or np.all(chains == chains.flat[0]):
        return float("nan")
    covariance = np.mean([_autocovariance(chain) for chain in chains], axis=0)
    within = covariance[0] * s / (s - 1)
    spread = covariance[0] + (chains.mean(axis=1).var(ddof=1) if c > 1 else 0.0)
    correlation = 1 - (within - covariance) / spread
    correlation[0] = 1.0
    pairs = correlation[: s - s % 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs <= 0)
    falling = np.minimum.accumulate(pairs[: ends[0]] if len(ends) else pairs)
    return float(min(c * s / max(2 * falling.sum() - 1, 1e-9), c * s))


def _autocovariance(values: FloatArray) -> FloatArray:
    """Autocovariance at every lag, by a Fourier transform; divided by s, as usual. Shape (s,)."""
    s = len(values)
    spectrum = np.fft.rfft(values - values.mean(), 2 * s)
    covariance: FloatArray = np.fft.irfft(spectrum * spectrum.conj())[:s] / s
    return covariance
