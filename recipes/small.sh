#!/usr/bin/env bash
# Trains the larger model (ViT-Small, 22 million parameters), for which a GPU is needed: DINO with iBOT on unlabelled scenes,
# then land cover on polygons. Six minutes on an H200 with another training of either kind beside it.
# Usage: recipes/small.sh DATA [RUN] [ROWS]   (DATA holds sentinel1_vh, sentinel1_vv_vh, landcover_polygons.gpkg). Adds its
# scores to ROWS as ablations; `evaluate --only` then writes the page.
set -euo pipefail
data=$1
run=${2:-runs/small}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."
. recipes/held_out.sh
scenes=("$data/sentinel1_vh" "$data/sentinel1_vv_vh")

.venv/bin/python -m model pretrain "${scenes[@]}" --exclude "${samples[@]}" "${test[@]}" "${validation[@]}" \
  --backbone vit_small_patch16_224 --drop-path 0.1 --ibot 1.0 --steps 2400 --batch 128 --warmup 120 --prototypes 512 \
  --momentum 0.996 --momentum-end 0.9998 --learning-rate 0.0008 --save-every 1200 --score-every 1000 --workers 6 \
  --labels "$data/landcover_polygons.gpkg" --out "$run/pretrain" --publish "$run/dino"
.venv/bin/python -m model train "${scenes[@]}" --labels "$data/landcover_polygons.gpkg" \
  --exclude "${samples[@]}" "${test[@]}" --hold-out "${validation[@]}" --card recipes/small_card.json --name sardino-s1-small \
  --pretrained "$run/pretrain/state.pt" --attention-of "$run/pretrain" --steps 850 --batch 24 --learning-rate 0.0015 \
  --workers 3 --out resources/checkpoints/larger/sardino-s1-small.safetensors
model=resources/checkpoints/larger/sardino-s1-small.safetensors
.venv/bin/python -m model evaluate "$data" --out "$run/evaluate" --rows "${3:-recipes/results}" --docs "$run/docs" --only ablations \
  --ablation "ViT-S as long=$run/dino" --ablation "ViT-S, trained on labels for 850 steps of 24 crops=$model"
# The card's scores are of the test scenes; rows of their own, since the page's finished model is the starter.
.venv/bin/python -m model evaluate "$data" --out "$run/evaluate" --rows "$run/rows" --docs "$run/docs" --model "$model" \
  --only model water --write-card
