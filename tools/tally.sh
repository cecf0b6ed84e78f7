# Counts what the stages of ./dev test ran, from their logs. Understood lines:
#   [doctest] test cases: 12 | 11 passed | 1 failed | 0 skipped    one per doctest program
#   # pass 12, # fail 0, # skipped 0 (each on its line)             node's test runner
#   counted NAME: 20 passed, 0 failed, 0 skipped, …                anything else that counts
#   vectors SET: …                                                 shown, by set
#   vectors SET: skipped, …                                        one skipped, not passed
# A stage counts as one by itself: passed when it exited with 0.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

logs=()
for stage in "$@"; do logs+=("build/logs/stages/$stage.log"); done

awk '
  { sub(/^[0-9]+: /, ""); sub(/^ℹ /, "# ") }  # ctest -V numbers the lines of each test
  # The numbers before the words, in whatever order and among whatever else a line says.
  function count(  i) {
    for (i = 2; i <= NF; i++) {
      if ($i ~ /^passed,?$/) passed += $(i - 1)
      if ($i ~ /^failed,?$/) failed += $(i - 1)
      if ($i ~ /^skipped,?$/) skipped += $(i - 1)
    }
  }
  /^\[doctest\] test cases:/ { gsub(/[|:]/, " "); count() }
  /^# pass [0-9]+$/ { passed += $3 }
  /^# fail [0-9]+$/ { failed += $3 }
  /^# skipped [0-9]+$/ { skipped += $3 }
  /^(vectors|counted) [^ ]+: / {
    if ($1 == "vectors" && $3 == "skipped,") { skipped++; passed-- }
    if ($1 == "counted") count()
    if (!($0 in seen)) { seen[$0] = 1; print }
  }
  /^stage [a-z0-9_]+ exit [0-9]+$/ { if ($4 == 0) passed++; else { failed++; bad = bad " " $2 } }
  END {
    if (bad != "") print "failed stages:" bad
    printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
    exit (failed > 0 ? 1 : 0)
  }
' "${logs[@]}"
