#!/usr/bin/env bash
# Pins every library, with hashes, for all supported Pythons and platforms.
# The runtime lock is a subset of the test lock, so what is tested is what is run.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=.venv/bin/uv
[ -x "$uv" ] || .venv/bin/python -m pip install --quiet uv

compile() {  # out, uv's further options
    local out=$1
    shift
    "$uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --annotation-style line ${upgrade[@]+"${upgrade[@]}"} --output-file "$out" "$@"
}

upgrade=()
[ "${1:-}" != --upgrade ] || upgrade=(--upgrade)
compile requirements-test.lock --extra test
upgrade=()
compile requirements.lock --constraint requirements-test.lock
