#!/bin/sh
# Makes the shipped networks that know an arm anew: simulated arms teach them, then others train the loss by
# which they go on learning, so that nothing is needed but the program. The bytes come out the same. A second run
# continues where the first one was stopped.
#
#   models/scripts/regenerate-memories.sh
#   models/scripts/regenerate-memories.sh --loss
#
# With --loss the networks that ship are kept, and the loss that they have is trained further.
#
# STATEWISE names the program (default: deploy/bin/statewise of this checkout).
set -eu

networks=yes
if [ "${1:-}" = --loss ]; then
  networks=no
fi

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
  network=$arm
  if [ $networks = yes ]; then
    network=$tables/$arm-network.pb
    [ -f "$network" ] || "$statewise" meta-train --inner closed-loop --arm-model "$arm" --generations 0 \
      --results "$tables/$arm.csv" --out "$network"
  fi
  "$statewise" meta-train --inner closed-loop --arm-model "$arm" --memory "$network" --plants 24 \
    --generations 24 --runs 8 --checkpoint "$tables/$arm-loss" --overwrite \
    --out "$tables/$arm.pb"
  cp "$tables/$arm.pb" "$memories/$arm.pb"
done
