#!/bin/sh
# Makes the shipped losses anew: the paper's sine motions on the simulated arm, then a meta-training
# of each kind of loss, then a manifest of how it was done. A second run continues where the first
# one was stopped.
#
#   models/scripts/regenerate.sh [FOLDER]
#   models/scripts/regenerate.sh --states [FOLDER]
#
# With --states nothing is trained: the motions are recorded, and the shipped state-dependent loss gets the
# range of their states anew, with the weights that it has there.
#
# FOLDER keeps recordings, checkpoints and tables (default: target/losses of this module).
# STATEWISE names the program (default: deploy/bin/statewise of this checkout).
set -eu

states=no
if [ "${1:-}" = --states ]; then
  states=yes
  shift
fi
models=$(cd "$(dirname "$0")/.." && pwd)
statewise=${STATEWISE:-$models/../deploy/bin/statewise}
work=${1:-$models/target/losses}
losses=$models/src/main/resources/losses

# Frequencies of the paper's section IV, Hz.
train='0.02 0.03 0.04 0.06 0.08'
test='0.05 0.07'
# Joints move by different amounts and not in step, so that no torque follows from another. The loss is
# named, untrained: the default is one of the losses that are made here.
sine='run --fast --loss state-dependent --kappa 0.03 --task sine --duration 30s --amplitude 0.5,0.35,0.5,0.45,0.5,0.45,0.6 --phase 0,0.9,1.8,2.7,3.6,4.5,5.4 --seed 1 --metrics off'
common='--seed 1 --seeds 5 --epochs 50'

fail() {
  echo "regenerate.sh: $1" >&2
  exit 1
}

[ -x "$statewise" ] || fail "STATEWISE must be a program, but is '$statewise'"
mkdir -p "$work" "$losses"
cd "$work"

recordings() {
  for hz in $1; do
    printf 'sine-%s.mcap ' "$hz"
  done
}

for hz in $train $test; do
  file=sine-$hz.mcap
  if [ ! -f "$file" ]; then
    # Under another name until it is whole. The options hold no spaces: they are to be split.
    # shellcheck disable=SC2086
    "$statewise" $sine --frequency "$hz" --record "$file.part" > "sine-$hz.log" 2>&1 \
      || fail "the sine of $hz Hz failed: see $work/sine-$hz.log"
    mv "$file.part" "$file"
  fi
done

if [ "$states" = yes ]; then
  old=$(sha256sum "$losses/state-dependent.pb" | cut -d ' ' -f 1)
  # shellcheck disable=SC2046
  "$statewise" meta-train --overwrite --epochs 0 --loss learned-state-dependent \
    --train $(recordings "$train") --test $(recordings "$test") --out state-dependent.pb
  cp state-dependent.pb "$losses"
  new=$(sha256sum state-dependent.pb | cut -d ' ' -f 1)
  sed -i "s/$old/$new/" "$losses/manifest.yaml"
  exit 0
fi

manifest=$work/manifest.yaml
version=$("$statewise" --version)
{
  echo '# How each loss beside this file was trained; written by models/scripts/regenerate.sh.'
  echo '# A recording holds the time of its making, so that its checksum, and that of a loss, which'
  echo '# names its recordings, differ from run to run; the parameters and figures do not.'
  echo "program: $version"
  echo "commit: $(git -C "$models" rev-parse HEAD 2>/dev/null || echo unknown)"
  echo 'recordings:'
  for hz in $train $test; do
    echo "  - file: sine-$hz.mcap"
    echo "    sha256: $(sha256sum "sine-$hz.mcap" | cut -d ' ' -f 1)"
    echo "    command: statewise $sine --frequency $hz --record sine-$hz.mcap"
  done
  echo '# Mean squared error on the test recordings, Nm^2, mean of three networks, rate 0.001:'
  echo '# after 200 steps on batches; predicting each sample before learning it; the same with the'
  echo '# trust bound 0.03.'
  echo 'losses:'
} > "$manifest"

for loss in structured state-dependent mlp; do
  options="meta-train --loss $loss $common"
  files="--train $(recordings "$train")--test $(recordings "$test")"
  echo "$loss"
  # shellcheck disable=SC2086
  "$statewise" $options $files --checkpoint "checkpoint-$loss" --out "$loss.pb" \
    > "$loss.log" || fail "the training of $loss failed: see $work/$loss.log"
  sed -n '/^test recordings/,$p' "$loss.log"
  {
    echo "  - file: $loss.pb"
    echo "    sha256: $(sha256sum "$loss.pb" | cut -d ' ' -f 1)"
    echo "    command: statewise $options $files--out $loss.pb"
    awk '$1 == "squared" || $1 == "untrained" || $1 == "learned" {
      printf "    %s: {afterBatches: %s, online: %s, onlineBounded: %s}\n", $1, $2, $3, $4
    }' "$loss.log"
  } >> "$manifest"
done

cp structured.pb state-dependent.pb mlp.pb manifest.yaml "$losses"
