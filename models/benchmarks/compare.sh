#!/usr/bin/env bash
# Runs `statewise bench meta` and the same work in PyTorch one after the other and prints the ratios.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if ! /usr/bin/python3 -c 'import torch' 2>/dev/null; then
  echo "PyTorch is missing: apt-get install python3-torch" >&2
  exit 2
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
# Like the peer, on one thread: the compilers and the collector may have the other core.
"$here/../../deploy/bin/statewise" bench meta --summary "$out/ours.json"
/usr/bin/python3 "$here/torch_peer.py" "$out/torch.json"
/usr/bin/python3 - "$out/ours.json" "$out/torch.json" <<'PY'
import json, sys
ours, torch = ({row["name"]: row for row in json.load(open(f))} for f in sys.argv[1:])
# The best round is what other work on this machine disturbed least.
for which, key in (("median", "medianMicros"), ("best", "bestMicros")):
    title = f"{which} microseconds"
    print(f"\n{title:45s} {'statewise':>12s} {'torch':>12s} {'ratio':>8s}")
    for name, row in torch.items():
        mine, theirs = ours[name][key], row[key]
        print(f"{name:45s} {mine:12.1f} {theirs:12.1f} {theirs / mine:8.1f}")
print("\nload average of this machine: " + open("/proc/loadavg").read().split()[0])
PY
