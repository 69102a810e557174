"""Archives: time to resume, memory of the scheduler, efficiency of several workers.

python3 build.py bench archive                 # all three
python3 build.py bench archive resume --items 10000
python3 build.py bench archive memory --items 10000
python3 build.py bench archive workers --scenes 8 --side 1024
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from model.archive.cluster import Cluster
from model.archive.run import run, settings_of
from model.archive.scene import ArchiveScene, with_ids
from model.archive.scheduler import Processes, Scheduler
from model.archive.settings import Settings
from model.archive.stac_out import HASH, INPUT, input_of
from model.archive.work import Outcome
from model.protocol.archiving import ArchiveRequest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "sample" / "kansas_vv_vh.tif"
PARTS = ("resume", "memory", "workers")


def main(words: Sequence[str] | None = None) -> int:
    """Measures what was asked for and prints a line each."""
    parser = argparse.ArgumentParser(prog="build.py bench archive", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help=f"any of {', '.join(PARTS)}")
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--scenes", type=int, default=8, help="for each number of workers")
    parser.add_argument("--side", type=int, default=512, help="of a scene, in pixels")
    args = parser.parse_args(words)
    load = "/".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{os.cpu_count()} cores, load before {load}")
    with tempfile.TemporaryDirectory(prefix="sardino-bench-") as scratch:
        for part in args.parts or PARTS:
            {"resume": resume, "memory": memory, "workers": workers}[part](args, Path(scratch))
    return 0


def resume(args: argparse.Namespace, scratch: Path) -> None:
    """A list of which everything is finished: reads every Item, writes the Collection."""
    out, (settings, model) = scratch / "resume", _settings(scratch / "resume")
    item = _real_item(scratch, settings, model)
    scenes = with_ids([ArchiveScene(str(SAMPLE), id=f"scene-{number:05d}") for number in range(args.items)])
    for scene in scenes:
        _fake_finished(out, scene, item, settings)
    listed = scratch / "list.csv"
    lines = [f"{scratch}/links/{scene.id}.tif" for scene in scenes]
    (scratch / "links").mkdir()
    for line in lines:
        os.link(SAMPLE, line) if os.stat(SAMPLE).st_dev == os.stat(scratch).st_dev else _copy(line)
    listed.write_text("path\n" + "\n".join(lines) + "\n")
    _mark_inputs(out, lines, settings)
    start, cpu = time.perf_counter(), time.process_time()
    request = ArchiveRequest(str(out), items=str(listed))
    from model.archive.run import scenes_of

    result = run(scenes_of(request), settings, model, _never, progress=_quiet, cancelled=lambda: False)
    seconds, own = time.perf_counter() - start, time.process_time() - cpu
    print(
        f"resume: {result.skipped:,} finished items of {args.items:,} in {seconds:.1f} s ({own:.1f} s of CPU)"
    )


def memory(args: argparse.Namespace, scratch: Path) -> None:
    """Memory of Dask's scheduler and of this process, with tasks that do nothing."""
    settings, _ = _settings(scratch / "memory")
    file = scratch / "scheduler.json"
    python = [sys.executable, "-m"]
    where = ["--scheduler-file", str(file), "--no-dashboard"]
    quiet: dict[str, Any] = {"cwd": ROOT, "stderr": subprocess.DEVNULL}
    with (
        subprocess.Popen(
            [*python, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *where], **quiet
        ) as scheduler,
        subprocess.Popen(
            [*python, "distributed.cli.dask_worker", "--nthreads", "1", "--nworkers", "2", *where], **quiet
        ) as nanny,
    ):
        try:
            while not file.exists():
                time.sleep(0.1)
            address = json.loads(file.read_text())["address"]
            cluster = Cluster(settings, address=address, work=_nothing)
            scenes = [ArchiveScene(f"{number}.tif", id=str(number)) for number in range(args.items)]
            count, seen = 0, []
            start = time.perf_counter()
            for outcome in cluster.outcomes(scenes):
                count += outcome is not None
                if outcome is not None and count % (args.items // 5) == 0:
                    seen.append((count, *(_megabytes(pid) for pid in (scheduler.pid, os.getpid()))))
            seconds = time.perf_counter() - start
            cluster.close()
        finally:
            for process in (nanny, scheduler):
                process.terminate()
    for done, of_scheduler, own in seen:
        print(f"memory: after {done:,} items scheduler {of_scheduler:.0f} MB, client {own:.0f} MB")
    print(f"memory: {1000 * seconds / args.items:.1f} ms per item of scheduling")


def workers(args: argparse.Namespace, scratch: Path) -> None:
    """Scenes per minute of one and two workers with one thread each, models warm."""
    scenes = with_ids(
        [ArchiveScene(_scene(scratch / f"side_{number}.tif", args.side)) for number in range(args.scenes)]
    )
    rates = {}
    for count in (1, 2):
        settings, _ = _settings(scratch / f"workers_{count}")
        settings = replace(settings, threads=1, scenes_per_process=1000)
        scheduler = Processes(settings, count)
        for _ in scheduler.outcomes(scenes[:count]):  # loads the model
            pass
        start = time.perf_counter()
        failed = [out for out in scheduler.outcomes(scenes) if out is not None and out.error is not None]
        rates[count] = len(scenes) / (time.perf_counter() - start)
        scheduler.close()
        if failed:
            print(f"workers: {len(failed)} scenes failed: {failed[0].error}")
        print(f"workers: {count} with one thread: {60 * rates[count]:.1f} scenes of {args.side}² a minute")
    print(f"workers: two are {rates[2] / rates[1]:.2f} times as fast as one")


def _settings(out: Path) -> tuple[Settings, Any]:
    return settings_of(ArchiveRequest(str(out), outputs=["landcover", "confidence"]))


def _real_item(scratch: Path, settings: Settings, model: Any) -> dict[str, Any]:
    """The Item of a scene that was really segmented."""
    own = replace(settings, out_dir=str(scratch / "one"), threads=1)
    scene = ArchiveScene(_scene(scratch / "one.tif", 128))
    run(
        [scene],
        own,
        model,
        lambda given, count: Processes(given, 1),
        progress=_quiet,
        cancelled=lambda: False,
    )
    item: dict[str, Any] = json.loads((scratch / "one" / "one" / "one.json").read_text())
    return item


def _fake_finished(out: Path, scene: ArchiveScene, item: dict[str, Any], settings: Settings) -> None:
    """An Item as large as a real one, and empty products: a resumed run only looks whether they exist."""
    folder = out / scene.id
    folder.mkdir(parents=True)
    body = {**item, "id": scene.id, "properties": {**item["properties"], HASH: settings.hash_of(scene)}}
    body["assets"] = {
        name: {**asset, "href": f"./{scene.id}_{name}.tif"} for name, asset in item["assets"].items()
    }
    for asset in body["assets"].values():
        (folder / asset["href"]).touch()
    (folder / f"{scene.id}.json").write_text(json.dumps(body, indent=1))


def _mark_inputs(out: Path, paths: Sequence[str], settings: Settings) -> None:
    for path in paths:
        place = out / Path(path).stem / f"{Path(path).stem}.json"
        body = json.loads(place.read_text())
        body["properties"][INPUT] = input_of(ArchiveScene(path), settings.out_dir)
        place.write_text(json.dumps(body, indent=1))


def _scene(path: Path, side: int) -> str:
    """A square cut of the sample scene, repeated where it is too small."""
    import numpy as np
    import rasterio

    with rasterio.open(SAMPLE) as raster:
        data, profile = raster.read(), raster.profile
        names = raster.descriptions
    times = [1, -(-side // data.shape[1]), -(-side // data.shape[2])]
    data = np.tile(data, times)[:, :side, :side]
    profile.update(width=side, height=side)
    with rasterio.open(path, "w", **profile) as made:
        made.write(data)
        made.descriptions = names
    return str(path)


def _copy(path: str) -> None:
    Path(path).write_bytes(b"x")


def _megabytes(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss / 1e6)


def _nothing(scene: ArchiveScene) -> Outcome:
    return Outcome(scene.id)


def _never(settings: Settings, count: int) -> Scheduler:
    raise AssertionError(f"{count} scenes are not finished")


def _quiet(*words: object, **more: object) -> None:
    """Takes a report."""


if __name__ == "__main__":
    # Workers of Dask import this module by its name.
    from benchmarks import archive

    sys.exit(archive.main())
