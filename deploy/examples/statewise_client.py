#!/usr/bin/env python3
"""A small client of a Statewise run, over MQTT 5, and a reader of exported recordings.

Needs Python 3.9 and paho (Debian: python3-paho-mqtt). As a program:

    statewise_client.py status
    statewise_client.py telemetry --count 3
    statewise_client.py task sine --frequency 0.1 --amplitude 0.1
    statewise_client.py payload 0.857
    statewise_client.py hold
    statewise_client.py stop
    statewise_client.py error run.csv

As a module: Client in a with statement, and ticks(). Exit codes: 0 done, 1 refused or no answer, 2 wrong usage.
"""

import argparse
import csv
import json
import math
import queue
import sys
import time
import uuid

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties


class NoAnswer(Exception):
    """Nothing came in time."""


class Client:
    """The topics of one robot at one broker. One thread may use it."""

    def __init__(self, host="127.0.0.1", port=1883, robot="iiwa7", timeout=5.0):
        self.robot, self.timeout = robot, timeout
        self._address = (host, port)
        self._replies = f"statewise/{robot}/reply/{uuid.uuid4().hex}"
        self._queues = {}
        self._mqtt = mqtt.Client(protocol=mqtt.MQTTv5)
        self._mqtt.on_message = self._take
        self._granted = queue.Queue()
        self._mqtt.on_subscribe = lambda *_: self._granted.put(True)

    def __enter__(self):
        self._mqtt.connect(*self._address)
        self._mqtt.loop_start()
        self._listen(self._replies)
        return self

    def __exit__(self, *_):
        self._mqtt.disconnect()
        self._mqtt.loop_stop()

    def _take(self, _client, _userdata, message):
        self._queues[message.topic].put(json.loads(message.payload))

    def _wait(self, waiting, what):
        try:
            return waiting.get(timeout=self.timeout)
        except queue.Empty:
            raise NoAnswer(f"no {what} of '{self.robot}' came within {self.timeout:g} s") from None

    def _listen(self, topic):
        if topic not in self._queues:
            self._queues[topic] = queue.Queue()
            self._mqtt.subscribe(topic, qos=1)
            self._wait(self._granted, "subscription")
        return self._queues[topic]

    def status(self):
        """The run's phase and joints, as it last told them; kept by the broker."""
        return self._wait(self._listen(f"statewise/{self.robot}/status"), "status")

    def telemetry(self):
        """The next sample, a dict with q, qd, u_prior, u_memory, u_observer and others, joint by joint."""
        return self._wait(self._listen(f"statewise/{self.robot}/telemetry"), "telemetry")

    def command(self, verb, **fields):
        """Sends a command; its reply has accepted and, in words, reason."""
        command = {"id": uuid.uuid4().hex, "sentAtMillis": int(1000 * time.time()), **fields}
        properties = Properties(PacketTypes.PUBLISH)
        properties.ResponseTopic = self._replies
        topic = f"statewise/{self.robot}/command/{verb}"
        self._mqtt.publish(topic, json.dumps(command), qos=1, properties=properties)
        while True:
            reply = self._wait(self._queues[self._replies], f"reply to '{verb}'")
            if reply["id"] == command["id"]:
                return reply

    def start(self):
        """Begins the configured task, or the last one again."""
        return self.command("start")

    def hold(self):
        """Brings the arm to rest and keeps it there."""
        return self.command("hold")

    def stop(self):
        """Brings the arm to rest and ends the run."""
        return self.command("stop")

    def task(self, kind, **keys):
        """Another task; keys as in the group task of the configuration, angles in rad."""
        return self.command("task", task={"kind": kind, **keys})

    def payload(self, mass_kg):
        """Tells the prior what the gripper holds, kg, when it holds it."""
        return self.command("payload-hint", payloadHint={"massKg": mass_kg})


def ticks(path):
    """The rows of a recording that 'statewise export FILE --to csv' wrote, as dicts of numbers and texts."""
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield {name: _value(text) for name, text in row.items()}


def _value(text):
    try:
        return float(text)
    except ValueError:
        return text


def errors_mrad(path):
    """RMS tracking error of each joint over a recording, mrad."""
    sums, count = {}, 0
    for row in ticks(path):
        count += 1
        for name in row:
            if name.startswith("qdes"):
                joint = name.removeprefix("qdes")
                sums[joint] = sums.get(joint, 0.0) + (row[name] - row["q" + joint]) ** 2
    return {joint: 1000 * math.sqrt(total / count) for joint, total in sums.items()}


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--host", default="127.0.0.1", help="of the broker (default: %(default)s)")
    parser.add_argument("--port", type=int, default=1883, help="of the broker (default: %(default)s)")
    parser.add_argument("--robot", default="iiwa7", help="mqtt.robot, or the arm's name (default: %(default)s)")
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("status", "start", "hold", "stop"):
        verbs.add_parser(verb)
    verbs.add_parser("telemetry").add_argument("--count", type=int, default=1)
    task = verbs.add_parser("task")
    task.add_argument("kind", choices=("pick-and-place", "sine", "hold"))
    task.add_argument("--frequency", type=float, help="of a sine, Hz")
    task.add_argument("--amplitude", type=float, help="of a sine, rad")
    verbs.add_parser("payload").add_argument("mass", type=float, help="kg")
    verbs.add_parser("error").add_argument("csv", help="an exported recording")
    return parser.parse_args()


def _reply(client, arguments):
    if arguments.verb == "task":
        keys = {}
        if arguments.frequency is not None:
            keys["frequencyHz"] = arguments.frequency
        if arguments.amplitude is not None:
            keys["amplitudeRad"] = [arguments.amplitude]
        return client.task(arguments.kind, **keys)
    if arguments.verb == "payload":
        return client.payload(arguments.mass)
    return client.command(arguments.verb)


def main():
    arguments = _arguments()
    if arguments.verb == "error":
        print(json.dumps(errors_mrad(arguments.csv)))
        return 0
    try:
        with Client(arguments.host, arguments.port, arguments.robot) as client:
            if arguments.verb == "status":
                print(json.dumps(client.status()))
                return 0
            if arguments.verb == "telemetry":
                for _ in range(arguments.count):
                    print(json.dumps(client.telemetry()))
                return 0
            reply = _reply(client, arguments)
            print(f"{'accepted' if reply['accepted'] else 'refused'}: {reply['reason']}")
            return 0 if reply["accepted"] else 1
    except (NoAnswer, OSError) as problem:
        print(f"statewise_client: {problem}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
