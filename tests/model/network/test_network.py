"""The network: shapes, the attention of the CLS token, and masked pixels."""

from __future__ import annotations

import copy
import dataclasses

import pytest
import torch
from torch.nn.functional import scaled_dot_product_attention

from model.network.network import (
    NetworkConfig,
    Question,
    SarSegmenter,
    attend_in_steps,
    question_of_nothing,
    run_backbone,
    token_mask,
)
from model.network.patch_stem import default_channels

SMALL = NetworkConfig(
    backbone_options={"embed_dim": 32, "depth": 2, "num_heads": 4}, taps=(0, 1), classes=(10, 50, 80)
)


@pytest.fixture(scope="module")
def network() -> SarSegmenter:
    torch.manual_seed(0)
    return SarSegmenter(SMALL).eval()


@torch.inference_mode()
def test_one_pass_gives_logits_attention_tokens(network: SarSegmenter) -> None:
    out = network(torch.randn(2, 2, 64, 96), attention=True)
    assert out.logits.shape == (2, 3, 64, 96)
    assert out.attention is not None
    assert out.attention.shape == (2, 4, 8, 12)
    assert out.tokens.shape == (2, 96, 32)
    assert out.cls.shape == (2, 32)
    assert network(torch.randn(1, 2, 64, 64)).attention is None


@torch.inference_mode()
def test_tokens_join_the_head_from_nothing() -> None:
    head = SarSegmenter(SMALL).eval().head
    x = torch.randn(1, 2, 64, 64)
    one, other = ([torch.randn(1, 64, 32) for _ in range(2)] for _ in range(2))
    before = head.features(x, one, (8, 8))
    torch.testing.assert_close(head.features(x, other, (8, 8)), before)
    torch.nn.init.normal_(head.project.weight)
    assert not torch.allclose(head.features(x, one, (8, 8)), head.features(x, other, (8, 8)))


@torch.inference_mode()
def test_a_linear_head_sees_the_tokens_alone() -> None:
    head = SarSegmenter(dataclasses.replace(SMALL, stem_channels=())).eval().head
    tokens = [torch.randn(1, 64, 32) for _ in range(2)]
    x = torch.randn(1, 2, 64, 64)
    found = head.features(x, tokens, (8, 8))
    assert found.shape == (1, SMALL.feature_channels, 64, 64)
    torch.testing.assert_close(head.features(torch.zeros_like(x), tokens, (8, 8)), found)
    assert not torch.allclose(head.features(x, [-one for one in tokens], (8, 8)), found)


@torch.inference_mode()
def test_a_convolutional_stem_makes_one_token_per_patch_wherever_the_tile_is_cut() -> None:
    network = SarSegmenter(dataclasses.replace(SMALL, patch_stem=(4, 8, 8))).eval()
    out = network(torch.randn(2, 2, 64, 96), attention=True)
    assert out.logits.shape == (2, 3, 64, 96)
    assert out.attention is not None
    assert out.attention.shape == (2, 4, 8, 12)
    stem = network.backbone.patch_embed
    x = torch.randn(1, 2, 64, 64)
    torch.testing.assert_close(stem(x[..., 16:48, 16:48])[:, 1:-1, 1:-1], stem(x)[:, 3:5, 3:5])
    spread = x * torch.linspace(0.1, 2, 64)  # the same mean everywhere: only texture tells the columns apart
    tokens = stem(spread)[0].mean(dim=0)
    assert float((tokens[-1] - tokens[0]).norm()) > float(tokens[0].norm())


@torch.inference_mode()
def test_attention_in_steps_is_the_same_attention(network: SarSegmenter) -> None:
    x = torch.randn(1, 2, 64, 64)
    valid = torch.ones(1, 64, 64, dtype=torch.bool)
    valid[:, :, 40:] = False
    x[:, :, ~valid[0]] = 0
    stepwise = copy.deepcopy(network)
    attend_in_steps(network.backbone, False)
    attend_in_steps(stepwise.backbone, True)
    for mask in (None, valid):
        one, other = (net(x, mask, attention=True) for net in (network, stepwise))
        torch.testing.assert_close(other.logits, one.logits, rtol=1e-4, atol=1e-4)
        torch.testing.assert_close(other.attention, one.attention, rtol=1e-4, atol=1e-5)


def test_every_patch_size_that_halvings_reach_has_a_stem() -> None:
    assert default_channels(8) == (32, 64, 128)
    assert len(default_channels(16)) == 4
    assert default_channels(14) == ()


def test_patches_and_halvings_must_agree() -> None:
    with pytest.raises(ValueError, match="do not make patches of 8"):
        SarSegmenter(dataclasses.replace(SMALL, patch_stem=(4, 8)))


@pytest.mark.parametrize("options", [{}, {"qk_norm": 1}])
@torch.inference_mode()
def test_one_question_for_all_images(options: dict[str, int]) -> None:
    torch.manual_seed(0)
    config = dataclasses.replace(SMALL, backbone_options={**SMALL.backbone_options, **options})
    network = SarSegmenter(config).eval()
    for parameter in network.backbone.blocks[-1].attn.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    question = question_of_nothing(network.backbone, 64)
    assert question.query.shape == (4, network.backbone.embed_dim // 4)

    def asked(x: torch.Tensor, question: Question | None = question) -> torch.Tensor:
        found = network(x, attention=True, question=question).attention
        assert found is not None
        return found

    empty = torch.zeros(1, 2, 64, 64)
    torch.testing.assert_close(asked(empty).mean(dim=(2, 3)), torch.ones(1, 4))  # the unit
    own = asked(empty, None)
    torch.testing.assert_close(asked(empty), own / own.mean(dim=(2, 3), keepdim=True))
    x = torch.randn(1, 2, 64, 64)
    same = asked(x) / asked(x, None)
    assert same.std() > 0.01 * same.mean()  # an image asks for something else than nothing does
    torch.testing.assert_close(asked(torch.cat([x, empty]))[:1], asked(x))


@pytest.mark.parametrize("options", [{}, {"qk_norm": 1}])  # keys as they are, and normed
@torch.no_grad()
def test_attention_is_what_the_last_block_computes(options: dict[str, int]) -> None:
    """Rebuilds the last block's attention output for the CLS query from our weights."""
    torch.manual_seed(0)
    config = dataclasses.replace(SMALL, backbone_options={**SMALL.backbone_options, **options})
    network = SarSegmenter(config).eval()
    for parameter in network.backbone.blocks[-1].attn.parameters():
        torch.nn.init.normal_(parameter, std=0.3)  # biases and norms that matter
    x = torch.randn(1, 2, 64, 64)
    last = network.backbone.blocks[-1].attn
    seen: dict[str, torch.Tensor] = {}
    hook = last.register_forward_pre_hook(lambda _m, args: seen.update(x=args[0]))
    _, _, weights = run_backbone(network.backbone, x, None, attention=True)
    hook.remove()
    assert weights is not None
    batch, tokens, _ = seen["x"].shape
    query, key, value = last.qkv(seen["x"]).reshape(batch, tokens, 3, 4, 8).permute(2, 0, 3, 1, 4)
    query, key = last.q_norm(query), last.k_norm(key)
    expected = scaled_dot_product_attention(query, key, value)[:, :, 0]
    torch.testing.assert_close(torch.einsum("bhn,bhnd->bhd", weights, value), expected)
    torch.testing.assert_close(weights.sum(-1), torch.ones(1, 4))


@torch.inference_mode()
def test_tokens_without_a_valid_pixel_are_not_attended_to(network: SarSegmenter) -> None:
    valid = torch.ones(1, 64, 64, dtype=torch.bool)
    valid[:, :16] = False
    valid[:, 3, 3] = True  # one pixel is enough for its token
    x = torch.randn(1, 2, 64, 64)
    out = network(x, valid, attention=True)
    assert out.attention is not None
    assert (out.attention[0, :, 0, 0] > 0).all()
    assert (out.attention[0, :, 0, 1:] == 0).all()
    assert (out.attention[0, :, 1] == 0).all()
    assert (out.attention[0, :, 2:] > 0).all()


@torch.inference_mode()
def test_what_lies_under_masked_tokens_changes_no_valid_token(network: SarSegmenter) -> None:
    valid = torch.ones(1, 64, 64, dtype=torch.bool)
    valid[:, :16] = False
    x = torch.randn(1, 2, 64, 64)
    other = x.clone()
    other[:, :, :16] = 100.0
    first, second = network(x, valid), network(other, valid)
    torch.testing.assert_close(first.tokens[:, 16:], second.tokens[:, 16:])
    torch.testing.assert_close(first.cls, second.cls)


@torch.inference_mode()
def test_a_mask_of_only_valid_pixels_changes_nothing(network: SarSegmenter) -> None:
    x = torch.randn(1, 2, 64, 64)
    masked = network(x, torch.ones(1, 64, 64, dtype=torch.bool), attention=True)
    plain = network(x, attention=True)
    torch.testing.assert_close(masked.logits, plain.logits, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(masked.attention, plain.attention)


def test_token_mask_keeps_the_prefix_tokens() -> None:
    mask = token_mask(torch.zeros(1, 16, 16, dtype=torch.bool), 8, 2)
    assert mask.shape == (1, 1, 1, 6)
    assert mask.flatten().tolist() == [True, True, False, False, False, False]


def test_configuration_survives_its_plain_form() -> None:
    assert NetworkConfig.from_dict(SMALL.as_dict()) == SMALL
    with pytest.raises(TypeError):
        NetworkConfig.from_dict({**SMALL.as_dict(), "unknown": 1})


def test_half_precision_of_all_parts(network: SarSegmenter) -> None:
    """A submodule may not shadow ``Module.half``, or exporting to fp16 breaks."""

    assert copy.deepcopy(network).half().head.classify.weight.dtype == torch.float16
