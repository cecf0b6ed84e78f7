# The long proofs. Each area prints one result line per proof and can be run again with the same seed.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_when_asked 'usage: ./dev soak [AREA] [[--minutes] N] [--seed S]
  fuzz     every fuzz target, for 30 minutes or N in all together; what was clean in a run that was
           cut off is not run again by the next one for as long
  audit    generated cases: a million small ones against brute force, 20,000 middle and 2,000 large
           ones against CBC, 20,000 of much logic against clasp; with --minutes they stop earlier, and
           the next run goes on where they stopped (--seed takes as many from another seed on)
  kernel   26 edits that break a rule of the audit engine, of which at least 24 must be caught
  plan     a hundred thousand plans against brute force, likewise
  durability  10000 credentials issued while the power is lost, in four worlds, likewise
  interop  both ways with implementations from npm, and 500 mutants
  mutate   10000 mutants of signed credentials per suite, judged by npm packages
  hostile  files of a megabyte that cost what they can, each answered within a second' "$@"

AREAS='fuzz audit kernel plan durability interop mutate hostile'
area=all
minutes=
seed=
while [ $# -gt 0 ]; do
  case "$1" in
    --minutes) minutes=${2:?--minutes wants a number} && shift 2 ;;
    --seed) seed=${2:?--seed wants a number} && shift 2 ;;
    -*) wrong_usage "no such option: $1" ;;
    [0-9]*) minutes=$1 && shift ;;
    *) area=$1 && shift ;;
  esac
done

case " all $AREAS " in
  *" $area "*) ;;
  *) wrong_usage "no such area: $area; there are: $AREAS" ;;
esac

soak_fuzz() {
  local targets total=$((${minutes:-30} * 60)) state
  targets=$(find tests/fuzz -name '*_fuzz.cpp' ! -name 'planted_*' | wc -l)
  state=build/soak/fuzz-$total-${seed:-1}
  mkdir -p build/soak
  touch "$state"
  bash tools/fuzz.sh $(((total + targets - 1) / targets)) "${seed:-1}" '' "$state" || return
  echo "soak fuzz: $(wc -l <"$state") targets clean, $total s in all"
  rm "$state"
}

# FOLDER NAME TOTAL STEP ARGS...: NAME_soak of tests/FOLDER over TOTAL seeds from 1 or --seed on, in
# steps, so that an interrupted run loses one step only. ARGS follow the seed and the number of seeds.
soak_seeds() {
  local folder=$1 name=$2 total=$3 step=$4 base=${seed:-1}
  shift 4
  local title="$name${1:+ $1}" end=$((base + total)) next=$base first deadline
  local state=build/soak/${title// /-}-$base
  compile release "${name}_soak" || return
  mkdir -p build/soak
  [ -f "$state" ] && next=$(<"$state")
  [ "$next" -ge "$end" ] && next=$base
  first=$next
  deadline=$((SECONDS + ${minutes:-6000} * 60 / ${parts:-1}))
  while [ "$next" -lt "$end" ] && [ "$SECONDS" -lt "$deadline" ]; do
    "build/release/tests/$folder/${name}_soak" "$next" "$step" "$@" | tee -a "build/soak/$name.log" ||
      { echo "soak $title: FAILED at seeds $next to $((next + step - 1))"; return 1; }
    next=$((next + step))
    echo "$next" >"$state"
  done
  echo "soak $title: seeds $first to $((next - 1)) hold, of $base to $((end - 1))"
}

# Each size gets its share of --minutes, and runs whatever became of the others.
soak_audit() {
  local parts=4 code=0
  soak_seeds oracle audit 1000000 10000 small || code=1
  soak_seeds oracle audit 20000 200 middle || code=1
  soak_seeds oracle audit 2000 20 large || code=1
  soak_seeds oracle audit 20000 200 logic || code=1
  return "$code"
}

soak_kernel() { CAIRN_JOBS=$JOBS node tools/kernel_mutants.mjs; }

soak_plan() { soak_seeds oracle plan 100000 1000; }
soak_durability() { soak_seeds durability durability 4 1 2500; }

soak_interop() {
  bash tools/build.sh
  CAIRN=build/cairn tests/interop/run.sh --seed "${seed:-1}"
}

soak_mutate() {
  bash tools/build.sh
  CAIRN=build/cairn tests/interop/run.sh --only mutants --mutants 70000 --seed "${seed:-1}"
}

soak_hostile() {
  bash tools/build.sh
  CAIRN=build/cairn CAIRN_COUNTED=hostile HOSTILE_SECONDS=1 node --test \
    --test-reporter=./tests/support/counted_reporter.mjs tests/e2e/hostile.mjs
}

bash tools/setup.sh test
use_tools
for name in $AREAS; do
  [ "$area" = all ] || [ "$area" = "$name" ] || continue
  "soak_$name"
done
