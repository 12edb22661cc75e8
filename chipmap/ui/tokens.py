"""Colours, type and spacing of the window, light and dark, exactly as the design's tables give them.

Every colour on the screen, in a picture and in a document comes from here; `#RRGGBB` strings, so that this
module needs no Qt. A number is always printed beside a scale colour, in the `ink` that can be read on it.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

ThemeName = Literal["light", "dark"]

INK_ON_LIGHT: Final = "#10171E"
INK_ON_DARK: Final = "#FFFFFF"


class Tokens(NamedTuple):
    """The colours of one theme. Scales run from the lowest class to the highest."""

    name: ThemeName
    canvas: str
    surface: str
    surface2: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    focus: str
    line_strong: str
    line: str
    success: str
    success_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    water: str
    land: str
    hatch: str
    graticule: str
    border: str
    outline: str
    halo: str
    collaboration: str
    toast: str
    toast_text: str
    toast_action: str
    scrim: str
    shadow_alpha: float
    capability: tuple[str, ...]
    """Levels 0 Absent … 5 Leading."""
    need: tuple[str, ...]
    """Gaps −3 … +3; index 3 meets the need."""
    dependence: tuple[str, ...]
    """Classes from 0, 5, 10, 20, 40 and 60 per cent."""
    match: tuple[str, ...]
    """Our gap filled, theirs filled, ties, exposure."""
    segments: tuple[str, ...]
    """The eight stages in value-chain order."""


LIGHT: Final = Tokens(
    name="light",
    canvas="#F2F4F6",
    surface="#FFFFFF",
    surface2="#F7F8FA",
    text="#17202A",
    text2="#435060",
    text3="#596675",
    accent="#1B57B5",
    accent_hover="#154692",
    accent_soft="#E6EEFA",
    on_accent="#FFFFFF",
    focus="#0A4FC4",
    line_strong="#7F8995",
    line="#DDE2E7",
    success="#17703F",
    success_soft="#E2F3E8",
    warn="#8A5100",
    warn_soft="#FDF1DC",
    danger="#AE2319",
    danger_soft="#FBE9E7",
    water="#E8EEF2",
    land="#F8F9F9",
    hatch="#CDD4DB",
    graticule="#DDE2E7",
    border="#FFFFFF",
    outline="#17202A",
    halo="#FFFFFF",
    collaboration="#A33A7A",
    toast="#1E2731",
    toast_text="#FFFFFF",
    toast_action="#8FBBFF",
    scrim="#17202A",
    shadow_alpha=0.10,
    capability=("#EEE5D6", "#C6DF98", "#83C8A8", "#3B9DAB", "#1C6A93", "#153C6E"),
    need=("#8F3A06", "#CF6E22", "#F0BC86", "#E9E7E2", "#A6C8E4", "#4A8AC2", "#124C88"),
    dependence=("#F6ECE0", "#F2CFA6", "#E8A462", "#CF6E22", "#A34A0C", "#6E2C06"),
    match=("#123B7A", "#3E74C9", "#8DB0E4", "#B7C1CC"),
    segments=("#4984FB", "#361B7E", "#D67400", "#A33D06", "#5E1D16", "#136E6E", "#7B38B5", "#9F89A6"),
)

DARK: Final = Tokens(
    name="dark",
    canvas="#12171D",
    surface="#1A2129",
    surface2="#202832",
    text="#EEF2F6",
    text2="#C0CAD5",
    text3="#9EABB9",
    accent="#7FB2FF",
    accent_hover="#A3C8FF",
    accent_soft="#22344F",
    on_accent="#0B1624",
    focus="#A3C8FF",
    line_strong="#7B8794",
    line="#323C47",
    success="#6FD39B",
    success_soft="#17362A",
    warn="#F2BC62",
    warn_soft="#3A2D14",
    danger="#FF9B90",
    danger_soft="#43201D",
    water="#0E1318",
    land="#232A32",
    hatch="#46515C",
    graticule="#323C47",
    border="#0E1318",
    outline="#FFFFFF",
    halo="#0E1318",
    collaboration="#F29CCB",
    toast="#EEF2F6",
    toast_text="#17202A",
    toast_action="#1B57B5",
    scrim="#17202A",
    shadow_alpha=0.35,
    capability=("#3D3733", "#1F4A72", "#27718F", "#369C9F", "#7CC79A", "#DDF0A6"),
    need=("#FFB072", "#CF7429", "#80502A", "#454A51", "#2F5A80", "#438CCB", "#A5D3FF"),
    dependence=("#2B2A29", "#5A3B22", "#8A531F", "#C17028", "#EE9C55", "#FFD3A8"),
    match=("#A9CBFF", "#5F96E8", "#3B5F99", "#566271"),
    segments=("#44BFFE", "#9775D5", "#FEA219", "#D46A0F", "#E5EF75", "#21A38A", "#6DFFFC", "#B6C2AD"),
)


class TypeStyle(NamedTuple):
    """A text role: sizes in pixels at 100 %, CSS weight."""

    size: int
    line_height: int
    weight: int


TYPE: Final[dict[str, TypeStyle]] = {
    "display": TypeStyle(30, 38, 600),
    "map_title": TypeStyle(22, 28, 600),
    "title": TypeStyle(21, 28, 600),
    "heading": TypeStyle(16, 24, 600),
    "body": TypeStyle(14, 20, 400),
    "body_strong": TypeStyle(14, 20, 600),
    "small": TypeStyle(13, 18, 400),
    "small_strong": TypeStyle(13, 18, 600),
    "caption": TypeStyle(12, 16, 500),
    "caption_strong": TypeStyle(12, 16, 600),
}
"""The type scale; nothing on the screen is smaller than `caption`."""

PANEL_PADDING: Final = 24
CONTROL_HEIGHT: Final = 34
FOOTER_CONTROL_HEIGHT: Final = 40

RADIUS_INNER: Final = 4
RADIUS_CONTROL: Final = 6
RADIUS_CARD: Final = 9
RADIUS_DIALOG: Final = 14

FLY_MS: Final = 420

SMALLEST_TEXT_SCALE: Final = 0.9
LARGEST_TEXT_SCALE: Final = 1.5


def tokens(name: ThemeName) -> Tokens:
    """The colours of the light or the dark theme."""
    return DARK if name == "dark" else LIGHT


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue 0–255 of `#RRGGBB`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance 0–1 as in WCAG 2.2."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio 1–21 of two colours as in WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink(colour: str) -> str:
    """The white or near-black in which a digit can be read on `colour`."""
    if contrast(INK_ON_DARK, colour) >= contrast(INK_ON_LIGHT, colour):
        return INK_ON_DARK
    return INK_ON_LIGHT
