"""The look of the annotated page, where no theme gives its own colours and fonts."""

from __future__ import annotations

from reportgen.model.evidence import Look

LIGHT = (
    "--paper:#fff;--tint:#f4f2ed;--ink:#1c1f21;--quiet:#5c6266;--rule:#b9b4ab;--grid:#e4e1db;--subject:#0b5a63;"
    "--benchmark:#736a61;--third:#965f08;--fourth:#44689a;--muted:#a9a298;--positive:#3d7f78;--warning:#b3261e;"
    "--band:#ece9e2;--subject-soft:#c0d4d6;"
)
DARK = (
    "--paper:#13181a;--tint:#1d2427;--ink:#e9e6df;--quiet:#a7aeb1;--rule:#465054;--grid:#2a3236;--subject:#56c2c9;"
    "--benchmark:#b9aea2;--third:#e3ab45;--fourth:#8fb3e0;--muted:#737b7e;--positive:#86c9b6;--warning:#ff8d7d;"
    "--band:#20282b;--subject-soft:#244448;"
)
TEXT, SANS = 'Georgia, "Times New Roman", serif', "system-ui, Helvetica, Arial, sans-serif"

RULES = """
* { box-sizing: border-box; }
html { font: 400 1.0625rem/1.6 var(--text); color: var(--ink); background: var(--paper); -webkit-text-size-adjust:
  100%; text-size-adjust: 100%; }
body { margin: 0; overflow-wrap: break-word; }
main { max-width: 72rem; margin: 0 auto; padding: 1.6rem 1.25rem 5rem; }
h1, h2, .sum, .wrong, .ev, .tally, table, footer { font-family: var(--sans); }
h1 { font-size: 1.35rem; font-weight: 600; line-height: 1.25; margin: 0 0 .2rem; }
h1:not(:first-of-type) { margin-top: 4rem; }
h2 { font-size: 1rem; font-weight: 600; margin: 2rem 0 .6rem; padding-top: .5rem; border-top: 1px solid var(--rule);
  max-width: 41rem; }
h3 { font-size: 1.15rem; line-height: 1.3; margin: 1.6rem 0 .5rem; max-width: 41rem; }
p, ul, ol, blockquote, .wide { max-width: 41rem; margin: 0 0 1rem; }
blockquote { border-left: 3px solid var(--grid); padding-left: 1rem; }
.note { font-size: .88rem; color: var(--quiet); }
.sum { color: var(--quiet); font-size: .88rem; line-height: 1.5; }
.tally { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; padding: 0; font-size: .88rem; }
.tally b { font-size: 1.6rem; line-height: 1.2; display: block; font-weight: 600; }
.tally .contradicted b { color: var(--warning); } .tally .supported b { color: var(--subject); }
.wrong { font-size: .9rem; line-height: 1.45; padding-left: 1.3rem; }
.wrong li { margin-bottom: .5rem; }
.wrong b { font-weight: 600; } .wrong a { color: var(--ink); }
.c { font: inherit; color: inherit; text-align: inherit; background: var(--tint); border: 0; border-bottom: 2px
  solid var(--subject); border-radius: 2px 2px 0 0; padding: 0 .1em; margin: 0; cursor: pointer; }
.c.contradicted { border-bottom: 4px double var(--warning); }
.c.unverifiable { border-bottom: 2px dotted var(--quiet); }
.c:hover, .c:focus, .c:target { background: var(--ink); color: var(--paper); }
:focus-visible { outline: 2px solid var(--subject); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  user-select: none; }
.ev { color: var(--ink); background: var(--paper); border: 0; border-top: 3px solid var(--subject); padding: .9rem
  1.1rem 1rem; margin: 0 0 1rem; font-size: .86rem; line-height: 1.45; max-width: 41rem; }
.ev.contradicted { border-color: var(--warning); }
.ev.unverifiable { border-color: var(--rule); }
.ev[popover] { position: fixed; inset: auto 0 0 0; width: auto; max-width: none; max-height: 65vh; overflow: auto;
  margin: 0; box-shadow: 0 -4px 28px rgb(0 0 0 / .22); }
.ev p { margin: 0 0 .45rem; max-width: none; }
.ev .head { font-weight: 600; padding-right: 4rem; }
.ev .head span { color: var(--quiet); font-weight: 400; }
.ev .one + .one { border-top: 1px solid var(--grid); margin-top: .8rem; padding-top: .8rem; }
.ev figure { margin: .8rem 0 0; max-width: 26rem; }
.ev figcaption { line-height: 1.35; margin-bottom: .4rem; font-weight: 600; }
.ev figcaption span, .ev .source { display: block; font-weight: 400; color: var(--quiet); font-size: .8rem; }
.ev svg { display: block; width: 100%; height: auto; font-family: var(--sans); }
.ev code { font: .78rem/1.4 ui-monospace, Menlo, Consolas, monospace; color: var(--quiet); overflow-wrap: anywhere; }
.ev .source { margin-top: .35rem; }
.close { position: absolute; right: .5rem; top: .5rem; font: 600 .82rem/1 var(--sans); color: var(--ink);
  background: var(--tint); border: 0; border-radius: 3px; padding: .6rem .7rem; cursor: pointer; }
.wide { overflow-x: auto; max-width: 46rem; }
table { border-collapse: collapse; font-size: .86rem; line-height: 1.4; }
td, th { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--grid); text-align: left; vertical-align: top;
  font-weight: 400; }
th { color: var(--quiet); }
caption { text-align: left; padding-bottom: .4rem; }
@media (min-width: 40rem) {
  .ev[popover] { inset: auto 1rem 1rem auto; width: 27rem; border-radius: 0 0 4px 4px; box-shadow: 0 4px 28px rgb(0
    0 0 / .22); }
}
@media (min-width: 72rem) {
  .ev[popover] { inset: 1.6rem max(1.25rem, calc(50vw - 34.75rem)) auto auto; max-height: calc(100vh - 3.2rem);
    width: 25rem; box-shadow: none; border-radius: 0; }
}
@media print {
  html { font-size: 10pt; }
  .ev[popover] { display: block; position: static; max-height: none; box-shadow: none; break-inside: avoid; }
  .close, .hint { display: none; }
}
"""


def sheet(look: Look) -> str:
    """The style sheet of the page, in the colours and fonts given or the usual ones."""
    fonts = f"--text:{look.text or TEXT};--sans:{look.sans or SANS};"
    light, dark = look.light or LIGHT, look.dark or DARK
    return (
        f"{look.faces}:root{{color-scheme:light dark;{light}{fonts}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f"@media print{{:root{{color-scheme:light;{light}}}}}\n{RULES.strip()}\n"
    )
