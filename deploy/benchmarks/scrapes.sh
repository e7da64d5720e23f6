#!/bin/sh
# Two runs in real time, one alone and one with four clients that scrape ten times a second each, and their
# figures side by side. Latencies say as much about the machine's other load as about scrapes: look at
# several rounds. Usage: scrapes.sh [DURATION, default 60s]; needs curl.
set -eu
duration=${1:-60s}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=19464
trap 'rm -rf "$work"' EXIT

scrape() {
  while [ ! -f "$work/over" ]; do
    if curl -s -o /dev/null "http://127.0.0.1:$port/metrics"; then echo >>"$work/scrapes.$1"; fi
    sleep 0.1
  done
}

"$here/../bin/statewise" run --metrics "127.0.0.1:$port" --duration "$duration" --summary "$work/alone.json" >/dev/null 2>&1 || true
clients=
for client in 1 2 3 4; do
  scrape $client &
  clients="$clients $!"
done
"$here/../bin/statewise" run --metrics "127.0.0.1:$port" --duration "$duration" --summary "$work/scraped.json" >/dev/null 2>&1 || true
touch "$work/over"
# shellcheck disable=SC2086
wait $clients

figure() {
  sed -n "s/^ *\"$2\" : \([^,{]*\),*$/\1/p" "$work/$1.json" | head -1
}
printf '%-22s %14s %14s\n' '' alone scraped
for key in ticks missedStates deadlineMisses p50 p99 p999 max allocatedBytesPerTick recorder telemetry phase; do
  printf '%-22s %14.14s %14.14s\n' "$key" "$(figure alone $key)" "$(figure scraped $key)"
done
echo "scrapes: $(cat "$work"/scrapes.* | wc -l); latencies in us"
