"""What an effect is expected to add, integrated numerically: what the closed form is held against."""

from scipy.integrate import quad
from scipy.stats import beta


def expected_minimum(strength: float, weakness: float, effect: float, target: float = 0.6) -> float:
    """E[min(effect, max(0, target − S))] of S ~ Beta(1 + strength, 1 + weakness)."""
    kinks = [point for point in (target - effect, target) if 0 < point < 1]
    density = beta(1 + strength, 1 + weakness).pdf
    return float(quad(lambda s: min(effect, max(0.0, target - s)) * density(s), 0, 1, points=kinks or None)[0])
