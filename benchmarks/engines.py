"""Compares the engines and the environments, and prints a Markdown table.

    python3 build.py bench engines [--quick] [--only speed,start,disk] [--repeats N]

Every ratio is a median from one run with both sides in turns. ``speed`` needs torch and OpenVINO in one
environment; ``start`` and ``disk`` look at ``.venv-light`` and ``.venv``. ``first`` makes a Light and a Full
environment anew, from packages that pip has kept, and makes a map with each.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scenes import ROOT, SAMPLES, mirrored_scene, model_file
from benchmarks.segment import Bench, Row, Sizes, bare_forward
from model.inference import light
from model.inference.threads import cpu_threads
from model.inference.tiles import TileGrid
from plugin.setup import locks, slim

PARTS = ("speed", "start", "disk", "first")
LIGHT, FULL = ROOT / ".venv-light", ROOT / ".venv"
QUICK_SIDE, SIDE = 768, 2048


@dataclass(frozen=True)
class Pair:
    """Two sides to measure in turns: name, engine, precision; and the least ratio of their times."""

    name: str
    slow: tuple[str, str]
    fast: tuple[str, str]
    least: float


PAIRS = (
    Pair("light engine over torch as shipped before", ("torch", "auto"), ("openvino", "auto"), 2.0),
    Pair("the same, fp32 on both", ("torch", "fp32"), ("openvino", "fp32"), 1.3),
)


def measure_speed(folder: Path, side: int, repeats: int) -> list[Row]:
    """End to end and in the network alone, the light engine against torch."""
    model = model_file("", folder)
    scene = mirrored_scene(folder / "scene.tif", side, side)
    rows = []
    for pair in PAIRS:
        sides = [
            Bench(model, "cpu", precision, engine, folder, Sizes(), repeats)
            for engine, precision in (pair.slow, pair.fast)
        ]
        tiles = len(TileGrid(side, side, sides[0].engine.tile, sides[0].engine.overlap, 8))
        whole: list[list[float]] = []
        bare: list[list[float]] = []
        for number in range(repeats + 1):
            found = [each.segment(scene).seconds for each in sides]
            forward = [bare_forward(each.engine, scene, tiles) for each in sides]
            if number:  # the first does not count
                whole.append(found)
                bare.append(forward)
        names = [f"{each.engine.inference.name} {each.engine.inference.precision}" for each in sides]
        rows += [
            _faster(f"{pair.name}, end to end", names, whole, pair.least),
            _faster(f"{pair.name}, the network alone", names, bare, None),
        ]
        ratio = statistics.median(a[1] / b[1] for a, b in zip(whole, bare, strict=True))
        rows.append(Row(f"end to end over bare forward, {names[1]}", f"{ratio:.2f}", "<= 1.1", ratio <= 1.1))
    return rows


def _faster(what: str, names: list[str], pairs: list[list[float]], least: float | None) -> Row:
    ratios = [slow / fast for slow, fast in pairs]
    median = statistics.median(ratios)
    seconds = [statistics.median(pair[number] for pair in pairs) for number in (0, 1)]
    words = f"{median:.2f} times ({min(ratios):.2f} to {max(ratios):.2f}); "
    words += ", ".join(f"{name} {value:.1f} s" for name, value in zip(names, seconds, strict=True))
    return Row(what, words, f">= {least:g}" if least else "", None if least is None else median >= least)


def measure_start(folder: Path, side: int, repeats: int) -> list[Row]:
    """Seconds until ``describe`` has answered, and until the worker says hello."""
    rows = []
    for name, environment, bars in (("Light", LIGHT, (1.0, 1.5)), ("Full", FULL, (None, None))):
        python = environment / "bin" / "python"
        if not python.exists():
            rows.append(Row(f"start-up, {name}", "not measured: the environment is missing"))
            continue
        describe = [_describe(python) for _ in range(repeats + 1)][1:]
        hello = [_hello(python) for _ in range(repeats + 1)][1:]
        for what, values, most in zip(
            ("describe", "hello of the worker"), (describe, hello), bars, strict=True
        ):
            clock, processor = (list(part) for part in zip(*values, strict=True))
            median = statistics.median(clock)
            words = f"{median:.2f} s ({min(clock):.2f} to {max(clock):.2f})"
            words += f"; of the processor {statistics.median(processor):.2f} s"
            rows.append(
                Row(
                    f"{what}, {name}",
                    words,
                    f"< {most:g} s" if most else "",
                    None if most is None else median < most,
                )
            )
    return rows


def _of_children() -> float:
    """Processor seconds of all ended children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _describe(python: Path) -> tuple[float, float]:
    """Seconds on the clock and of the processor."""
    start, before = time.perf_counter(), _of_children()
    subprocess.run([python, "-m", "model", "describe", SAMPLES[1]], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start, _of_children() - before


def _hello(python: Path) -> tuple[float, float]:
    """Seconds on the clock until the worker says hello, and of the processor until it has left."""
    start, before = time.perf_counter(), _of_children()
    with subprocess.Popen(
        [python, "-m", "model", "serve"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as worker:
        assert worker.stdout is not None and worker.stdin is not None
        line = worker.stdout.readline()
        seconds = time.perf_counter() - start
        worker.stdin.close()
        assert b'"hello"' in line, line
    return seconds, _of_children() - before


def measure_disk(folder: Path, side: int, repeats: int) -> list[Row]:
    """Megabytes of an environment as the set-up makes it: without pip and compiled modules."""
    environment = _new_environment(folder / "disk", [locks.LIGHT])
    slim.slim(environment)
    size = sum(path.lstat().st_size for path in environment.rglob("*")) / 1e6
    torch = list(environment.glob("lib/python*/site-packages/torch*"))
    return [
        Row("Light on disk", f"{size:.0f} MB", "<= 350 MB", size <= 350),
        Row("torch in it", "none" if not torch else str(torch[0].name), "none", not torch),
    ]


def measure_first(folder: Path, side: int, repeats: int) -> list[Row]:
    """Seconds from nothing to a map of a sample scene, Light over Full."""
    lists = {"Full": ["torch-build.txt", locks.PACKAGES], "Light": [locks.LIGHT]}
    version = next(item.version for item in locks.read(locks.FOLDER / locks.TORCH) if item.name == "torch")
    build = locks.build_of(locks.read_builds(locks.FOLDER / locks.BUILDS), version, "cpu")
    seconds: dict[str, float] = {}
    for name, files in lists.items():
        place = folder / name
        start = time.perf_counter()
        environment = _new_environment(place, files, extra={"torch-build.txt": locks.write([build])})
        words = ["-m", "model", "segment", str(SAMPLES[1]), "--out", str(place / "out")]
        cache = {**os.environ, "SARDINO_CACHE": str(place / "cache" / "features")}
        subprocess.run(
            [environment / "bin" / "python", *words], cwd=ROOT, check=True, capture_output=True, env=cache
        )
        seconds[name] = time.perf_counter() - start
    ratio = seconds["Light"] / seconds["Full"]
    words = f"{ratio:.2f}: {seconds['Light']:.0f} s over {seconds['Full']:.0f} s"
    return [Row("first map from nothing, Light over Full", words, "<= 0.6", ratio <= 0.6)]


def _new_environment(place: Path, lists: list[str], extra: dict[str, str] | None = None) -> Path:
    """A new environment with locked packages."""
    place.mkdir(parents=True)
    environment = place / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    for name in lists:
        file = locks.FOLDER / name
        if extra and name in extra:
            file = place / name
            file.write_text(extra[name])
        command = [sys.executable, "-m", "pip", "--python", environment / "bin" / "python", "install", "-q"]
        command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-compile", "-r", file]
        subprocess.run(command, check=True)
    return environment


def main(words: list[str] | None = None) -> int:
    """Runs the measurements; 1 if a target is missed."""
    parser = argparse.ArgumentParser(prog="bench engines", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a small scene: shows that all runs")
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of {','.join(PARTS)}")
    parser.add_argument("--repeats", type=int, default=3)
    args = parser.parse_args(words)
    measures = {
        "speed": measure_speed,
        "start": measure_start,
        "disk": measure_disk,
        "first": measure_first,
    }
    chosen = args.only.split(",")
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="sardino-bench-") as folder:
        for part in chosen:
            rows += measures[part](Path(folder), QUICK_SIDE if args.quick else SIDE, args.repeats)
    cpu = light.core().get_property("CPU", "FULL_DEVICE_NAME")
    print(f"\n{cpu}, {cpu_threads()} threads, {', '.join(light.precisions())}\n")
    print("| what | measured | bar | met |\n| --- | --- | --- | --- |")
    for row in rows:
        met = "" if row.passed is None else ("yes" if row.passed else "**no**")
        print(f"| {row.what} | {row.measured} | {row.bar} | {met} |")
    return int(any(row.passed is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
