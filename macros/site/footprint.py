"""Two published estimates of what a page costs: grams of CO2e, and an EcoIndex.

Both are orders of magnitude, proportional to what a page sends and holds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

# Sustainable Web Design Model, version 4 (sustainablewebdesign.org/estimating-digital-emissions,
# 2024): energy per gigabyte sent, in kWh, to run and to make data centres, networks and devices;
# and the carbon intensity of the world's electricity, in grams of CO2e per kWh.
OPERATIONAL_KWH_PER_GB = {"data centres": 0.055, "networks": 0.059, "devices": 0.080}
EMBODIED_KWH_PER_GB = {"data centres": 0.012, "networks": 0.013, "devices": 0.081}
GRAMS_PER_KWH = 494
BYTES_PER_GB = 1_000_000_000


def co2e(sent: int) -> float:
    """Grams of CO2e of a first visit that sends `sent` bytes, with ordinary hosting."""
    kwh_per_gb = sum(OPERATIONAL_KWH_PER_GB.values()) + sum(EMBODIED_KWH_PER_GB.values())
    return sent / BYTES_PER_GB * kwh_per_gb * GRAMS_PER_KWH


# EcoIndex 3 (Collectif Green IT, ecoindex.fr; cnumr/ecoindex_reference): the twentieths of a
# sample of half a million pages, by elements, by requests, and by kilobytes.
ELEMENTS = [0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601]
REQUESTS = [0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920]
KILOBYTES = [
    0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06,
    2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
]  # fmt: skip

GRADES = [(80, "A"), (70, "B"), (55, "C"), (40, "D"), (25, "E"), (10, "F")]


def quantile(bounds: Sequence[float], value: float) -> float:
    """Where `value` falls among the twentieths `bounds`: 0 to 20, interpolated."""
    if value >= bounds[-1]:
        return len(bounds) - 1
    index = bisect_right(bounds, value) - 1
    low, high = bounds[index : index + 2]
    return index + (value - low) / (high - low)


def ecoindex(elements: int, requests: int, sent: int) -> float:
    """EcoIndex of a page: 0 (worst) to 100, from its elements, requests and bytes sent."""
    weighted = 3 * quantile(ELEMENTS, elements) + 2 * quantile(REQUESTS, requests) + quantile(KILOBYTES, sent / 1000)
    return 100 - 5 * weighted / 6


def grade(score: float) -> str:
    """The letter of an EcoIndex, A to G."""
    return next((letter for bound, letter in GRADES if score > bound), "G")
