#!/bin/sh
# Runs in real time, alone and with four clients that each keep a connection and scrape ten times a second, in turn,
# and their figures side by side. Latencies say as much about the machine's other load as about scrapes: so there are
# several rounds. The clients take processors too: on a robot PC they run elsewhere.
# Usage: scrapes.sh [DURATION, default 60s] [ROUNDS, default 3]; needs curl 7.84 or newer.
set -eu
duration=${1:-60s}
rounds=${2:-3}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=19464
trap 'rm -rf "$work"' EXIT
metrics=http://127.0.0.1:$port/metrics

scrape() {
  until curl -s -o /dev/null "$metrics"; do sleep 0.1; done
  # More addresses than a run lasts: a transfer that fails ends it.
  curl -s --fail-early --rate 10/s -w '%{http_code}\n' -o /dev/null "$metrics?[1-100000]" >>"$work/scrapes.$1" || true
}

run() {
  "$here/../bin/statewise" run --metrics "127.0.0.1:$port" --duration "$duration" --summary "$work/$1.json" \
    >/dev/null 2>&1 || true
}

figure() {
  sed -n "s/^ *\"$2\" : \([^,{]*\),*$/\1/p" "$work/$1.json" | head -1
}

row() {
  printf '%-10s' "$1"
  for key in ticks missedStates deadlineMisses p50 p99 p999 max allocatedBytesPerTick phase; do
    printf ' %10.9s' "$(figure "$1" $key)"
  done
  echo
}

printf '%-10s' ''
printf ' %10s' ticks missed late 'p50 us' p99 p99.9 max B/tick phase
echo
for round in $(seq "$rounds"); do
  run "alone-$round"
  row "alone-$round"
  clients=
  for client in 1 2 3 4; do
    scrape $client &
    clients="$clients $!"
  done
  run "scraped-$round"
  # shellcheck disable=SC2086
  wait $clients
  row "scraped-$round"
done
echo "answered scrapes: $(cat "$work"/scrapes.* | grep -c 200)"
