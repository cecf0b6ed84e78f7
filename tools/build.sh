# Builds the release and leaves the program at build/cairn.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_when_asked 'usage: ./dev build      builds the release; the program is build/cairn' "$@"
[ $# -eq 0 ] || wrong_usage "build takes no options: $*"

bash tools/setup.sh build
use_tools
say 'build the release'
compile release cairn
