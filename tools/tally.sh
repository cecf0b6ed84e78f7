# Counts what the stages of ./dev test ran, from their logs. Understood lines:
#   [doctest] test cases: 12 | 11 passed | 1 failed | 0 skipped      (one per doctest program)
#   vectors NAME: 86 passed, 0 failed, 0 skipped                     (conformance, by set)
#   counted NAME: 20 passed, 0 failed, 0 skipped                     (anything else that counts)
# A stage counts as one by itself: passed when it exited with 0. Vector rows are shown by set, and
# not added to the sum: the test case that ran them is.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

logs=()
for stage in "$@"; do logs+=("build/logs/stages/$stage.log"); done

awk '
  { sub(/^[0-9]+: /, "") }  # ctest -V numbers the lines of each test
  /^\[doctest\] test cases:/ {
    gsub(/[|:]/, " ")
    for (i = 2; i <= NF; i++) {
      if ($i == "passed") passed += $(i - 1)
      if ($i == "failed") failed += $(i - 1)
      if ($i == "skipped") skipped += $(i - 1)
    }
  }
  /^(vectors|counted) [^ ]+: [0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/ {
    if (!(($1, $2) in seen)) { seen[$1, $2] = 1; print }
    if ($1 == "counted") { passed += $3; failed += $5; skipped += (NF >= 7 ? $7 : 0) }
  }
  /^stage [a-z0-9_]+ exit [0-9]+$/ { if ($4 == 0) passed++; else { failed++; bad = bad " " $2 } }
  END {
    if (bad != "") print "failed stages:" bad
    printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
    exit (failed > 0 ? 1 : 0)
  }
' "${logs[@]}"
