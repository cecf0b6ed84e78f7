# What every script in tools/ shares: the project's root as working folder, PATH, messages.
# Sourced, never run. CAIRN_JOBS overrides the number of parallel jobs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
TOOLS=$ROOT/build/tools
JOBS=${CAIRN_JOBS:-$(nproc)}
export CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1 npm_config_omit_lockfile_registry_resolved=true \
  npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false

# Puts a Node.js that setup fetched before the one on PATH.
use_tools() {
  if [ -x "$TOOLS/node/bin/node" ]; then PATH=$TOOLS/node/bin:$PATH; fi
}

say() { printf '== %s\n' "$*"; }

fail() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

wrong_usage() {
  printf 'dev: %s\n' "$*" >&2
  exit 64
}

# help_when_asked TEXT ARGS...: prints TEXT and leaves when one of ARGS asks for help.
help_when_asked() {
  local text=$1
  shift
  local argument
  for argument in "$@"; do
    case "$argument" in -h | --help) printf '%s\n' "$text" && exit 0 ;; esac
  done
}

# quietly NAME COMMAND...: output to build/logs/NAME.log, shown only when the command fails.
quietly() {
  local name=$1
  shift
  mkdir -p build/logs
  local log=build/logs/$name.log
  "$@" >"$log" 2>&1 && return 0
  local code=$?
  tail -n 60 "$log" >&2
  printf 'dev: %s failed; all of its output is in %s\n' "$name" "$log" >&2
  return $code
}

# configure PRESET: only where it has not been done; Ninja reconfigures by itself afterwards.
configure() {
  [ -f "build/$1/build.ninja" ] && return 0
  say "configure $1"
  quietly "configure-$1" cmake --preset "$1"
}

# compile PRESET [TARGETS...]
compile() {
  local preset=$1
  shift
  local targets=()
  [ $# -gt 0 ] && targets=(--target "$@")
  configure "$preset"
  quietly "build-$preset" cmake --build "build/$preset" -j"$JOBS" "${targets[@]}"
}
