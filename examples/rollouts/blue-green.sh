#!/bin/sh
# Makes the preview, lets a test of your own judge the new version, and switches or goes back.
# Usage: blue-green.sh TEST [SPEC]
# The rollout is driven by a server (`weir serve`), since nobody here does while the test runs.
set -u

test=${1:?usage: blue-green.sh TEST [SPEC]}
spec=${2:-examples/rollouts/blue-green.yaml}

weir blue-green start --spec "$spec" --wait hold --on-signal detach
code=$?
# 20: the rollout waits for an approval, and no traffic has moved yet.
[ "$code" -eq 20 ] || exit "$code"

# Both watch to the end, and end with where the traffic is: 0 on the new version after its bake,
# 10 to 12 back on the old one.
if "$test"; then
    weir blue-green switch product-colours
else
    weir blue-green abort product-colours --reason "the test failed"
fi
