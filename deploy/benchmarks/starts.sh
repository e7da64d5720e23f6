#!/usr/bin/env bash
# Starts that fail on a busy machine: N starts (20) each over the embedded arm, a bridge and FRI, with one
# core kept busy (BUSY more loops, default 1), and a table of how they ended.
#   deploy/benchmarks/starts.sh [PROGRAM] [N] [MORE RUN OPTIONS...]
# PROGRAM is the launcher, this checkout's by default. A time slip is a period that the simulated arm waited.
set -euo pipefail
program=$(readlink -f "${1:-$(dirname "$0")/../bin/statewise}")
count=${2:-20}
shift $(($# < 2 ? $# : 2))
work=$(mktemp -d)
cd "$work"
"$program" --version
busy=()
for ((i = 0; i < ${BUSY:-1}; i++)); do
  (while :; do :; done) &
  busy+=($!)
done
serving=
cleanup() {
  kill "${busy[@]}" ${serving:+"$serving"} 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

await() { # FILE PATTERN
  for ((i = 0; i < 600; i++)); do
    grep -q "$2" "$1" 2>/dev/null && return
    sleep 0.1
  done
  echo "no '$2' came: $(cat "$1")" >&2
  return 1
}

printf '%-8s %7s %7s %7s   %s\n' arm starts faults slips reasons
for kind in sim bridge fri; do
  faults=0
  slips=0
  : >reasons
  for ((n = 0; n < count; n++)); do
    arm=sim
    serving=
    : >served
    if [ "$kind" = bridge ]; then
      "$program" bridge --listen 127.0.0.1:0 >served 2>&1 &
      serving=$!
      await served 'at bridge://'
      arm=$(grep -o 'bridge://[0-9.:]*' served)
    elif [ "$kind" = fri ]; then
      port=$((30000 + RANDOM % 20000))
      "$program" bridge --fri "127.0.0.1:$port" >served 2>&1 &
      serving=$!
      await served 'bridge: cabinet of'
      arm="fri://127.0.0.1:$port?peer=127.0.0.1&simulated=yes"
    fi
    if ! "$program" run --arm "$arm" --task sine --duration 4s --metrics off "$@" >out 2>err; then
      faults=$((faults + 1))
      grep -h '^statewise: ' err | tail -1 >>reasons
    fi
    if [ -n "$serving" ]; then
      kill "$serving"
      wait "$serving" || true
      serving=
    fi
    more=$(cat out served | sed -nE 's/^(.*[^0-9])?([0-9]+) time slips.*/\2/p' | sort -n | tail -1)
    slips=$((slips + ${more:-0}))
  done
  printf '%-8s %7d %7d %7d   %s\n' "$kind" "$count" "$faults" "$slips" \
    "$(sort reasons | uniq -c | sort -rn | tr -s ' \n' ' ')"
done
