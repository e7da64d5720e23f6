#!/usr/bin/env python3
"""Do more arms help? Trains losses on 1, 4 and 16 simulated arms and judges them on arms that no training saw.

Arms are iiwa7 with other masses, friction and loads than its description says (drawn by a fixed seed). Each is driven
by its own description and recorded; a loss learns what the nominal description leaves, and so is it judged: prediction
before learning, along the recordings of arms that neither taught nor chose an epoch. Python's standard library alone.

    fleet/benchmarks/more-arms.py --program deploy/bin/statewise --out DIR     (some six minutes of one processor)

What is there already in DIR is not made again. Leaves DIR/results.csv and DIR/more-arms.svg.
"""
import argparse
import csv
import json
import math
import random
import re
import statistics
import subprocess
from pathlib import Path

SIZES = [1, 4, 16]
TEACH, CHOOSE, JUDGE = 16, 3, 5
DRAWS = 3
LOSSES = ["structured", "state-dependent"]
RIVALS = ["squared/sgd@0.01", "squared/sgd@0.1", "squared/sgd@0.3"]
NOMINAL = ["--prior", "rigid-body", "--arm-model", "iiwa7"]
TRAINING = ["--tasks", "8", "--batches", "10", "--iterations", "10", "--epochs", "8", "--patience", "0", "--seeds", "1", "--threads", "1"]


def scaled(line, name, factor):
    return re.sub(name + r": (-?[0-9.e-]+)", lambda found: f"{name}: {float(found[1]) * factor:.9g}", line)


def other_arm(description, draw):
    """Masses and friction of each link, log-normal around the description's."""
    lines = []
    for line in description.splitlines():
        if "link: {massKg" in line:
            factor = draw.lognormvariate(0, 0.15)
            for name in ("massKg", "ixx", "iyy", "izz"):
                line = scaled(line, name, factor)
        if "friction: {" in line:
            viscous, dry = draw.lognormvariate(0, 0.4), draw.lognormvariate(0, 0.4)
            line = scaled(line, "viscousNmSPerRad", viscous)
            line = scaled(scaled(line, "coulombNm", dry), "staticNm", dry)
        lines.append(line)
    return "\n".join(lines) + "\n"


class Study:
    def __init__(self, program, description, out):
        self.program, self.description, self.out = program, description.read_text(), out
        out.mkdir(parents=True, exist_ok=True)

    def statewise(self, *arguments):
        subprocess.run([*self.program, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)

    def record(self, number):
        """A recording of arm number N, in the corpus of all."""
        recording = self.out / f"arm-{number:02d}.mcap"
        if recording.exists():
            return
        draw = random.Random(1000 + number)
        arm = self.out / f"arm-{number:02d}.yaml"
        arm.write_text(other_arm(self.description, draw))
        part = recording.with_suffix(".part")
        self.statewise("run", "--fast", "--rounds", 1, "--metrics", "off", "--page", "off", "--adaptation", "off", "--arm-model", arm, "--payload",
                       f"{draw.uniform(0, 2):.2f}", "--seed", number, "--record", part, "--overwrite")
        part.rename(recording)
        self.statewise("corpus", "add", self.out / "all", recording, "--robot", f"arm-{number:02d}")

    def corpus(self, robots):
        """A corpus of some of the robots: their lines of the manifest, and links to their folders."""
        folder = self.out / "corpora" / "-".join(robots)
        folder.mkdir(parents=True, exist_ok=True)
        with open(self.out / "all" / "manifest.csv", newline="") as whole, open(folder / "manifest.csv", "w", newline="") as part:
            rows = csv.DictReader(whole)
            kept = csv.DictWriter(part, rows.fieldnames, lineterminator="\n")
            kept.writeheader()
            kept.writerows(row for row in rows if row["robot"] in robots)
        for robot in robots:
            link = folder / f"robot={robot}"
            if not link.exists():
                link.symlink_to((self.out / "all" / link.name).resolve())
        return folder

    def train(self, loss, size, draw):
        file = self.out / f"{loss}-{size:02d}-{draw}.pb"
        if not file.exists():
            names = [f"arm-{number:02d}" for number in range(TEACH + CHOOSE)]
            teachers = sorted(random.Random(f"{size} {draw}").sample(names[:TEACH], size))
            self.statewise("meta-train", "--corpus", self.corpus(teachers + names[TEACH:]), "--hold-out", ",".join(names[TEACH:]), "--loss", loss,
                           *NOMINAL, *TRAINING, "--seed", draw, "--out", file)
        return file

    def judge(self, number, models):
        """The mean squared error of each model along one recording, Nm^2."""
        summary = self.out / f"judge-{number:02d}.json"
        self.statewise("replay", self.out / f"arm-{number:02d}.mcap", *NOMINAL, "--compare", ",".join(models), "--summary", summary, "--overwrite")
        figures = json.loads(summary.read_text())
        errors = []
        for rows in [other["segments"] for other in figures["comparisons"]][:len(models)]:
            samples = sum(row["samples"] for row in rows)
            errors.append(sum(row["samples"] * row["mseNm2"] for row in rows) / samples)
        return errors


def plot(rows, rivals, file):
    """Errors over the number of arms, logarithmic: a dot a training, a line through the geometric means; the best rival."""
    rivals = dict([min(rivals.items(), key=lambda rival: rival[1])])
    errors = [row[3] for row in rows] + list(rivals.values())
    low, high = math.log(min(errors)) - 0.02, math.log(max(errors)) + 0.02
    x = lambda size: 90 + 230 * SIZES.index(size)
    y = lambda error: 330 - 290 * (math.log(error) - low) / (high - low)
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 400" font-family="sans-serif" font-size="13">',
           '<rect width="760" height="400" fill="white"/>', '<text x="20" y="24">Prediction error on five other arms, Nm²</text>']
    for size in SIZES:
        out.append(f'<text x="{x(size)}" y="360" text-anchor="middle">{size}</text>')
    out.append('<text x="320" y="385" text-anchor="middle">arms that taught the loss</text>')
    for hundredths in range(math.ceil(100 * math.exp(low)), math.floor(100 * math.exp(high)) + 1):
        out.append(f'<text x="20" y="{y(hundredths / 100) + 4:.1f}">{hundredths / 100:.2f}</text>')
    for index, loss in enumerate(LOSSES):
        colour, shift = ["#1b6ca8", "#c0392b"][index], 12 * index - 6
        means = []
        for size in SIZES:
            found = [row[3] for row in rows if row[0] == loss and row[1] == size]
            means.append((x(size) + shift, y(statistics.geometric_mean(found))))
            out += [f'<circle cx="{x(size) + shift}" cy="{y(error):.1f}" r="4" fill="{colour}" fill-opacity="0.5"/>' for error in found]
        out.append(f'<polyline points="{" ".join(f"{a},{b:.1f}" for a, b in means)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out.append(f'<text x="{means[-1][0] + 16}" y="{means[-1][1] + 4 + 16 * index:.1f}" fill="{colour}">{loss}</text>')
    for name, error in rivals.items():
        out.append(f'<line x1="60" x2="570" y1="{y(error):.1f}" y2="{y(error):.1f}" stroke="#777" stroke-dasharray="4 4"/>')
        out.append(f'<text x="330" y="{y(error) + 16:.1f}" fill="#555">{name}</text>')
    file.write_text("\n".join(out) + "\n</svg>\n")


def main():
    root = Path(__file__).resolve().parents[2]
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--program", nargs="+", default=[str(root / "deploy/bin/statewise")])
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    study = Study(chosen.program, root / "models/src/main/resources/arms/iiwa7.yaml", chosen.out)
    for number in range(TEACH + CHOOSE + JUDGE):
        study.record(number)
    trainings = [(loss, size, draw) for loss in LOSSES for size in SIZES for draw in range(1, DRAWS + 1)]
    models = [f"{study.train(*training)}/sgd@0.001" for training in trainings]
    errors = [study.judge(number, models + RIVALS) for number in range(TEACH + CHOOSE, TEACH + CHOOSE + JUDGE)]
    means = [statistics.geometric_mean(column) for column in zip(*errors)]
    rows = [(*training, mean) for training, mean in zip(trainings, means)]
    rivals = dict(zip(RIVALS, means[len(models):]))
    with open(chosen.out / "results.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["loss", "arms", "draw", "mse_nm2"])
        table.writerows([*((*row[:3], f"{row[3]:.4f}") for row in rows), *((name, "", "", f"{error:.4f}") for name, error in rivals.items())])
    plot(rows, rivals, chosen.out / "more-arms.svg")
    for loss in LOSSES:
        for size in SIZES:
            found = [row[3] for row in rows if row[:2] == (loss, size)]
            print(f"{loss:16s} {size:3d} arms: {statistics.geometric_mean(found):8.4f} Nm^2, {min(found):.4f} to {max(found):.4f}")
    for name, error in rivals.items():
        print(f"{name:16s}          {error:8.4f} Nm^2")


if __name__ == "__main__":
    main()
