#!/usr/bin/env bash
# Sets up what one purpose needs, and nothing that is there already:
#
#   scripts/setup.sh report    build reports: Pango for the PDF, and .venv with requirements.lock
#   scripts/setup.sh test      the same and the test libraries (requirements-test.lock)
#   scripts/setup.sh full      the same and Chromium, Node.js, a JDK and Poppler, for the real validators
#
# A second run finds everything in place, takes a moment and needs no network.
# PYTHON=/path/to/python chooses the interpreter; any from 3.11 will do.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-report}
venv=.venv

say() { printf '%s\n' "$@" >&2; }
die() { say "$@"; exit 1; }

. scripts/system.sh

python_is_fit() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
        if python_is_fit "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    die "No Python 3.11 or later was found${PYTHON:+ at $PYTHON}. Install one, or name it: make $purpose PYTHON=/path/to/python3"
}

fingerprint() {  # of everything the environment is made from: the lock, the package's declaration, the interpreter
    "$venv/bin/python" - "$1" <<'PYTHON'
import hashlib, json, pathlib, sys, tomllib

declared = tomllib.loads(pathlib.Path("pyproject.toml").read_text(encoding="utf-8"))
parts = [declared["build-system"], declared["project"], sys.version, sys.prefix]
lock = pathlib.Path(sys.argv[1]).read_bytes()
print(hashlib.sha256(lock + json.dumps(parts, sort_keys=True).encode()).hexdigest())
PYTHON
}

is_current() { [ -x "$venv/bin/reportgen" ] && [ "$(cat "$venv/$1.stamp" 2>/dev/null)" = "$(fingerprint "$1" 2>/dev/null)" ]; }

has_venv() { [ -x "$venv/bin/pip" ] && python_is_fit "$venv/bin/python"; }

set_up_system() {
    local python
    if has_venv; then
        python=$venv/bin/python
    else
        python=$(find_python)
        want_venv_module "$python"
    fi
    want_pdf_libraries "$python"
    [ "$purpose" != full ] || want_validators
    install_wanted
}

make_venv() {
    local python
    python=$(find_python)
    [ ! -d "$venv" ] || say "The Python of $venv is gone or too old: making it anew."
    say "Making $venv with $("$python" -V)."
    "$python" -m venv --clear "$venv"
}

install_libraries() {  # lock file
    say "Installing the libraries of $1 into $venv (once; a minute or two)."
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes -r "$1"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -e .
    "$venv/bin/python" -m compileall -q reportgen
    fingerprint "$1" > "$venv/$1.stamp"
}

set_up_python() {  # lock file
    has_venv || make_venv
    if is_current "$1"; then return; fi
    install_libraries "$1"
    # The test lock contains the runtime lock.
    [ "$1" != requirements-test.lock ] || fingerprint requirements.lock > "$venv/requirements.lock.stamp"
}

case $purpose in
    report) lock=requirements.lock ;;
    test | full) lock=requirements-test.lock ;;
    *) die "usage: $0 report|test|full" ;;
esac

set_up_system
set_up_python "$lock"
[ "$purpose" != full ] || bash tests/full/install.sh
