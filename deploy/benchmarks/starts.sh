#!/usr/bin/env bash
# Starts that fail on a busy machine: N starts (20) each over the embedded arm, a bridge and FRI, with one
# core kept busy (BUSY more loops, default 1), and a table of how they ended.
#   deploy/benchmarks/starts.sh [PROGRAM] [N] [MORE RUN OPTIONS...]
# PROGRAM is the launcher, this checkout's by default. A time slip is a period that the simulated arm waited.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=common.sh
. "$here/common.sh"
count=${2:-20}
shift $(($# < 2 ? $# : 2))
"$program" --version
for ((k = 0; k < ${BUSY:-1}; k++)); do
  (while :; do :; done) &
  busy+=($!)
done

printf '%-8s %7s %7s %7s   %s\n' arm starts faults slips reasons
for kind in sim bridge fri; do
  faults=0
  slips=0
  : >reasons
  for ((n = 0; n < count; n++)); do
    case $kind in
      sim)
        arm=sim
        : >served
        ;;
      bridge) serve_bridge ;;
      fri) serve_cabinet ;;
    esac
    if ! "$program" run --arm "$arm" --task sine --duration 4s --metrics off "$@" >out 2>err; then
      faults=$((faults + 1))
      grep -h '^statewise: ' err | tail -1 >>reasons
    fi
    end_serving
    more=$(cat out served | sed -nE 's/^(.*[^0-9])?([0-9]+) time slips.*/\2/p' | sort -n | tail -1)
    slips=$((slips + ${more:-0}))
  done
  printf '%-8s %7d %7d %7d   %s\n' "$kind" "$count" "$faults" "$slips" \
    "$(sort reasons | uniq -c | sort -rn | tr -s ' \n' ' ')"
done
