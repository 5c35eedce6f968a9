"""The colours of figures: roles, each with one value per scheme."""

from collections.abc import Mapping
from typing import Literal

Scheme = Literal["light", "dark"]

LIGHT: Mapping[str, str] = {
    "ground": "#ffffff",
    "text": "#14212b",
    "quiet": "#505d68",
    "axis": "#66737d",
    "grid": "#dde3e7",
    "tone-1": "#7d919f",
    "tone-2": "#2a73a3",
    "tone-3": "#0b5585",
    "tone-4": "#0c2b40",
    "on-1": "#0b151c",
    "on-2": "#ffffff",
    "on-3": "#ffffff",
    "on-4": "#ffffff",
    "interval": "#14212b",
    "break": "#a2431a",
}
DARK: Mapping[str, str] = {
    "ground": "#14202a",
    "text": "#eef3f6",
    "quiet": "#b0bec8",
    "axis": "#8a99a4",
    "grid": "#2c3a46",
    "tone-1": "#607584",
    "tone-2": "#4f9fd0",
    "tone-3": "#8cc8ee",
    "tone-4": "#e2f1fb",
    "on-1": "#ffffff",
    "on-2": "#0b151c",
    "on-3": "#0b151c",
    "on-4": "#0b151c",
    "interval": "#eef3f6",
    "break": "#f0a37c",
}
SCHEMES: Mapping[Scheme, Mapping[str, str]] = {"light": LIGHT, "dark": DARK}
ROLES: tuple[str, ...] = tuple(LIGHT)

SENTINELS: Mapping[str, str] = {role: f"#fe01{n:02x}" for n, role in enumerate(ROLES)}
"""What matplotlib draws with: colours that stand for a role until the drawing is finished."""
ROLE_OF: Mapping[str, str] = {colour: role for role, colour in SENTINELS.items()}

TONES: Mapping[int, tuple[str, ...]] = {
    1: ("tone-3",),
    2: ("tone-1", "tone-3"),
    3: ("tone-1", "tone-3", "tone-4"),
    4: ("tone-1", "tone-2", "tone-3", "tone-4"),
}
"""The fills of one to four series, from the least to the most emphatic."""


def on(tone: str) -> str:
    """The role of text that stands upon a tone."""
    return tone.replace("tone", "on")
