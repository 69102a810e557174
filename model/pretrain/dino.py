"""The DINO objective: projection head, teacher targets and loss.

Source: Caron et al. 2021, "Emerging Properties in Self-Supervised Vision Transformers"
(arXiv 2104.14294); Sinkhorn-Knopp targets as in SwAV (arXiv 2006.09882) and DINOv2
(arXiv 2304.07193). Options: iBOT's loss on hidden patches (Zhou et al. 2022, arXiv 2111.07832) and
the KoLeo regulariser (Sablayrolles et al. 2019, arXiv 1806.03198; as used in DINOv2).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from model.errors.errors import InvalidRequest

CENTRINGS = ("sinkhorn", "mean")


class DINOHead(nn.Module):
    """Three-layer MLP, L2 bottleneck, weight-normed prototypes (DINO section 3.1).

    Batch norm in the MLP (DINO's ``use_bn_in_head``) and on the bottleneck: an untrained ViT gives nearly the
    same CLS token for every crop, and without centring the teacher stays uniform for thousands of steps.

    Args:
        dim: Width of the tokens.
        prototypes: Number of outputs.
        hidden: Units of the two hidden layers.
        bottleneck: Width of the unit vectors compared with the prototypes.
    """

    def __init__(self, dim: int, prototypes: int, *, hidden: int = 512, bottleneck: int = 128) -> None:
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Linear(dim, hidden, bias=False),
            nn.BatchNorm1d(hidden),
            nn.GELU(),
            nn.Linear(hidden, hidden, bias=False),
            nn.BatchNorm1d(hidden),
            nn.GELU(),
            nn.Linear(hidden, bottleneck, bias=False),
            nn.BatchNorm1d(bottleneck, affine=False),
        )
        for layer in self.mlp:
            if isinstance(layer, nn.Linear):
                nn.init.trunc_normal_(layer.weight, std=0.02)
        self.prototypes = nn.Linear(bottleneck, prototypes, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Tokens [N, dim] to cosine similarities [N, prototypes] float32 in -1..1; N > 1 in training."""
        weight = F.normalize(self.prototypes.weight.float(), dim=1)
        return F.normalize(self.mlp(x).float(), dim=1) @ weight.T


class DINOLoss(nn.Module):
    """Cross-entropy between the teacher's view of a global crop and the student's of every other crop.

    Args:
        prototypes: Outputs of the head.
        student_temperature: Softmax temperature of the student.
        centre_momentum: Momentum of the running centre of the teacher's outputs (``centring="mean"``).
        centring: ``mean`` as published, or ``sinkhorn``: targets that use all prototypes equally
            within a batch, which keeps small batches from collapsing.

    Raises:
        InvalidRequest: ``centring`` is another word.
    """

    centre: Tensor

    def __init__(
        self,
        prototypes: int,
        *,
        student_temperature: float = 0.1,
        centre_momentum: float = 0.9,
        centring: str = "sinkhorn",
    ) -> None:
        super().__init__()
        if centring not in CENTRINGS:
            raise InvalidRequest(
                f"There is no centring '{centring}'.", remedy=f"Use one of {', '.join(CENTRINGS)}."
            )
        self.student_temperature = student_temperature
        self.centre_momentum = centre_momentum
        self.centring = centring
        self.register_buffer("centre", torch.zeros(1, prototypes))

    @torch.no_grad()
    def targets(self, teacher: Tensor, temperature: float) -> Tensor:
        """Teacher probabilities [N, prototypes] from the teacher's outputs; updates the centre.

        Args:
            teacher: [N, prototypes] of this process.
            temperature: Softmax temperature of the teacher, above 0; lower is sharper.
        """
        if self.centring == "sinkhorn":
            return sinkhorn(teacher, temperature)
        probabilities = ((teacher - self.centre) / temperature).softmax(dim=-1)
        mean = _across_processes(teacher.mean(dim=0, keepdim=True))
        self.centre.lerp_(mean, 1 - self.centre_momentum)
        return probabilities

    def forward(self, student: list[Tensor], targets: list[Tensor]) -> Tensor:
        """Mean loss over all pairs of a global target and another crop.

        Args:
            student: Outputs [B, prototypes] per crop, the global crops first.
            targets: Teacher probabilities [B, prototypes] per global crop.
        """
        losses = [
            torch.sum(-target * F.log_softmax(output / self.student_temperature, dim=-1), dim=-1).mean()
            for t, target in enumerate(targets)
            for s, output in enumerate(student)
            if s != t
        ]
        return torch.stack(losses).mean()


def hidden_patch_loss(student: Tensor, targets: Tensor, temperature: float) -> Tensor:
    """iBOT: cross-entropy at hidden patches between the teacher, which sees the patches, and the student.

    Args:
        student: Outputs [N, prototypes] at the hidden patches.
        targets: Teacher probabilities [N, prototypes] at the same patches.
        temperature: Softmax temperature of the student.
    """
    return torch.sum(-targets * F.log_softmax(student / temperature, dim=-1), dim=-1).mean()


def hidden_patches(
    images: int, grid: int, share: tuple[float, float], rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Which patches to hide [images, grid * grid] bool: blocks, in every other image (iBOT section 4.1).

    Args:
        images: Number of images; half of the images stay without hidden patches.
        grid: Patches per image side.
        share: Least and largest share of hidden patches in the other half.
        rng: Source of randomness, so that a run can be repeated.
    """
    hidden = np.zeros((images, grid, grid), dtype=bool)
    for image in hidden[::2]:
        wanted = max(1, round(grid * grid * rng.uniform(*share)))
        while np.count_nonzero(image) < wanted:
            tall, wide, down, across = rng.random(4)  # one call: thousands of blocks are drawn per step
            height, width = 1 + int(tall * (grid // 2)), 1 + int(wide * (grid // 2))
            row, col = int(down * (grid - height + 1)), int(across * (grid - width + 1))
            image[row : row + height, col : col + width] = True
    return hidden.reshape(images, grid * grid)


def koleo(cls: Tensor) -> Tensor:
    """Kozachenko-Leonenko entropy of one crop's CLS tokens [B, D]: spreads them out (DINOv2 section 4)."""
    unit = F.normalize(cls.float(), dim=-1)
    with torch.no_grad():
        similar = unit @ unit.T
        similar.fill_diagonal_(-1.0)
        nearest = similar.argmax(dim=1)
    return -torch.log(torch.linalg.vector_norm(unit - unit[nearest], dim=1) + 1e-8).mean()


def gram_loss(tokens: Tensor, anchor: Tensor) -> Tensor:
    """How far the patches' likeness to each other is from that of an earlier network (DINOv3, equation 2).

    Tokens count less their mean in the crop: our tokens share a large part, and with it all are alike (the
    loss was 1e-5 after 20 steps from DINO-7100).

    Args:
        tokens: [B, N, D] patch tokens of the student.
        anchor: [B, N, D] patch tokens of the earlier network for the same crops.

    Returns:
        The mean squared difference of the cosines of all pairs of patches of a crop.
    """
    mine, kept = (
        F.normalize(found.float() - found.float().mean(dim=1, keepdim=True), dim=-1)
        for found in (tokens, anchor)
    )
    return F.mse_loss(mine @ mine.transpose(1, 2), kept @ kept.transpose(1, 2))


def sinkhorn(outputs: Tensor, temperature: float, iterations: int = 3) -> Tensor:
    """Probabilities that use each prototype equally often (SwAV, algorithm 1).

    Args:
        outputs: [N, K] of this process; prototypes are balanced over all processes together.
        temperature: Softmax temperature, above 0.
        iterations: Number of normalisations of columns, then rows.

    Returns:
        [N, K] float32; each row sums to 1.
    """
    scaled = outputs.float() / temperature
    plan = torch.exp(scaled - _across_processes(scaled.max(), dist.ReduceOp.MAX))
    samples = _across_processes(torch.tensor(float(len(outputs)), device=outputs.device), dist.ReduceOp.SUM)
    for _ in range(iterations):
        columns = _across_processes(plan.sum(dim=0, keepdim=True), dist.ReduceOp.SUM)
        plan = plan / columns.clamp_min(1e-12) / outputs.shape[1]
        plan = plan / plan.sum(dim=1, keepdim=True).clamp_min(1e-12) / samples
    return plan * samples


def _across_processes(value: Tensor, operation: Any = None) -> Tensor:
    """The value reduced over all training processes; the mean unless another operation is named."""
    if not (dist.is_available() and dist.is_initialized()):
        return value
    dist.all_reduce(value, operation or dist.ReduceOp.SUM)
    return value if operation else value / dist.get_world_size()


def entropies(targets: Tensor) -> tuple[float, float]:
    """Mean entropy of the targets and entropy of their mean.

    Both near ln K: the uniform collapse. Both near 0: one prototype for everything.

    Args:
        targets: Probabilities [N, K].

    Returns:
        Two numbers in nats, 0..ln K.
    """
    mean = targets.mean(dim=0)
    per_sample = -(targets * targets.clamp_min(1e-12).log()).sum(dim=1).mean()
    return float(per_sample), float(-(mean * mean.clamp_min(1e-12).log()).sum())
