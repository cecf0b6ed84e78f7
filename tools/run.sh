# From nothing to a served demonstration: install, build, seed, serve.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_when_asked 'usage: ./dev run [--port N] [--data DIR]
  --port N     the port on loopback (default 8080)
  --data DIR   the data folder, made and seeded when it is empty (default build/data)' "$@"

port=8080
data=build/data
while [ $# -gt 0 ]; do
  case "$1" in
    --port) port=${2:?--port wants a number} && shift 2 ;;
    --data) data=${2:?--data wants a folder} && shift 2 ;;
    *) wrong_usage "no such option: $1; there are --port and --data" ;;
  esac
done

bash tools/build.sh
exec build/cairn serve --data "$data" --port "$port" --demo examples/consortium
