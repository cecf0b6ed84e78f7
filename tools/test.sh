# The gate: every stage, one after another, each with its time; ends with what was counted.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_when_asked 'usage: ./dev test [STAGE...]      runs the gate, or only the stages named
CAIRN_VECTORS names the folder of conformance vectors (default ../shared/vectors).' "$@"

STAGES=(unit web lint asan tsan fuzz interop e2e docs)

stage_unit() {
  compile dev all benches
  ctest --test-dir build/dev -j"$JOBS" --output-on-failure --no-tests=error -V
}

stage_lint() { bash tools/lint.sh; }

# Types, catalogues and rules of the browser application; its pages are tested end to end.
stage_web() {
  npm --prefix web run generate
  npm --prefix web run check
  npm --prefix web test
}

# What runs on several threads, under the thread sanitizer.
stage_tsan() {
  compile tsan cairn_adapters_net_test cairn_app_verification_test sqlite_conformance
  ctest --test-dir build/tsan --output-on-failure --no-tests=error \
    -R '^(cairn_adapters_net_test|cairn_app_verification_test|sqlite_conformance)$'
}

# The unit tests and vectors again, under the address and undefined-behaviour sanitizers. The oracles
# look for wrong answers and not for wrong memory; their ten thousands of cases run without, and so
# do the megabytes of hostile files, whose parsers are fuzzed.
stage_asan() {
  compile asan
  ctest --test-dir build/asan -j"$JOBS" --output-on-failure --no-tests=error -E '_oracle|audit_logic|hostile_e2e'
}

# The corpora are replayed by unit and asan; here libFuzzer searches on from them for a moment.
stage_fuzz() { bash tools/fuzz.sh 10; }

# Both ways with other people's software from npm, and 500 mutants.
stage_interop() {
  compile dev cairn
  CAIRN=build/dev/cairn tests/interop/run.sh
}

# The release in real Chromium: every page, by mouse, by keyboard, wide and narrow.
stage_e2e() {
  bash tools/build.sh
  CAIRN=build/cairn tests/e2e/run.sh
}

# The commands that the papers promise, with the release.
stage_docs() {
  bash tools/build.sh
  node tools/doc_commands.mjs README.md docs/guides/*.md
}

if [ $# -gt 0 ]; then
  for stage in "$@"; do
    declare -F "stage_$stage" >/dev/null || wrong_usage "no such stage: $stage; there are: ${STAGES[*]}"
  done
  STAGES=("$@")
fi

started=$SECONDS
bash tools/setup.sh test
use_tools
export CAIRN_VECTORS=${CAIRN_VECTORS:-$ROOT/../shared/vectors}
mkdir -p build/logs/stages
rm -f build/logs/stages/*
say "setup: $((SECONDS - started)) s"

for stage in "${STAGES[@]}"; do
  begun=$SECONDS
  log=build/logs/stages/$stage.log
  # A subshell, so that a failing stage fails alone and the rest still runs; `|| code=$?` would
  # switch off its errexit.
  set +e
  (set -e; "stage_$stage") >"$log" 2>&1
  code=$?
  set -e
  echo "stage $stage exit $code" >>"$log"
  if [ "$code" -eq 0 ]; then
    say "$stage: passed, $((SECONDS - begun)) s"
  else
    cat "$log"
    say "$stage: FAILED with exit code $code, $((SECONDS - begun)) s"
  fi
done

say "all: $((SECONDS - started)) s"
bash tools/tally.sh "${STAGES[@]}"
