#!/bin/sh
# Runs a canary and tells where the traffic is, from the exit code alone.
# Usage: canary.sh [SPEC]
set -u

spec=${1:-examples/rollouts/canary.json}
weir canary start --spec "$spec" --on-signal rollback
code=$?

case $code in
    0) echo "the new version has the traffic" ;;
    10) echo "a gate sent the traffic back to the baseline" ;;
    11) echo "somebody sent the traffic back to the baseline" ;;
    12) echo "a deadline, a signal or a lost lease sent the traffic back to the baseline" ;;
    2[0-3]) echo "it waits, or somebody has to look, and the traffic may be split: weir canary status" ;;
    3[01]) echo "where the traffic is is not certain; somebody has to look now" ;;
    *) echo "nothing was moved" ;;
esac
exit "$code"
