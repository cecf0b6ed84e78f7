#!/usr/bin/env bash
# The interoperation tests with the program that CAIRN names; installs their npm packages when they
# are not there. Arguments go to run.mjs.
set -euo pipefail
: "${CAIRN:?must name the cairn program}"
CAIRN=$(realpath "$CAIRN")
export CAIRN
cd "$(dirname "${BASH_SOURCE[0]}")"
[ -d node_modules ] || npm ci --no-fund --no-audit
exec node run.mjs "$@"
