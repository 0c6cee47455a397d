"""Verbs of movement, comparison and standing, with the direction each one gives a number."""

from __future__ import annotations

from reportgen.audit.lexicon.inflect import forms

_UP = (
    "rise gain climb advance jump surge soar rally rebound recover increase grow appreciate bounce spike leap "
    "strengthen swell expand skyrocket rocket accelerate ascend mount escalate zoom firm inflate balloon boom "
    "pop rip zip vault catapult uptick sprint galvanize perk"
)
_DOWN = (
    "fall drop decline lose slide slip dip tumble slump sink plunge plummet retreat shed decrease ease crash weaken "
    "shrink contract tank depreciate cede crater collapse nosedive dive moderate slow cool wane erode skid deteriorate "
    "diminish recede soften surrender forfeit bleed swoon stumble falter fade slacken subside"
)
_TURNING = (
    "edge inch tick creep nudge drift move push head trend swing turn go shoot step come pull break snap power march "
    "grind"
)
"""Verbs that take their direction from the next word: "edged up", "moved lower"."""
_TRANSITIVE_UP = "add raise lift boost hike regain reclaim recoup"
_TRANSITIVE_DOWN = "cut lower reduce trim slash"
_LIGHT = (
    "post notch record register see deliver log book enjoy suffer experience produce generate achieve mark chalk eke "
    "manage show sustain endure clock score make have provide rack stage mount bring enter take average yield extend "
    "put report turn set leave"
)
_LEVEL = (
    "close finish end settle conclude stand trade hit reach touch cross open start sit hover begin remain stay hold run"
)
_AHEAD = "outperform outpace beat lead top exceed surpass eclipse outstrip trounce best outrun outdo overtake outshine"
_BEHIND = "underperform lag trail"
_SAYING = (
    "say tell write note argue report estimate calculate show suggest indicate find add according believe think "
    "expect see forecast project predict anticipate warn explain conclude"
)
_FORESEEING = "expect forecast project predict anticipate target foresee envision"
_BEING = {
    "is": "s", "are": "s", "was": "ed", "were": "ed", "be": "base", "been": "ed", "being": "ing", "'s": "s",
    "remains": "s", "remained": "ed",
}  # fmt: skip


def _all(verbs: str, *payload: object) -> dict[str, tuple[str, tuple[object, ...]]]:
    return {form: (kind, (verb, *payload)) for verb in verbs.split() for form, kind in forms(verb).items()}


MOVES: dict[str, tuple[str, int, str]] = {
    form: (kind, sign, verb)
    for verbs, sign in ((_UP, 1), (_DOWN, -1), (_TURNING, 0), (_TRANSITIVE_UP, 1), (_TRANSITIVE_DOWN, -1))
    for verb in verbs.split()
    for form, kind in forms(verb).items()
}
"""Form of a verb of movement -> (kind of form, direction, verb); direction 0 waits for "up" or "lower"."""
TURNING = frozenset(_TURNING.split())
TRANSITIVE = frozenset((*_TRANSITIVE_UP.split(), *_TRANSITIVE_DOWN.split())) - {"add"}
RETURNS: dict[str, str] = {**forms("return"), **forms("compound")}
COMPARES: dict[str, tuple[str, int, str]] = {
    form: (kind, sign, verb)
    for verbs, sign in ((_AHEAD, 1), (_BEHIND, -1))
    for verb in verbs.split()
    for form, kind in forms(verb).items()
}
LIGHTS: dict[str, tuple[str, str]] = {
    form: (kind, verb) for verb in _LIGHT.split() for form, kind in forms(verb).items()
}
LEVELS: dict[str, tuple[str, str]] = {
    form: (kind, verb) for verb in _LEVEL.split() for form, kind in forms(verb).items()
}
SAYINGS: frozenset[str] = frozenset(form for verb in _SAYING.split() for form in forms(verb))
FORESEEINGS: frozenset[str] = frozenset(form for verb in _FORESEEING.split() for form in forms(verb))
BEING = _BEING
FACTORS: dict[str, float] = {
    form: factor
    for verb, factor in (("double", 2.0), ("triple", 3.0), ("quadruple", 4.0), ("halve", 0.5))
    for form in forms(verb)
}
FLAT_WORDS = frozenset({"flat", "unchanged", "flattish", "sideways"})
UP_WORDS = frozenset({"up", "higher", "upward", "upwards"})
DOWN_WORDS = frozenset({"down", "lower", "downward", "downwards"})
UP_NOUNS = frozenset(
    "gain gains rise rises increase increases advance advances rally rallies surge surges jump jumps rebound rebounds "
    "climb uptick growth upswing recovery bounce leap spike appreciation upturn improvement runup hike hikes "
    "win".split()
)
DOWN_NOUNS = frozenset(
    "loss losses decline declines drop drops fall falls slide slides slump slumps plunge plunges retreat retreats "
    "selloff selloffs decrease decreases drawdown drawdowns correction corrections pullback pullbacks dip dips "
    "downturn tumble setback setbacks slip cut cuts rout crash reduction downtick collapse "
    "depreciation decrease".split()
)
MOVE_NOUNS: dict[str, int] = {
    **dict.fromkeys(UP_NOUNS, 1), **dict.fromkeys(DOWN_NOUNS, -1),
    **dict.fromkeys("return returns performance move moves change changes swing swings".split(), 0),
}  # fmt: skip
AHEAD_NOUNS = frozenset("outperformance lead advantage edge margin".split())
BEHIND_NOUNS = frozenset("underperformance lag shortfall deficit".split())
GAP_NOUNS = frozenset("gap difference spread differential margin".split())
