#!/usr/bin/env bash
# The walk through the pages in real Chromium. CAIRN names the program (default build/cairn);
# arguments choose walks by name; screenshots go to build/e2e.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
[ -x build/tools/node/bin/node ] && PATH=$PWD/build/tools/node/bin:$PATH
CAIRN=$(realpath "${CAIRN:-build/cairn}")
export CAIRN
[ -d web/node_modules ] || npm ci --prefix web --no-fund --no-audit >/dev/null
exec node tests/e2e/all.mjs "$@"
