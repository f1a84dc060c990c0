"""The colours of values, light and dark, decided in one place.

Need is one hue from pale to deep; on dark paper from dim to bright, so that "more" always stands
out from the page. Difference is blue to orange, never red to green. Neutral indicators (age,
ethnicity) wear a hue of their own, so that nobody reads need into them.
"""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.model.figures import Polarity


@dataclass(frozen=True, slots=True)
class Palette:
    """Class colours (five unless said), lowest values first, for each theme."""

    light: tuple[str, ...]
    dark: tuple[str, ...]

    def of(self, count: int) -> Palette:
        """As many colours as there are classes, spread over the whole range.

        >>> NEED.of(3).light == (NEED.light[0], NEED.light[2], NEED.light[4])
        True
        """
        steps = max(count - 1, 1)
        chosen = [round(4 * band / steps) for band in range(count)]
        return Palette(
            tuple(self.light[at] for at in chosen), tuple(self.dark[at] for at in chosen)
        )

    def turned(self) -> Palette:
        """The same colours the other way round."""
        return Palette(self.light[::-1], self.dark[::-1])


NEED = Palette(
    light=("#d9e7ef", "#a5c8dd", "#669fc3", "#30719b", "#0e4263"),
    dark=("#274051", "#38647f", "#5590b3", "#8dbdd8", "#d6ebf6"),
)
NEUTRAL = Palette(
    light=("#e6e1ec", "#c4b9d1", "#9a8bb0", "#6f5f8b", "#453663"),
    dark=("#3a3446", "#5a5070", "#81749c", "#ada1c5", "#e2daf0"),
)
DIFFERENCE = Palette(
    light=("#23658f", "#93bdd8", "#ebe7de", "#efb078", "#b0560f"),
    dark=("#86c5ec", "#3e7092", "#44474a", "#a06a33", "#f4a962"),
)


def palette_for(polarity: Polarity, *, difference: bool = False) -> Palette:
    """The palette of an indicator: deep always means need, whichever way its values run.

    >>> palette_for(Polarity.HIGHER_IS_BETTER).light[0] == NEED.light[-1]
    True
    """
    if difference:
        return DIFFERENCE
    if polarity is Polarity.NEUTRAL:
        return NEUTRAL
    return NEED if polarity is Polarity.LOWER_IS_BETTER else NEED.turned()


# IMD deciles: 1 = most deprived = deepest on light paper, brightest on dark.
DECILES = Palette(
    light=(
        "#0e4263", "#1d5679", "#30719b", "#4b89b0", "#669fc3",
        "#86b4d1", "#a5c8dd", "#bfd8e6", "#d9e7ef", "#edf3f7",
    ),
    dark=(
        "#d6ebf6", "#b2d4e7", "#8dbdd8", "#71a7c5", "#5590b3",
        "#467a99", "#38647f", "#2f5268", "#274051", "#203441",
    ),
)  # fmt: skip


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on ``colour`` (WCAG relative luminance).

    >>> ink_on("#0e4263"), ink_on("#edf3f7")
    ('#ffffff', '#14181c')
    """
    return max(("#ffffff", "#14181c"), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two ``#rrggbb`` colours, 1 to 21.

    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
