#!/usr/bin/env bash
# Trains the bundled starter checkpoint: DINO with iBOT on unlabelled scenes, then land cover on polygons.
# Usage: recipes/starter.sh DATA [RUN]   (DATA holds sentinel1_vh, sentinel1_vv_vh, landcover_polygons.gpkg)
# What was interrupted goes on where it was when called again.
# The bundled model's second part came about in several pieces: see docs/training.md.
# On few cores set OMP_NUM_THREADS=1: two threads are hardly faster than one, so run other trainings beside it.
set -euo pipefail
data=$1
run=${2:-runs/starter}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

samples=(california_213 USA_905409) # what the plugin ships as samples: never seen in training
# The same scenes as in recipes/splits.json, for the scores of `evaluate` alone: never seen, not even unlabelled.
test=(california_156 california_168 california_128 california_129 california_031 california_073
  texas_255 texas_245 texas_268 texas_271 texas_280)
validation=(california_100 california_102 california_201 california_202 texas_219 texas_272)
scenes=("$data/sentinel1_vh" "$data/sentinel1_vv_vh")

.venv/bin/python -m model pretrain "${scenes[@]}" --exclude "${samples[@]}" "${test[@]}" "${validation[@]}" \
  --ibot 1.0 --no-within --steps 1200 --keep-every 150 --labels "$data/landcover_polygons.gpkg" --out "$run/pretrain"
# The backbone that is published (recipes/sardino-s1-dino) went on from there with another patch loss.
.venv/bin/python -m model pretrain "${scenes[@]}" --exclude "${samples[@]}" "${test[@]}" "${validation[@]}" \
  --ibot 1.0 --steps 800 --learning-rate 0.0006 --keep-every 100 --init "$run/pretrain/state.pt" \
  --labels "$data/landcover_polygons.gpkg" --out "$run/pretrain_within" --publish "$run/dino_within"
# From what is published alone, so with fresh heads.
.venv/bin/python -m model pretrain "${scenes[@]}" --exclude "${samples[@]}" "${test[@]}" "${validation[@]}" \
  --ibot 1.0 --steps 1200 --learning-rate 0.0006 --keep-every 200 --init "$run/dino_within" \
  --labels "$data/landcover_polygons.gpkg" --out "$run/pretrain_more" --publish "$run/dino"

# One folder with what was kept of all three, numbered through: what `evaluate --pretrained` looks at.
mkdir -p "$run/pretrain_all"
cp "$run"/pretrain_more/{config.json,scenes.json,state.pt} "$run/pretrain_all"
renumbered() { # NAME STEPS_BEFORE
  local file step
  for file in "$run/$1"/teacher_*.pt; do
    step=${file##*_}
    cp "$file" "$run/pretrain_all/teacher_$(printf '%06d' $((10#${step%.pt} + $2))).pt"
  done
}
renumbered pretrain 0
renumbered pretrain_within 1200
renumbered pretrain_more 2000

.venv/bin/python -m model train "${scenes[@]}" --labels "$data/landcover_polygons.gpkg" \
  --exclude "${samples[@]}" "${test[@]}" --hold-out "${validation[@]}" --card recipes/starter_card.json \
  --pretrained "$run/pretrain_more/state.pt" --attention-of "$run/pretrain_more" --steps 4000 --learning-rate 0.0015 --state "$run/train.pt" \
  --out resources/checkpoints/sardino-s1-starter.safetensors
