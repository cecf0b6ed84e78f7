# Runs every fuzz target for SECONDS under libFuzzer with the address and undefined-behaviour
# sanitizers, and checks that the planted overflow is found. One result line each. What libFuzzer
# finds interesting stays in build/fuzz-corpus, so that the next run goes on from there. With STATE,
# targets that were clean are noted in that file, and passed over by the run that goes on with it.
# usage: tools/fuzz.sh SECONDS [SEED] [TARGET] [STATE]
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

seconds=$1
seed=${2:-1}
only=${3:-}
state=${4:-}
export ASAN_OPTIONS=allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1

compile fuzz fuzz

# fuzz_one NAME: a result line, and the failing input kept in build/fuzz-failures.
fuzz_one() {
  local name=$1
  local log=build/logs/fuzz-$name.log
  mkdir -p "build/fuzz-corpus/$name" "build/fuzz-failures/$name"
  if "build/fuzz/tests/fuzz/${name}_fuzz" -seed="$seed" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="build/fuzz-failures/$name/" \
    "build/fuzz-corpus/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1; then
    local runs
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    echo "fuzz $name: clean, $runs runs in $seconds s, seed $seed"
    echo "counted fuzz-$name: 1 passed, 0 failed, 0 skipped"
    [ -z "$state" ] || echo "$name" >>"$state"
  else
    tail -n 40 "$log"
    echo "fuzz $name: FAILED, seed $seed; the input is in build/fuzz-failures/$name, the log in $log"
    echo "counted fuzz-$name: 0 passed, 1 failed, 0 skipped"
    return 1
  fi
}

# The proof that a memory error would be seen.
find_planted() {
  local log=build/logs/fuzz-planted.log
  mkdir -p build/fuzz-failures/planted
  if build/fuzz/tests/fuzz/planted_fuzz -seed="$seed" -max_total_time=60 \
    -artifact_prefix=build/fuzz-failures/planted/ >"$log" 2>&1; then
    echo 'fuzz planted: FAILED, the overflow was not found'
    return 1
  fi
  grep -q 'AddressSanitizer: heap-buffer-overflow' "$log" ||
    { echo "fuzz planted: FAILED, another error than the planted one; see $log"; return 1; }
  echo 'fuzz planted: the overflow was found'
  echo 'counted fuzz-planted: 1 passed, 0 failed, 0 skipped'
}

code=0
find_planted || code=1
waiting=0
for source in tests/fuzz/*_fuzz.cpp; do
  name=$(basename "$source" _fuzz.cpp)
  [ "$name" = planted ] && continue
  [ -n "$only" ] && [ "$only" != "$name" ] && continue
  [ -n "$state" ] && grep -qx "$name" "$state" && continue
  fuzz_one "$name" &
  waiting=$((waiting + 1))
  if [ "$waiting" -ge "$JOBS" ]; then
    wait -n || code=1
    waiting=$((waiting - 1))
  fi
done
while [ "$waiting" -gt 0 ]; do
  wait -n || code=1
  waiting=$((waiting - 1))
done
exit "$code"
