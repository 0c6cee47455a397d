"""English verb forms by rule, with the irregular ones named."""

from __future__ import annotations

_IRREGULAR: dict[str, tuple[str, ...]] = {
    "rise": ("rose", "risen"), "grow": ("grew", "grown"), "fall": ("fell", "fallen"), "lose": ("lost",),
    "sink": ("sank", "sunk"), "slide": ("slid",), "beat": ("beaten",), "lead": ("led",), "leap": ("leapt",),
    "give": ("gave", "given"), "take": ("took", "taken"), "make": ("made",), "see": ("saw", "seen"),
    "stand": ("stood",), "sit": ("sat",), "hit": (), "set": (), "shed": (), "cut": (), "put": (), "spring": ("sprang",),
    "swing": ("swung",), "break": ("broke", "broken"), "come": ("came",), "go": ("went", "gone"), "run": ("ran",),
    "draw": ("drew", "drawn"), "get": ("got", "gotten"), "find": ("found",), "hold": ("held",), "buy": ("bought",),
    "shrink": ("shrank", "shrunk"), "rebuild": ("rebuilt",), "pay": ("paid",), "keep": ("kept",), "mean": ("meant",),
    "say": ("said",), "tell": ("told",), "write": ("wrote", "written"), "think": ("thought",), "become": ("became",),
    "begin": ("began", "begun"), "bounce": (), "show": ("shown",), "leave": ("left",), "bring": ("brought",),
    "outrun": ("outran",), "undergo": ("underwent",), "overtake": ("overtook", "overtaken"), "withdraw": ("withdrew",),
    "outdo": ("outdid", "outdone"), "do": ("did", "done"), "feel": ("felt",), "creep": ("crept",), "build": ("built",),
}  # fmt: skip
_DOUBLING = frozenset({"drop", "slip", "dip", "trim", "top", "lag", "pop", "step", "stop", "shed", "cut", "hit", "set",
                       "run", "get", "put", "nip", "chop", "tap", "chip", "sit", "log",
                       "skid"})  # fmt: skip


def forms(verb: str) -> dict[str, str]:
    """Every form of a verb with its kind: "base", "s", "ed" (past or participle), "ing"."""
    out = {verb: "base", _third(verb): "s", _ing(verb): "ing"}
    if verb not in _IRREGULAR or verb in {"leap", "bounce"}:
        out[_past(verb)] = "ed"
    for form in _IRREGULAR.get(verb, ()):
        out[form] = "ed"
    return out


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "ch", "sh", "z")) or verb in {"go", "undergo", "do"}:
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLING else "") + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in _DOUBLING else "") + "ing"
