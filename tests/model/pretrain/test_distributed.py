"""Pre-training in two processes (torchrun, gloo) follows the loss curve of one."""

from __future__ import annotations

import csv
import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from model.checkpoint.files import STATE_FILE
from model.pretrain.branch import Branch
from tests.model.fixtures.evaluate import PRETRAINING, write_archive
from tests.places import ROOT

CONFIG = dataclasses.replace(
    PRETRAINING, steps=40, batch=32, prototypes=16, warmup=5, learning_rate=2e-3, ibot=0.5, drop_path=0.0
)

_PROGRAM = """
import sys
from pathlib import Path
import torch
import torch.distributed as dist
from model.sar.normalise import Normalisation
from model.commands.pretrain import leave_group
from model.data.scenes import find_rasters, load_scenes
from model.pretrain.run import pretrain
from tests.model.pretrain.test_distributed import CONFIG
torch.set_num_threads(1)
if dist.is_torchelastic_launched():
    dist.init_process_group("gloo")
scenes = load_scenes(find_rasters([Path(sys.argv[1])]), Normalisation())
pretrain(CONFIG, scenes, Path(sys.argv[2]), torch.device("cpu"), workers=0)
leave_group()
"""

_OTHER_STARTS = """
import sys
from pathlib import Path
import torch
import torch.distributed as dist
from tests.model.fixtures.pretrain import DEEP, scenes
from model.network.network import build_backbone
from model.commands.pretrain import leave_group
from model.pretrain.run import Pretraining
from model.pretrain.start import Start
torch.set_num_threads(1)
dist.init_process_group("gloo")
torch.manual_seed(dist.get_rank())
start = Start(build_backbone(DEEP.network).state_dict())
run = Pretraining(DEEP, scenes("a"), Path(sys.argv[1]), torch.device("cpu"), start)
for _, crops in zip(range(2), run.batches(0)):
    for branch in (run.student, run.teacher):
        weights = torch.cat([p.detach().flatten() for p in branch.parameters()])
        every = [torch.empty_like(weights) for _ in range(2)]
        dist.all_gather(every, weights)
        assert torch.equal(*every), f"the processes differ at step {run.step}"
    run.train_step(crops)
drawn = [None, None]
dist.all_gather_object(drawn, torch.rand(1).item())
assert drawn[0] != drawn[1], "both drop the same blocks"
del run, branch
leave_group()
"""


def _launch(program: Path, processes: int, *words: Path) -> None:
    launcher = [sys.executable]
    if processes > 1:
        launcher += ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"]
    done = subprocess.run(
        [str(word) for word in (*launcher, program, *words)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def _losses(archive: Path, program: Path, out: Path, processes: int) -> np.ndarray:
    _launch(program, processes, archive / "sentinel1_vh", out)
    with (out / "log.csv").open() as file:
        rows = list(csv.DictReader(file))
    return np.array([[float(row[name]) for name in ("loss", "patch_loss")] for row in rows])


@pytest.mark.slow
def test_two_processes_learn_as_one_does(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "data")
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM)
    one = _losses(archive, program, tmp_path / "one", 1)
    two = _losses(archive, program, tmp_path / "two", 2)
    assert one.shape == two.shape == (CONFIG.steps // 10, 2)
    # Not the same to the digit: batch norm sees half a batch, and the log that of the first process.
    np.testing.assert_allclose(two, one, atol=0.3)
    assert one[-1, 0] < 2.5, "the loss does not fall from ln 16: the test would prove nothing"
    assert len(list((tmp_path / "two").glob("state.pt*"))) == 1  # one process writes
    # Runs with nothing in common but their start would lie 1.4 times as far from each other as from it.
    torch.manual_seed(CONFIG.seed)
    start = _flat(Branch(CONFIG, drop_path=0.0).state_dict())
    first, second = (_flat(_student(tmp_path / name)) for name in ("one", "two"))
    assert (second - first).norm() < 1.2 * (first - start).norm()


@pytest.mark.slow
def test_two_processes_train_one_network_whatever_they_start_from(tmp_path: Path) -> None:
    """Or gradients would be averaged over different networks."""
    program = tmp_path / "program.py"
    program.write_text(_OTHER_STARTS)
    _launch(program, 2, tmp_path / "run")


def _student(run: Path) -> dict[str, torch.Tensor]:
    student: dict[str, torch.Tensor] = torch.load(run / STATE_FILE, weights_only=True)["student"]
    return student


def _flat(weights: dict[str, torch.Tensor]) -> torch.Tensor:
    kept = [value.flatten() for name, value in weights.items() if name.startswith("backbone.blocks")]
    return torch.cat(kept)
