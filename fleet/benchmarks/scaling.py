#!/usr/bin/env python3
"""What a step of meta-train over a corpus costs on Spark: 10, 100 and 1000 episodes, a cluster of 1 and of 2 workers.

Times of processors and bytes are Spark's own figures (its event log), and hold on a busy machine; seconds by the clock
do not. A cluster is fleet/bin/local-cluster; needs 'mvn -B -Pfleet -DskipTests package' and Python's standard library.

    fleet/benchmarks/scaling.py --out DIR                                     (ten minutes on two processors)

What is there already in DIR is not made again. Prints a table.
"""
import argparse
import csv
import json
import os
import resource
import shutil
import statistics
import subprocess
import time
from pathlib import Path

BIN = Path(__file__).resolve().parents[1] / "bin"
# Episodes, and of how many robots: all robots have the recording of one, as what it holds costs nothing.
CORPORA = {10: (5, ["--duration", "2s"]), 100: (10, ["--rounds", "2"]), 1000: (10, ["--rounds", "20"])}
TRAINING = ["--loss", "state-dependent", "--tasks", "32", "--batches", "2", "--iterations", "10", "--epochs", "1", "--seeds", "1", "--threads", "1"]
UPDATES = 20
PORT = 17177


def statewise(*arguments, **environment):
    done = subprocess.run([str(BIN / "statewise-fleet"), *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", **environment})
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, arguments))}:\n{done.stderr}")


def recorded(out, name, *how):
    """A corpus of one robot and one recording."""
    folder = out / f"one-{name}"
    if not folder.exists():
        recording = out / f"{name}.mcap"
        statewise("run", "--fast", *how, "--metrics", "off", "--page", "off", "--adaptation", "off", "--record", recording, "--overwrite")
        statewise("corpus", "add", folder, recording, "--robot", "r0")
    return folder


def corpus(out, size):
    """A corpus, how many episodes of it teach, and how many rows they have."""
    folder = out / f"corpus-{size}"
    robots, length = CORPORA[size]
    sources = {"held-out": recorded(out, "other", "--duration", "2s", "--seed", 2, "--payload", 2)}
    sources.update({f"r{robot}": recorded(out, size, *length) for robot in range(robots)})
    lines = []
    for robot, source in sources.items():
        with open(source / "manifest.csv", newline="") as file:
            lines += [{**row, "robot": robot, "file": row["file"].replace("robot=r0", f"robot={robot}")} for row in csv.DictReader(file)]
    if not folder.exists():
        folder.mkdir()
        for robot, source in sources.items():
            (folder / f"robot={robot}").symlink_to((source / "robot=r0").resolve())
        with open(folder / "manifest.csv", "w", newline="") as file:
            table = csv.DictWriter(file, lines[0].keys(), lineterminator="\n")
            table.writeheader()
            table.writerows(lines)
    teaching = [int(line["rows"]) for line in lines if line["robot"] != "held-out"]
    return folder, len(teaching), sum(teaching)


def figures(log):
    """What Spark's event log says of the updates: processor time of executors, bytes there and back, each an update."""
    stages, sent = {}, {}
    for line in log.read_text().splitlines():
        event = json.loads(line)
        if event["Event"] == "SparkListenerTaskEnd" and "Task Metrics" in event:
            stages.setdefault(event["Stage ID"], []).append(event["Task Metrics"])
        if event["Event"] == "SparkListenerBlockUpdated":
            block = event["Block Updated Info"]
            name = block["Block ID"]
            if name.startswith("broadcast_") and "piece" in name:
                sent[(block["Block Manager ID"]["Executor ID"], name)] = block["Memory Size"] + block["Disk Size"]
    updates = list(stages.values())[-UPDATES:]
    executors = {executor for executor, _ in sent if executor != "driver"}
    received = sum(size for (executor, _), size in sent.items() if executor != "driver")
    largest = {}
    for (executor, name), size in sent.items():
        number = name.split("_")[1]
        largest[(executor, number)] = largest.get((executor, number), 0) + size
    data = max(size for (executor, _), size in largest.items() if executor != "driver")
    return {
        "cpu": statistics.median(sum(task["Executor CPU Time"] for task in tasks) / 1e9 for tasks in updates),
        "run": statistics.median(max(task["Executor Run Time"] for task in tasks) / 1e3 for tasks in updates),
        "back": statistics.median(sum(task["Result Size"] for task in tasks) for tasks in updates),
        "there": (received - data * len(executors)) / UPDATES / len(executors),
        "data": data,
    }


def measure(out, size, workers):
    folder, episodes, rows = corpus(out, size)
    events = out / f"events-{size}-{workers}"
    if not events.exists():
        cluster = subprocess.Popen([str(BIN / "local-cluster"), str(workers), str(PORT)], stdout=subprocess.PIPE, text=True)
        try:
            master = cluster.stdout.readline().strip()
            part = events.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            flags = (f"-Dspark.eventLog.enabled=true -Dspark.eventLog.dir={part.resolve().as_uri()} -Dspark.eventLog.rolling.enabled=false"
                     " -Dspark.eventLog.compress=false -Dspark.eventLog.logBlockUpdates.enabled=true")
            began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
            statewise("meta-train", "--corpus", folder, "--hold-out", "held-out", *TRAINING, "--master", master, "--out", out / "loss.pb", "--overwrite",
                      STATEWISE_JVM_FLAGS=flags)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            (part / "times.json").write_text(json.dumps({"clock": time.monotonic() - began, "driver": after.ru_utime + after.ru_stime - before.ru_utime
                                                         - before.ru_stime, "load": os.getloadavg()[0]}))
            part.rename(events)
        finally:
            cluster.terminate()
            cluster.wait()
    log = next(file for file in events.iterdir() if file.name.startswith("app-"))
    return episodes, rows, {**figures(log), **json.loads((events / "times.json").read_text())}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--out", type=Path, required=True)
    out = options.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    print("| episodes | rows | executors | data to each executor, MB | phi to each executor, kB an update | gradients back, kB an update"
          " | executors' processor time, s an update | longest task, s an update | program's processor time, s | whole command, s (load) |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for size in CORPORA:
        for workers in (1, 2):
            episodes, rows, found = measure(out, size, workers)
            print(f"| {episodes} | {rows} | {workers} | {found['data'] / 1e6:.2f} | {found['there'] / 1e3:.1f} | {found['back'] / 1e3:.0f} |"
                  f" {found['cpu']:.3f} | {found['run']:.3f} | {found['driver']:.0f} | {found['clock']:.0f} ({found['load']:.1f}) |", flush=True)


if __name__ == "__main__":
    main()
