#!/bin/sh
# Runs in real time, one without a broker and others beside brokers that are well, flooded with commands, given
# 10 MB commands, restarted every two seconds, frozen, or absent; their figures side by side. Latencies say as much
# about the machine's other load as about brokers: look at several rounds.
# Usage: brokers.sh [DURATION, default 30s]; needs mosquitto and mosquitto-clients.
set -eu
duration=${1:-30s}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=18883
PATH=$PATH:/usr/sbin
broker=
trap 'stop_broker; rm -rf "$work"' EXIT
# 10 MB commands would be refused by the example's own limit: this broker has none.
printf 'listener %s 127.0.0.1\nallow_anonymous true\n' "$port" >"$work/broker.conf"
head -c 10000000 /dev/zero >"$work/huge"

start_broker() {
  mosquitto -c "$work/broker.conf" >/dev/null 2>&1 &
  broker=$!
}

stop_broker() {
  if [ -n "$broker" ]; then
    kill -CONT "$broker" 2>/dev/null || true
    kill "$broker" 2>/dev/null || true
    wait "$broker" 2>/dev/null || true
    broker=
  fi
}

publish() {
  mosquitto_pub -p "$port" -t statewise/iiwa7/command/hold "$@" >/dev/null 2>&1 || sleep 0.2
}

disturb() {
  while [ ! -f "$work/over" ]; do
    case $1 in
      flooded) yes '{"id":"x","sentAtMillis":1}' | head -20000 | publish -l ;;
      huge) publish -f "$work/huge"; sleep 0.5 ;;
      restarted) sleep 2; stop_broker; sleep 0.5; start_broker ;;
      frozen) sleep 3; kill -STOP "$broker"; sleep 20; kill -CONT "$broker" ;;
      *) sleep 0.5 ;;
    esac
  done
  stop_broker
}

run() {
  name=$1
  shift
  "$here/../bin/statewise" run --metrics off --duration "$duration" --summary "$work/$name.json" "$@" \
    >/dev/null 2>"$work/$name.log" || true
}

run alone
for kind in well flooded huge restarted frozen absent; do
  rm -f "$work/over"
  # In a shell of its own, which knows the broker that it restarts.
  (if [ "$kind" != absent ]; then start_broker; fi; disturb "$kind") &
  disturber=$!
  run "$kind" --mqtt "mqtt://127.0.0.1:$port" --set "mqtt.version='3.1.1'"
  touch "$work/over"
  wait "$disturber"
done

figure() {
  sed -n "s/^ *\"$2\" : \([^,{]*\),*$/\1/p" "$work/$1.json" | head -1
}
printf '%-22s' ''
for kind in alone well flooded huge restarted frozen absent; do printf ' %11s' "$kind"; done
echo
for key in ticks missedStates deadlineMisses p50 p99 p999 max allocatedBytesPerTick recorder telemetry phase; do
  printf '%-22s' "$key"
  for kind in alone well flooded huge restarted frozen absent; do
    printf ' %11.11s' "$(figure $kind $key)"
  done
  echo
done
printf '%-22s %11s' 'connections' ''
for kind in well flooded huge restarted frozen absent; do
  printf ' %11s' "$(grep -c 'event=mqtt name=up' "$work/$kind.log" || true)"
done
echo
echo "latencies in us"
