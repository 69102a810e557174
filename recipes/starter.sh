#!/usr/bin/env bash
# Trains the bundled starter checkpoint: DINO on unlabelled scenes, then land cover on polygons.
# Usage: recipes/starter.sh DATA [RUN]   (DATA holds sentinel1_vh, sentinel1_vv_vh, landcover_polygons.gpkg)
# What was interrupted goes on where it was when called again.
set -euo pipefail
data=$1
run=${2:-runs/starter}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

# The sample scenes that the plugin ships, and the scenes that recipes/splits.json keeps for choices and for tests.
samples=(california_213 USA_905409)
validation=(california_100 california_102 california_201 california_202 texas_219 texas_272)
test=(california_156 california_168 california_128 california_129 california_031 california_073
  texas_255 texas_245 texas_268 texas_271 texas_280)

.venv/bin/python -m model pretrain "$data/sentinel1_vh" "$data/sentinel1_vv_vh" \
  --exclude california_213 "${validation[@]}" "${test[@]}" \
  --steps 1200 --ibot 1.0 --keep-every 150 --out "$run/pretrain"
.venv/bin/python -m model train "$data/sentinel1_vh" "$data/sentinel1_vv_vh" \
  --labels "$data/landcover_polygons.gpkg" --exclude "${samples[@]}" "${test[@]}" --hold-out "${validation[@]}" \
  --steps 1000 --pretrained "$run/pretrain/state.pt" --state "$run/train.pt" --card recipes/starter_card.json \
  --out resources/checkpoints/sardino-s1-starter.safetensors
