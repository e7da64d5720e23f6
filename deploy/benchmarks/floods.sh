#!/usr/bin/env bash
# Runs over a bridge, alone and while RATE connections a second (500) come to the bridge from the run's first tick to its
# last, in turn: connections and how many of them came in a second, ticks, states that the loop missed and time slips by the
# run's summary, and the processor time of the bridge's threads that send states and wait for commands. With
# ARM=--strict-time the arm waits for nobody: then states are missed instead of slips, also by what else the machine does.
# The flood takes a processor too.
#   deploy/benchmarks/floods.sh [PROGRAM] [SECONDS, 20] [ROUNDS, 3]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=common.sh
. "$here/common.sh"
seconds=${2:-20}
rounds=${3:-3}
rate=${RATE:-500}

flood() { # PID PORT: in bursts, twenty a second by the clock, while that process lives; prints how many came, and a second
  local opened=0 began=${EPOCHREALTIME/./} due wanted
  while kill -0 "$1" 2>/dev/null; do
    # By the clock and not by the sleep: what opening them takes is made up for, a tenth of a second's worth at most.
    due=$(((${EPOCHREALTIME/./} - began) * rate / 1000000 - opened))
    wanted=$((due > rate / 10 ? rate / 10 : due))
    for ((k = 0; k < wanted; k++)); do
      if { :; } 3<>"/dev/tcp/127.0.0.1/$2"; then opened=$((opened + 1)); fi
    done 2>/dev/null
    sleep 0.05
  done
  echo "$opened $((opened * 1000000 / (${EPOCHREALTIME/./} - began)))"
}

bridge_millis() { # of its I/O thread and the one that waits for commands; the kernel counts in hundredths of a second
  local sum=0 user system
  for thread in /proc/"$serving"/task/*; do
    if grep -q '^statewise-bridg' "$thread/comm"; then
      read -r user system < <(sed 's/.*) //' "$thread/stat" | cut -d ' ' -f 12,13)
      sum=$((sum + (user + system) * 10))
    fi
  done
  echo "$sum"
}

run() { # NAME, and "flooded" or nothing
  "$program" run --arm "$arm" --metrics off --duration "${seconds}s" --summary "$1.json" >"$1.out" 2>&1 &
  local running=$! came='0 0' before
  before=$(bridge_millis)
  if [ -n "${2:-}" ]; then
    await "$1.out" 'name=running\|^ended'
    came=$(flood "$running" "${arm##*:}")
  fi
  wait "$running" || true
  # shellcheck disable=SC2086
  printf '%-10s %12s %8s %8s %8s %8s %8s   %s\n' "$1" $came "$(figure "$1" ticks)" \
    "$(figure "$1" missedStates)" "$(figure "$1" timeSlips)" $(($(bridge_millis) - before)) \
    "$(grep -m 1 '^statewise: the run ended' "$1.out" || grep -m 1 '^ended' "$1.out" || tail -1 "$1.out")"
}

# shellcheck disable=SC2086
serve_bridge ${ARM:-}
printf '%-10s %12s %8s %8s %8s %8s %8s   %s\n' run connections '/s' ticks missed slips 'CPU ms' end
for ((round = 1; round <= rounds; round++)); do
  run "alone-$round"
  run "flooded-$round" flooded
done
echo "the bridge logged $(wc -l <served) lines, $(wc -c <served) bytes"
end_serving
grep -E '^bridge: .*(connection|reject)' served || true
