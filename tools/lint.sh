# Format, tidiness and static analysis of the files git knows.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_when_asked 'usage: ./dev lint      clang-format, the tidy test and clang-tidy' "$@"
[ $# -eq 0 ] || wrong_usage "lint takes no options: $*"

bash tools/setup.sh test
use_tools
code=0

say 'clang-format'
git ls-files '*.cpp' '*.h' | xargs -r clang-format-16 --dry-run --Werror || code=1

say 'tidy'
node --test tools/*_test.mjs tools/tidy/*_test.mjs || code=1
node tools/tidy/main.mjs || code=1

say 'clang-tidy'
compile dev
node tools/clang_tidy.mjs "$JOBS" || code=1
exit "$code"
