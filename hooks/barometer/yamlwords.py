"""What PyYAML says about a broken file, in words that an editor can act on."""

import yaml

_INDENT = (
    "Linjen hører ikke til, hvor den står: indrykningen passer ikke med linjerne over, eller et kolon mangler efter nøglen",
    "The line does not belong where it stands: its indentation does not fit the lines above, or a colon is missing after the key",
)
_QUOTE = (
    "Et anførselstegn er åbnet her og aldrig lukket. Sæt det andet anførselstegn",
    "A quotation mark is opened here and never closed. Add the closing one",
)
_COLON = (
    'Et kolon læses her som en ny nøgle. Hører det til teksten, så sæt hele teksten i anførselstegn: "…". Er det en ny nøgle, så ret linjens indrykning',
    'A colon is read as a new key here. If it belongs to the text, put the whole text in quotation marks: "…". If it is a new key, correct the indentation',
)
_START = (
    'En tekst kan ikke begynde med dette tegn. Sæt hele teksten i anførselstegn: "…"',
    'A text cannot begin with this character. Put the whole text in quotation marks: "…"',
)
_BRACKET = (
    "En parentes { } eller [ ] er åbnet og ikke lukket, eller et komma mangler mellem to led. Tekster med komma inde i en parentes skal stå i anførselstegn",
    "A bracket { } or [ ] is opened and not closed, or a comma is missing between two parts. Texts with a comma inside a bracket need quotation marks",
)
_ESCAPE = (
    "Omvendt skråstreg efterfulgt af dette tegn kan ikke læses i \"…\". Brug enkelte anførselstegn: '…'",
    "A backslash followed by this character cannot be read in \"…\". Use single quotation marks: '…'",
)
_DOCUMENT = (
    "Her begynder et nyt dokument (---); en fil må kun have ét. Fjern linjen",
    "A new document begins here (---); a file may have only one. Remove the line",
)
_ANCHOR = (
    'Et ord, der begynder med * eller &, læses som en henvisning. Sæt teksten i anførselstegn: "…"',
    'A word that begins with * or & is read as a reference. Put the text in quotation marks: "…"',
)
_OTHER = (
    "Filen kan ikke læses som YAML fra denne linje. Sammenlign med en nabofil, der virker",
    "The file cannot be read as YAML from this line. Compare with a neighbouring file that works",
)

_SIGNS: tuple[tuple[str, tuple[str, str]], ...] = (
    ("mapping values are not allowed", _COLON),
    ("cannot start any token", _START),
    ("flow mapping", _BRACKET),
    ("flow sequence", _BRACKET),
    ("escape", _ESCAPE),
    ("single document", _DOCUMENT),
    ("undefined alias", _ANCHOR),
    ("alias", _ANCHOR),
    ("anchor", _ANCHOR),
    ("block end", _INDENT),
    ("block", _INDENT),
)


def broken_words(error: yaml.YAMLError, text: str) -> tuple[int, int, str, str]:
    """Line and column (from 0) of the fault, and what to do about it in Danish and English."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unreadable(error, text)
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0, 0, _OTHER[0] + ".", _OTHER[1] + "."
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if "quoted scalar" in said and "escape" not in said:
        mark, words = error.context_mark or mark, _QUOTE
    elif "could not find expected ':'" in said:
        mark, words = error.context_mark or mark, _INDENT
    else:
        words = next((words for sign, words in _SIGNS if sign in said), _OTHER)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    stands = _line(text, line)
    return line, column, f"{words[0]}. Her står: {stands}", f"{words[1]}. It says: {stands}"


def _unreadable(error: yaml.reader.ReaderError, text: str) -> tuple[int, int, str, str]:
    before = text[: error.position]
    line, column = before.count("\n"), error.position - (before.rfind("\n") + 1)
    sign = f"U+{error.character:04X}" if isinstance(error.character, int) else "?"
    return (
        line,
        column,
        f"Her står et usynligt tegn ({sign}), som ikke hører til i en tekst. Slet det.",
        f"There is an invisible character here ({sign}) that does not belong in a text. Delete it.",
    )


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    stands = lines[min(number, len(lines) - 1)].strip()
    return f"»{stands[:80]}…«" if len(stands) > 80 else f"»{stands}«"
