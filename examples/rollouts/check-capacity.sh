#!/bin/sh
# Asked before each weight whether the new version may have it: 0 says yes, 75 asks to be asked
# again, anything else says no. A JSON object on standard input says more.
limit=${CAPACITY_PERCENT:-100}
echo "$WEIR_CANARY is to get $WEIR_STAGE_WEIGHT %, and can take $limit %"
[ "$WEIR_STAGE_WEIGHT" -le "$limit" ]
