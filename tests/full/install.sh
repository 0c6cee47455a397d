#!/usr/bin/env bash
# Installs the Node.js packages of package-lock.json, unless they are there already.
set -euo pipefail
cd "$(dirname "$0")"

wanted=$(cksum < package-lock.json)
[ "$(cat node_modules/.stamp 2>/dev/null)" != "$wanted" ] || exit 0

echo "Installing the validators' Node.js packages (once)." >&2
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
printf '%s\n' "$wanted" > node_modules/.stamp
