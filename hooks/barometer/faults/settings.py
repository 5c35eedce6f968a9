"""The environment variables that are read, the form each must have, and their values."""

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime

SITE_URL = "SITE_URL"
EDIT_URI = "EDIT_URI"
REPRODUCIBLE = "SOURCE_DATE_EPOCH"
IN_CI = "CI"
IS_SHOWN = "BAROMETER_SHOWN"
"""Set by `barometer serve` for the builds of the site that is shown."""

_PART = r"[^\s\"'<>?#/]+"
FORMS: Mapping[str, str] = {
    SITE_URL: rf"https?://{_PART}/(?:{_PART}/)*",
    EDIT_URI: rf"https?://{_PART}/(?:{_PART}/)*edit/(?:{_PART}/)+docs/",
    REPRODUCIBLE: r"\d{1,11}",
}
"""What a variable must look like where it is set and not empty; the others may be anything."""


def read_setting(name: str, default: str = "") -> str:
    """The value of a variable; the default where it is not set or empty."""
    return os.environ.get(name, "") or default


def ill_formed_settings() -> dict[str, str]:
    """The variables whose value has not the form that it must have, with that value."""
    found = {name: read_setting(name) for name in FORMS}
    return {name: one for name, one in found.items() if one and not re.fullmatch(FORMS[name], one)}


def reproducible_time() -> datetime | None:
    """The moment that `SOURCE_DATE_EPOCH` sets for the build; None where it sets none."""
    seconds = read_setting(REPRODUCIBLE)
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None


def in_ci() -> bool:
    """Whether a machine runs this, which shows faults on their lines."""
    return read_setting(IN_CI).lower() in {"true", "1"}


def is_shown() -> bool:
    """Whether this build is one of a site that is shown."""
    return bool(read_setting(IS_SHOWN))
