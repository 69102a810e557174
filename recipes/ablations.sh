#!/usr/bin/env bash
# The ablations in docs/results.md, each with one thing changed: in 150 more steps from the pre-trained backbone; in 300 from
# random weights, where the size of a patch can change, too; the patch loss, larger crops and a linear patch embedding in
# longer runs; how backscatter is normalised; and a linear head in place of the radar stem.
# Usage: recipes/ablations.sh DATA [ROWS] [RUN] [STARTER]   (after recipes/starter.sh DATA STARTER; what was interrupted
# goes on; half a day on two cores). Adds to ROWS what is not there; `evaluate --only` then writes the page.
set -euo pipefail
data=$1
rows=${2:-recipes/results}
run=${3:-runs/ablations}
starter=${4:-runs/starter}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

held_out=($(.venv/bin/python -c 'import json; print(*sum(json.load(open("recipes/splits.json")).values(), []))') USA_905409)

evaluate() { # OPTIONS   (the page goes to a folder of its own)
  .venv/bin/python -m model evaluate "$data" --out runs/evaluate --rows "$rows" --docs "$run/docs" "$@"
}

pretrain() { # NAME [OPTIONS]
  local name=$1
  shift
  .venv/bin/python -m model pretrain "$data/sentinel1_vh" "$data/sentinel1_vv_vh" --exclude "${held_out[@]}" \
    --out "$run/$name" "$@"
}

seeds=(0 1 2) # of each ablation that is short; the longer ones have one run

named() { # SEED WORDS   (the page takes runs that differ in their seed alone as one ablation)
  if [ "$1" = 0 ]; then echo "$2"; else echo "$2, seed $1"; fi
}

runs() { # NAME WORDS [OPTIONS]   (a run with each of the seeds)
  local name=$1 words=$2 seed
  shift 2
  for seed in "${seeds[@]}"; do
    pretrain "${name}_$seed" --seed "$seed" "$@"
    evaluate --only ablations --ablation "$(named "$seed" "$words")=$run/${name}_$seed"
  done
}

more=(--init "$starter/dino" --steps 150 --learning-rate 0.0006)
runs base "150 more steps" "${more[@]}" --ibot 1.0
runs no_patch_loss "150 more steps, no patch loss" "${more[@]}"
runs koleo "150 more steps, KoLeo 0.1" "${more[@]}" --ibot 1.0 --koleo 0.1
runs registers "150 more steps, 4 registers" "${more[@]}" --ibot 1.0 --registers 4
runs plain "150 more steps, plain views" "${more[@]}" --ibot 1.0 --plain-views

# Gram anchoring to the weights of the start, from the longest pre-training.
long=(--init recipes/sardino-s1-dino-7100 --steps 100 --learning-rate 0.0006 --ibot 1.0 --batch 32 --local-crops 2)
pretrain gram_0 "${long[@]}"
evaluate --only ablations --ablation "100 more steps of DINO-7100=$run/gram_0"
pretrain gram_100 "${long[@]}" --gram 100
evaluate --only ablations --ablation "100 more steps of DINO-7100, Gram 100=$run/gram_100"

# From random weights; the first of these is what the others are compared with.
runs patch_8 "300 steps, patches of 8 px" --steps 300 --ibot 1.0 --patch-size 8
runs patch_16 "300 steps, patches of 16 px" --steps 300 --ibot 1.0 --patch-size 16
runs first_no_patch_loss "300 steps, no patch loss" --steps 300
runs first_plain "300 steps, plain views" --steps 300 --ibot 1.0 --plain-views
runs first_linear "300 steps, linear patch embedding" --steps 300 --ibot 1.0 --patch-stem

# More than the first 1200 steps of the starter's pre-training. That on larger crops was stopped in its last steps.
evaluate --only ablations --ablation "800 more steps, patch loss within the crop=$starter/pretrain_within"
pretrain crop_128 --init "$starter/pretrain/state.pt" --crop 128 --ibot 1.0 --no-within --steps 400 \
  --learning-rate 0.0003 --keep-every 100
evaluate --only ablations --ablation "300 more steps on crops of 128 px=$run/crop_128/teacher_000300.pt"
# As the first 1200 steps, to be compared with step 900 under Emergence.
pretrain linear --patch-stem --ibot 1.0 --no-within --steps 1200 --keep-every 150
evaluate --only ablations --ablation "linear patch embedding, 900 steps=$run/linear/teacher_000900.pt"

evaluate --only normalisation --pretrained "$starter/pretrain_all"
evaluate --only head --pretrained "$starter/pretrain_all"
evaluate --only head --pretrained "$starter/pretrain_all" --seeds 0 --steps 250

# The starter's network begun anew on the backbone from the GPU, there: what recipes/small.sh does with a larger one.
. recipes/held_out.sh
tiny="$run/sardino-s1-tiny.safetensors"
[ -e "$tiny" ] || .venv/bin/python -m model train "$data/sentinel1_vh" "$data/sentinel1_vv_vh" --labels "$data/landcover_polygons.gpkg" \
  --exclude "${samples[@]}" "${test[@]}" --hold-out "${validation[@]}" --pretrained "$starter/pretrain_gpu" --attention-of "$starter/pretrain_gpu" \
  --steps 850 --batch 24 --learning-rate 0.002 --workers 3 --out "$tiny"
evaluate --only ablations --ablation "the same with ViT-T=$tiny"
