#!/usr/bin/env bash
# Trains the model that the bundled one begins with: DINO with iBOT on unlabelled scenes, then land cover on polygons.
# Usage: recipes/starter.sh DATA [RUN]   (DATA holds sentinel1_vh, sentinel1_vv_vh, landcover_polygons.gpkg)
# What was interrupted goes on where it was when called again.
# The bundled model's second part came about in several pieces: see docs/training.md. This one is for a GPU, too.
# On few cores set OMP_NUM_THREADS=1: two threads are hardly faster than one, so run other trainings beside it.
set -euo pipefail
data=$1
run=${2:-runs/starter}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

. recipes/held_out.sh
scenes=("$data/sentinel1_vh" "$data/sentinel1_vv_vh")

.venv/bin/python -m model pretrain "${scenes[@]}" --exclude "${samples[@]}" "${test[@]}" "${validation[@]}" \
  --ibot 1.0 --no-within --steps 1200 --keep-every 150 --labels "$data/landcover_polygons.gpkg" --out "$run/pretrain"
# The backbone went on from there with another patch loss.
.venv/bin/python -m model pretrain "${scenes[@]}" --exclude "${samples[@]}" "${test[@]}" "${validation[@]}" \
  --ibot 1.0 --steps 800 --learning-rate 0.0006 --keep-every 100 --init "$run/pretrain/state.pt" \
  --labels "$data/landcover_polygons.gpkg" --out "$run/pretrain_within" --publish "$run/dino_within"
# From what was published of it alone, so with fresh heads.
.venv/bin/python -m model pretrain "${scenes[@]}" --exclude "${samples[@]}" "${test[@]}" "${validation[@]}" \
  --ibot 1.0 --steps 1200 --learning-rate 0.0006 --keep-every 200 --init "$run/dino_within" \
  --labels "$data/landcover_polygons.gpkg" --out "$run/pretrain_more" --publish "$run/dino"

# On a GPU (four and a half minutes of an H200, with small.sh beside it); batches are four times as large.
.venv/bin/python -m model pretrain "${scenes[@]}" --exclude "${samples[@]}" "${test[@]}" "${validation[@]}" \
  --ibot 1.0 --steps 2400 --batch 128 --warmup 120 --prototypes 512 --momentum 0.996 --momentum-end 0.9998 \
  --learning-rate 0.001 --keep-every 400 --save-every 1200 --score-every 1000 --workers 7 --init "$run/dino" \
  --labels "$data/landcover_polygons.gpkg" --out "$run/pretrain_gpu" --publish "$run/dino_gpu"

# Again, for five and a half minutes with six trainings beside it; the backbone of the bundled model.
.venv/bin/python -m model pretrain "${scenes[@]}" --exclude "${samples[@]}" "${test[@]}" "${validation[@]}" \
  --ibot 1.0 --steps 1500 --batch 256 --warmup 120 --prototypes 512 --momentum 0.996 --momentum-end 0.9998 \
  --learning-rate 0.0012 --keep-every 750 --save-every 1500 --score-every 1500 --workers 10 --init "$run/dino_gpu" \
  --labels "$data/landcover_polygons.gpkg" --out "$run/pretrain_long" --publish "$run/dino_long"

# One folder with what was kept of all five, numbered through: what `evaluate --pretrained` looks at. Its own backbone is the
# fourth's, which the experiments are on.
mkdir -p "$run/pretrain_all"
cp "$run"/pretrain_gpu/{config.json,scenes.json,state.pt} "$run/pretrain_all"
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
renumbered pretrain_gpu 3200
renumbered pretrain_long 5600

.venv/bin/python -m model train "${scenes[@]}" --labels "$data/landcover_polygons.gpkg" \
  --exclude "${samples[@]}" "${test[@]}" --hold-out "${validation[@]}" --card recipes/starter_card.json \
  --pretrained "$run/pretrain_long/state.pt" --attention-of "$run/pretrain_long" --steps 4000 --batch 24 --learning-rate 0.0015 \
  --workers 3 --state "$run/train.pt" \
  --name sardino-s1-starter --out "$run/sardino-s1-starter.safetensors"
