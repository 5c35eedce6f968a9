"""What VS Code completes while one writes a page: the fields of its head, and our own syntax.

The YAML extension does not read the head of a Markdown file, so its fields come as snippets.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

FILE = ".vscode/coi.code-snippets"
SYNTAX: Mapping[str, tuple[str, str, str]] = {
    "figur / figure": (
        "figur",
        "![${1:Hvad figuren viser}](chart:${2:innovative_workplaces})",
        "En figur, på en linje for sig. / A figure, on a line of its own.",
    ),
    "tal / number": (
        "tal",
        "[${1:83 procent}](value:${2:innovative_workplaces}@${3:4})",
        "Et tal, der følger med dataene. / A number that follows the data.",
    ),
    "kilde / source": ("kilde", "[^${1:coi_about}]", "En kilde fra data/sources.yml. / A source."),
    "overskrift / heading": (
        "overskrift",
        "## ${1:Overskrift} {#${2:english-id}}",
        "En overskrift med et id, der er ens på begge sprog. / A heading with its id.",
    ),
    "skema / worksheet": (
        "skema",
        "/// worksheet | ${1:Titel}\n${2:Vejledning.}\n\n1. ${3:Spørgsmål?}\n\n- ${4:Punkt}\n///",
        "Et skema til at udfylde. / A worksheet to fill in.",
    ),
    "note": ("note", '!!! note "${1:Titel}"\n    ${2:Tekst.}', "En boks. / A box."),
}


def snippets(fronts: Mapping[str, Mapping[str, Any]]) -> str:
    """The file of snippets, from the schemas of front matter and the syntax of pages."""
    found = dict(_fields(fronts))
    for name, (prefix, body, about) in SYNTAX.items():
        found[name] = _snippet(prefix, body, about)
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _fields(fronts: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for schema in fronts.values():
        for field, spec in schema["properties"].items():
            yield field, _snippet(field, f"{field}: {_body(spec)}", spec.get("description", ""))


def _body(spec: Mapping[str, Any]) -> str:
    choices = spec.get("enum") or spec.get("items", {}).get("enum")
    if choices:
        chosen = "${1|" + ",".join(choices) + "|}"
        return f"[{chosen}]" if "items" in spec else chosen
    if spec.get("format") == "date":
        return "${1:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}"
    return "[$1]" if "items" in spec else "$1"


def _snippet(prefix: str, body: str, about: str) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "body": body, "description": about}
