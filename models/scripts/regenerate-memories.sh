#!/bin/sh
# Makes the shipped networks that know an arm anew: simulated arms teach them, so that nothing is needed
# but the program. The bytes come out the same.
#
#   models/scripts/regenerate-memories.sh
#
# STATEWISE names the program (default: deploy/bin/statewise of this checkout).
set -eu

models=$(cd "$(dirname "$0")/.." && pwd)
statewise=${STATEWISE:-$models/../deploy/bin/statewise}
memories=$models/src/main/resources/memories
tables=$models/target/memories

[ -x "$statewise" ] || {
  echo "regenerate-memories.sh: STATEWISE must be a program, but is '$statewise'" >&2
  exit 1
}
mkdir -p "$memories" "$tables"
for arm in iiwa7 iiwa14; do
  "$statewise" meta-train --inner closed-loop --arm-model "$arm" --overwrite \
    --results "$tables/$arm.csv" --out "$memories/$arm.pb"
done
