"""Words that promise: what nobody can know, said as if it were known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.house.finding import Finding, quoted, words
from reportgen.audit.house.proof import Proof, Sentence
from reportgen.audit.house.sources import attributed, denied

_RISE = (
    r"(?:outperform|outpace|outrun|beat|win|rally|soar|surge|rise|climb|gain|jump|rebound|recover|bounce(?: back)?|"
    r"advance|appreciate|double|triple|pay off|go up|move (?:up|higher)|catch up|prosper|thrive)"
)
_FALL = (
    r"(?:underperform|lag|fall|crash|plunge|collapse|tumble|drop|decline|sink|slide|slump|go down|"
    r"move (?:down|lower)|disappoint)"
)
_MOVE = f"(?:{_RISE}|{_FALL})"
_ADVERBS = (
    r"(?:(?:surely|certainly|likely|probably|soon|again|continue to|keep|undoubtedly|only|definitely|then|also|now|"
    r"inevitably|eventually|finally|easily|almost certainly|no doubt) )*"
)
_PROMISES = words(
    r"guarante(?:e|es|ed|eeing|eed)",
    r"risk[- ]?free(?! (?:rate|rates|asset|assets|yield|yields|return|bond|bonds|benchmark|interest))",
    r"(?:can(?:'t|not)|can not|could(?:n't| not)) (?:lose|fail|miss|go wrong)",
    r"(?:a )?sure thing",
    r"no[- ]brainers?",
    r"(?:a )?(?:safe|sure|one-way) bet",
    r"(?<!make )(?<!be )(?:certain|sure|bound|destined|guaranteed) to(?! be (?:wrong|seen))",
    r"(?:is|are|look|looks|seems?) (?:assured|inevitable|a certainty|a given)",
    r"undoubtedly",
    r"without (?:a |any )?doubt",
    r"proven (?:strategy|method|system|formula|winners?|way|approach|record of)",
    r"once[- ]in[- ]a[- ](?:lifetime|generation|decade)",
    r"(?:the )?(?:best|perfect|ideal|right) (?:time|moment) to (?:buy|invest|own|sell|act)",
    r"must-(?:buy|own|have)",
    r"(?:you|investors|everyone|everybody|portfolios?) must (?:buy|own|hold)",
    r"never (?:fails?|failed|loses?|lost|disappoints?|disappointed)",
    r"always (?:wins?|works?|pays? off|paid off|comes? back|came back|bounces? back|bounced back|beats?|recovered)",
    rf"always {_MOVE}s?",
    r"nowhere (?:to go )?but up",
    r"can only (?:go up|rise|win|gain)",
    r"smart money",
    r"easy money",
)
_FUTURE = words(
    rf"(?:will|shall|\w+'ll|going to) {_ADVERBS}{_MOVE}",
    rf"(?:set|poised|primed|ready|about|on course) to {_ADVERBS}{_MOVE}",
    r"due for (?:a |an )?(?:\w+ )?(?:rally|rebound|bounce|catch-up|comeback|correction|fall|turn|recovery|rise|run)",
)


def promissory(proof: Proof) -> Iterator[Finding]:
    """Promises outside the section of risks and outside attributed quotations; a denied promise is none."""
    for sentence in (*proof.running, *_disclosed(proof)):
        if sentence.passage.kind == "risks":
            continue
        if (found := _promise(sentence.words)) is not None:
            mend = "Say what happened, or name who expects it and say that it may not come."
            yield quoted(sentence, f"promises what nobody can know (“{found}”)", mend)


def _disclosed(proof: Proof) -> tuple[Sentence, ...]:
    return tuple(one for one in proof.sentences if one.passage.kind == "disclosures")


def _promise(text: str) -> str | None:
    for hit in _PROMISES.finditer(text):
        if not denied(text, hit.start()):
            return hit.group()
    for hit in _FUTURE.finditer(text):
        if not denied(text, hit.start()) and not attributed(text) and not _asked(text):
            return hit.group()
    return None


def _asked(text: str) -> bool:
    """Whether it is a question, which promises nothing."""
    return re.search(r"\?\s*$", text) is not None
