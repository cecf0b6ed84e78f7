#!/usr/bin/env bash
# The interoperation tests with the program that CAIRN names; installs their npm packages unless
# those of this lock file are there. Arguments go to run.mjs.
set -euo pipefail
: "${CAIRN:?must name the cairn program}"
CAIRN=$(realpath "$CAIRN")
export CAIRN
cd "$(dirname "${BASH_SOURCE[0]}")"
# The stamp is the one of tools/setup.sh.
want=$(cat package.json package-lock.json <(node --version) | sha256sum)
if [ "$(cat node_modules/.cairn-stamp 2>/dev/null)" != "$want" ]; then
  npm ci --no-fund --no-audit
  echo "$want" >node_modules/.cairn-stamp
fi
exec node run.mjs "$@"
