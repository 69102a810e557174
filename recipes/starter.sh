#!/usr/bin/env bash
# Trains the bundled starter checkpoint: DINO on unlabelled scenes, then land cover on polygons, in two parts.
# Usage: recipes/starter.sh DATA [RUN]   (DATA holds sentinel1_vh, sentinel1_vv_vh, landcover_polygons.gpkg)
# What was interrupted goes on where it was when called again.
# The bundled model's first two parts ran with earlier versions of this code: see docs/training.md.
set -euo pipefail
data=$1
run=${2:-runs/starter}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

samples=(california_213 USA_905409) # what the plugin ships as samples: never seen in training
hold_out=(california_014 california_015 california_100 california_102 california_201 california_202 california_214
  texas_219 texas_253 texas_260 texas_261 texas_272) # blocks of neighbours, for the scores alone
labelled=("$data/sentinel1_vh" "$data/sentinel1_vv_vh" --labels "$data/landcover_polygons.gpkg"
  --exclude "${samples[@]}" --hold-out "${hold_out[@]}" --card recipes/starter_card.json)

.venv/bin/python -m model pretrain "$data/sentinel1_vh" "$data/sentinel1_vv_vh" --exclude "${samples[0]}" \
  --steps 1000 --out "$run/pretrain"
.venv/bin/python -m model train "${labelled[@]}" --steps 800 --pairs 0 \
  --pretrained "$run/pretrain/state.pt" --state "$run/train.pt" --out "$run/first.safetensors"
.venv/bin/python -m model train "${labelled[@]}" --steps 240 --pairs 4 --overlap-weight 1.0 --learning-rate 0.0005 \
  --start-from "$run/first.safetensors" --out resources/checkpoints/sardino-s1-starter.safetensors
