"""Country codes of ISO 3166, from the territories that Babel knows."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from barometer.text import Text

# Two-letter codes in Babel's list that ISO 3166 has not given to a country.
_NOT_ISO = {
    "AC",
    "CP",
    "CQ",
    "DG",
    "EA",
    "EU",
    "EZ",
    "IC",
    "QO",
    "TA",
    "UN",
    "XA",
    "XB",
    "XK",
    "ZZ",
}
_OFTEN = {"UK": "GB", "EN": "GB", "EL": "GR", "DA": "DK", "SV": "SE"}


@cache
def countries() -> Mapping[str, Text]:
    """Every code with the country's name in both languages."""
    danish, english = Locale("da").territories, Locale("en").territories
    codes = (code for code in map(str, english) if len(code) == 2 and code.isalpha())
    return {
        code: Text(da=danish[code], en=english[code])
        for code in sorted(set(codes) - _NOT_ISO)
        if code in danish
    }


def country_hint(written: str) -> Text:
    """The code meant by a name, a common mistake or a near miss."""
    upper, lower = written.strip().upper(), written.strip().lower()
    for code, name in countries().items():
        if lower in {name.da.lower(), name.en.lower()}:
            return _meant(code)
    if upper in countries() or upper in _OFTEN:
        return _meant(_OFTEN.get(upper, upper))
    often = "DK, FI, IS, NL, NO, SE"
    return Text(da=f"For eksempel {often}.", en=f"For example {often}.")


def _meant(code: str) -> Text:
    name = countries()[code]
    return Text(da=f"Skriv {code} ({name.da}).", en=f"Write {code} ({name.en}).")
