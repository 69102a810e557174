"""Experiment 1: the benefit of pre-training, at several shares of the labels and across regions."""

from __future__ import annotations

from functools import partial

from model.checkpoint.backbones import RANDOM
from model.evaluate import networks
from model.evaluate.budgets import CONVERGED, with_steps
from model.evaluate.classifiers import forest, linear
from model.evaluate.context import Context
from model.evaluate.data import ALL
from model.evaluate.probes import pixel_probe, token_probe, tokens_of
from model.evaluate.rows import Key

FOREST = "Random forest on backscatter and texture"
LINEAR_DINO = "DINO, frozen, linear probe"
LINEAR_RANDOM = "Random ViT, frozen, linear probe"
UNET = "Small U-Net from scratch"
SCRATCH = "The same network from scratch"
SCRATCH_AT_FULL_RATE = "From scratch, backbone at the full rate"
FINETUNED = "DINO, fine-tuned"
CONVERGED_UNET = "Small U-Net from scratch, to convergence"
CONVERGED_FINETUNED = "DINO, fine-tuned, to convergence"
CONVERGED_SCRATCH = "The same network from scratch, to convergence"
LINEAR_HEAD = "DINO, fine-tuned, linear head"


def run_forest(context: Context) -> None:
    """Random forest on dB and local mean and deviation."""
    for key in context.keys("forest", FOREST):
        context.rows.once(key, partial(pixel_probe, context.data, key, forest, context.textures))


def run_linear(context: Context) -> None:
    """Linear probes on the tokens of frozen backbones, pre-trained and random."""
    backbones = [(LINEAR_RANDOM, context.random)]
    if context.pretrained:
        backbones.append((LINEAR_DINO, context.pretrained))
    for method, backbone in backbones:
        features, patch = tokens_of(context.maps(backbone)), backbone.config.patch_size
        for key in context.keys("linear", method, backbone.digest):
            context.rows.once(key, partial(token_probe, context.data, key, linear, features, patch))
    if ALL in context.sources and 100 in context.percents:
        _run_more_random(context)


def _run_more_random(context: Context) -> None:
    """The control with other random weights and all labels: a single result is chance."""
    for backbone in context.more_random:
        method = LINEAR_RANDOM + backbone.name.removeprefix(RANDOM)
        features, patch = tokens_of(context.maps(backbone)), backbone.config.patch_size
        for seed in context.seeds:
            key = Key("linear", method, backbone.digest, seed=seed)
            context.rows.once(key, partial(token_probe, context.data, key, linear, features, patch))


def run_unet(context: Context) -> None:
    """The small U-Net from scratch."""
    for key in _trainings(context, "unet", UNET):
        context.rows.once(key, partial(networks.train_unet, context, key))


def run_scratch(context: Context) -> None:
    """The network as shipped, without pre-training."""
    for key in _trainings(context, "scratch", SCRATCH):
        context.rows.once(key, partial(networks.train_scratch, context, key))
    if ALL in context.sources and 100 in context.percents:
        key = with_steps(context, Key("scratch", SCRATCH_AT_FULL_RATE, seed=context.seeds[0]))
        context.rows.once(key, partial(networks.train_scratch_at_full_rate, context, key))


def run_finetune(context: Context) -> None:
    """The network as shipped, pre-trained."""
    if context.pretrained is None:
        return
    for key in _trainings(context, "finetune", FINETUNED, context.pretrained.digest):
        context.rows.once(key, partial(networks.train_finetuned, context, key))


def run_converged(context: Context) -> None:
    """The trained networks, with all labels, until more steps no longer help."""
    trainings = [(CONVERGED_UNET, "", networks.train_unet), (CONVERGED_SCRATCH, "", networks.train_scratch)]
    if context.pretrained:
        trainings.append((CONVERGED_FINETUNED, context.pretrained.digest, networks.train_finetuned))
    steps = context.steps or CONVERGED.steps
    for seed in context.seeds:
        for method, digest, train in trainings:
            key = Key("converged", method, digest, seed=seed, steps=steps)
            context.rows.once(key, partial(train, context, key))


def run_head(context: Context) -> None:
    """The pre-trained network with a linear head instead of the radar stem."""
    if context.pretrained is None:
        return
    for seed in context.seeds:
        key = with_steps(context, Key("head", LINEAR_HEAD, context.pretrained.digest, seed=seed))
        context.rows.once(key, partial(networks.train_linear_head, context, key))


def _trainings(context: Context, experiment: str, method: str, model: str = "") -> list[Key]:
    return [with_steps(context, key) for key in context.keys(experiment, method, model)]
