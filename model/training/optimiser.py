"""Parameter groups for optimisers in supervised training and fine-tuning: learning rates by depth.

timm's ``param_groups_layer_decay`` handles a single network; here a head with its own rate is added.
"""

from __future__ import annotations

from typing import Any

from model.network.network import SarSegmenter


def parameter_groups(
    network: SarSegmenter, *, backbone_rate: float, layer_decay: float, weight_decay: float
) -> list[dict[str, Any]]:
    """One group per depth: lower blocks learn more slowly (BEiT's layer-wise rates).

    Args:
        network: The network with the parameters.
        backbone_rate: Rate of the backbone's last block relative to the head's rate.
        layer_decay: Factor from each block to the block below.
        weight_decay: Weight decay of matrices and kernels; biases, norms, tokens and positions have no decay.

    Returns:
        Groups for a torch optimiser; ``factor`` is the rate relative to the head's rate.
    """
    depth = len(network.backbone.blocks)
    groups: dict[tuple[int, bool], dict[str, Any]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith("backbone.blocks."):
            level = depth - int(name.split(".")[2])
        elif name.startswith("backbone.norm"):
            level = 1
        else:
            level = depth + 1 if name.startswith("backbone.") else 0
        decayed = parameter.ndim >= 2 and "token" not in name and "pos_embed" not in name
        key = (level, decayed)
        if key not in groups:
            factor = backbone_rate * layer_decay**level if level else 1.0
            decay = weight_decay if decayed else 0.0
            groups[key] = {"params": [], "factor": factor, "weight_decay": decay}
        groups[key]["params"].append(parameter)
    return list(groups.values())
