"""A place in RD and in longitude and latitude, as numbers and in words."""

from __future__ import annotations

from regiokaart.model.notation import number

# Powers of east and north, in units of 100 km from Amersfoort, with a factor in arc seconds.
_LATITUDE = (
    (0, 1, 3235.65389), (2, 0, -32.58297), (0, 2, -0.24750), (2, 1, -0.84978), (0, 3, -0.06550),
    (2, 2, -0.01709), (1, 0, -0.00738), (4, 0, 0.00530), (2, 3, -0.00039), (4, 1, 0.00033),
    (1, 1, -0.00012),
)  # fmt: skip
_LONGITUDE = (
    (1, 0, 5260.52916), (1, 1, 105.94684), (1, 2, 2.45656), (3, 0, -0.81885), (1, 3, 0.05594),
    (3, 1, -0.05607), (0, 1, 0.01199), (3, 2, -0.00256), (1, 4, 0.00128), (0, 2, 0.00022),
    (2, 0, -0.00022), (5, 0, 0.00026),
)  # fmt: skip
_AMERSFOORT_RD = (155_000.0, 463_000.0)
_AMERSFOORT = (5.38720621, 52.15517440)


def to_wgs84(x: float, y: float) -> tuple[float, float]:
    """Return longitude and latitude (WGS 84, degrees) of a place in metres RD.

    Within a metre of the exact transformation anywhere in the Netherlands: for reading a place,
    not for surveying.

    References
    ----------
    Schreutelkamp, F.H. & Strang van Hees, G.L. (2001). Benaderingsformules voor de transformatie
    tussen RD- en WGS84-kaartcoördinaten. Geodesia 43(2), 64-69.

    Examples
    --------
    >>> [round(degrees, 5) for degrees in to_wgs84(155_000, 463_000)]
    [5.38721, 52.15517]
    """
    east, north = (x - _AMERSFOORT_RD[0]) / 1e5, (y - _AMERSFOORT_RD[1]) / 1e5
    longitude, latitude = (
        degrees + sum(factor * east**p * north**q for p, q, factor in terms) / 3600
        for degrees, terms in zip(_AMERSFOORT, (_LONGITUDE, _LATITUDE), strict=True)
    )
    return longitude, latitude


def rd_text(x: float, y: float) -> str:
    """Write a place in RD for a reader.

    Examples
    --------
    >>> rd_text(155_000, 463_000.4)
    'RD 155.000, 463.000'
    """
    return f"RD {number(x)}, {number(y)}"


def wgs84_text(x: float, y: float) -> str:
    """Write a place in metres RD as latitude and longitude for a reader, to about a metre.

    Examples
    --------
    >>> wgs84_text(155_000, 463_000)
    '52,15517° NB, 5,38721° OL'
    """
    longitude, latitude = to_wgs84(x, y)
    return f"{number(latitude, 5)}° NB, {number(longitude, 5)}° OL"
