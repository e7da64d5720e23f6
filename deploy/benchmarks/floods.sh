#!/usr/bin/env bash
# Runs over a bridge, alone and while RATE connections a second (500) come to the bridge from the run's first tick to its
# last, in turn: ticks, states that the loop missed and time slips by the run's summary, and the processor time of the
# bridge's threads that send states and wait for commands. With ARM=--strict-time the arm waits for nobody: then states are missed
# instead of slips, also by what else the machine does. The flood takes a processor too.
#   deploy/benchmarks/floods.sh [PROGRAM] [SECONDS, 20] [ROUNDS, 3]
set -euo pipefail
program=$(readlink -f "${1:-$(dirname "$0")/../bin/statewise}")
seconds=${2:-20}
rounds=${3:-3}
rate=${RATE:-500}
port=14840
work=$(mktemp -d)
cd "$work"
serving=
cleanup() {
  kill ${serving:+"$serving"} 2>/dev/null || true
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

flood() { # PID: in bursts, twenty a second, while that process lives
  local opened=0
  while kill -0 "$1" 2>/dev/null; do
    for ((i = 0; i < rate / 20; i++)); do
      if { :; } 3<>"/dev/tcp/127.0.0.1/$port"; then opened=$((opened + 1)); fi
    done 2>/dev/null
    sleep 0.05
  done
  echo "$opened"
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

figure() { # NAME KEY
  sed -n "s/^ *\"$2\" : \([^,{]*\),*$/\1/p" "$1.json" 2>/dev/null | head -1
}

run() { # NAME, and "flooded" or nothing
  "$program" run --arm "bridge://127.0.0.1:$port" --metrics off --duration "${seconds}s" --summary "$1.json" >"$1.out" 2>&1 &
  local running=$! came=0 before
  before=$(bridge_millis)
  if [ -n "${2:-}" ]; then
    await "$1.out" 'name=running\|^ended'
    came=$(flood "$running")
  fi
  wait "$running" || true
  printf '%-10s %12s %8s %8s %8s %8s   %s\n' "$1" "$came" "$(figure "$1" ticks)" \
    "$(figure "$1" missedStates)" "$(figure "$1" timeSlips)" $(($(bridge_millis) - before)) \
    "$(grep -m 1 '^ended' "$1.out" || tail -1 "$1.out")"
}

# shellcheck disable=SC2086
"$program" bridge ${ARM:-} --listen "127.0.0.1:$port" >bridge.out 2>&1 &
serving=$!
await bridge.out '^bridge: arm'
printf '%-10s %12s %8s %8s %8s %8s   %s\n' run connections ticks missed slips 'CPU ms' end
for ((k = 1; k <= rounds; k++)); do
  run "alone-$k"
  run "flooded-$k" flooded
done
echo "the bridge logged $(wc -l <bridge.out) lines, $(wc -c <bridge.out) bytes"
