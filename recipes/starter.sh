#!/usr/bin/env bash
# Trains the bundled starter checkpoint: DINO on unlabelled scenes, then land cover on polygons.
# Usage: recipes/starter.sh DATA [RUN]   (DATA holds sentinel1_vh, sentinel1_vv_vh, landcover_polygons.gpkg)
# An interrupted pre-training goes on where it was when called again.
set -euo pipefail
data=$1
run=${2:-runs/starter}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

sample=california_213 # the scene that the plugin ships as a sample: never seen in training
hold_out=(california_014 california_015 california_100 california_102 california_201 california_202 california_214
  texas_219 texas_253 texas_260 texas_261 texas_272) # blocks of neighbours, for the scores alone

.venv/bin/python -m model pretrain "$data/sentinel1_vh" "$data/sentinel1_vv_vh" --exclude "$sample" --steps 1000 \
  --out "$run/pretrain"
.venv/bin/python -m model train "$data/sentinel1_vh" "$data/sentinel1_vv_vh" \
  --labels "$data/landcover_polygons.gpkg" --steps 800 --exclude "$sample" --hold-out "${hold_out[@]}" \
  --pretrained "$run/pretrain/state.pt" --card recipes/starter_card.json \
  --out resources/checkpoints/sardino-s1-starter.safetensors
