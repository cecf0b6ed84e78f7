# The long proofs. Each area prints one result line per proof and can be run again with the same seed.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_when_asked 'usage: ./dev soak [AREA] [--minutes N] [--seed S]
  fuzz   every fuzz target, two minutes each unless --minutes says otherwise' "$@"

area=all
minutes=2
seed=1
while [ $# -gt 0 ]; do
  case "$1" in
    --minutes) minutes=${2:?--minutes wants a number} && shift 2 ;;
    --seed) seed=${2:?--seed wants a number} && shift 2 ;;
    -*) wrong_usage "no such option: $1" ;;
    *) area=$1 && shift ;;
  esac
done

soak_fuzz() { bash tools/fuzz.sh $((minutes * 60)) "$seed"; }

bash tools/setup.sh test
use_tools
case "$area" in
  all | fuzz) soak_fuzz ;;
  *) wrong_usage "no such area: $area; there is fuzz" ;;
esac
