#!/usr/bin/env bash
# Trains the bundled model, sardino-s1-world, from the world model before it (its recipe is in commit 859e42c): labelled places
# all over the world, with a flag for calibrated scenes. Three hours of one core. What was interrupted goes on where it was.
# Usage: recipes/world.sh DATA [RUN]   (DATA holds sentinel1_vh, landcover_polygons.gpkg and world)
set -euo pipefail
data=$1
run=${2:-runs/world}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."
. recipes/held_out.sh
world_test=($(python3 -c 'import json; print(*json.load(open("recipes/world_splits.json"))["test"])'))
world=$data/world
mkdir -p "$run"

copies=() # of uncalibrated scenes in dB, for the last parts
# Labels of a flooded place hold before the flood alone.
learn() { # NAME START STEPS RATE SEED MORE...
  local name=$1 start=$2 steps=$3 rate=$4 seed=$5
  shift 5
  OMP_NUM_THREADS=1 .venv/bin/python -m model train "$data/sentinel1_vh" "${copies[@]}" "$world/vv_vh" "$world"/vv/*_before.tif --exclude california_213 "${test[@]}" \
    --hold-out "${validation[@]}" "${world_test[@]}" \
    --labels "$world/world_polygons.gpkg" recipes/world_more_polygons.gpkg "$data/landcover_polygons.gpkg" \
    --start-from "$start" --steps "$steps" --learning-rate "$rate" --seed "$seed" --batch 16 --crop-size 96 --absolute --flagged \
    --balance 0.5 --balance-scenes 0.5 --gain-db 1.2 --own-gain-db 0.4 --speckle 0.4 --despeckle 0.2 --drop-polarisation 0.4 \
    --remember recipes/sardino-s1-starter.safetensors --remember-weight 3 --hide-tokens 0.15 \
    --made-up-co-pol 0 --consistency-batch 0 --smoothing 0.05 --name sardino-s1-world --card recipes/world_card.json \
    --state "$run/$name.pt" --out "$run/$name.safetensors" "$@"
}
learn first recipes/sardino-s1-world-0.safetensors 2200 0.0012 10
learn second "$run/first.safetensors" 2400 0.0012 11 --drop-polarisation 0.35 --dual-share 0.5
learn third "$run/second.safetensors" 900 0.001 12 --drop-polarisation 0.35 --dual-share 0.5 --balance 0.75 --average-with "$run/second.safetensors"
learn fourth "$run/third.safetensors" 600 0.001 13 --drop-polarisation 0.35 --dual-share 0.6 --hide-tokens 0.3 \
  --as-rtc 0.4 --seldom 50 --average 0.995 --average-with "$run/third.safetensors"
# Labels of whole places, read from the optical images, on four times as many places.
if [ ! -d "$run/dense" ]; then # complete or not there
  rm -rf "$run/dense.unfinished"
  PYTHONPATH=. .venv/bin/python recipes/dense_labels.py "$data" "$run/dense.unfinished"
  mv "$run/dense.unfinished" "$run/dense"
fi
late=(--labels "$run/dense/labels" --balance 0.6 --dual-share 0.5 --hide-tokens 0.2 --as-rtc 0.4 --seldom 50 --average 0.995)
copies=("$run/dense/vh_db")
learn fifth "$run/fourth.safetensors" 1900 0.001 21 "${late[@]}" --average-with "$run/fourth.safetensors"
# Places with VV alone, now as calibrated scenes, too; and once more without these.
copies+=("$run/dense/vv_db")
learn sixth "$run/fifth.safetensors" 1600 0.001 22 "${late[@]}" --average-with "$run/fifth.safetensors"
copies=("$run/dense/vh_db")
learn seventh "$run/sixth.safetensors" 800 0.001 23 "${late[@]}" --average-with "$run/sixth.safetensors" "$run/fifth.safetensors"
# No further step of the network: a second opinion on calibrated scenes with both polarisations.
learn sardino-s1-world "$run/seventh.safetensors" 0 0.001 24 --labels "$run/dense/labels" --texture
cp "$run/sardino-s1-world.safetensors" resources/checkpoints/sardino-s1-world.safetensors
# What the model was trained on, in compact form, for familiarity. A few minutes; the weights stay as they are.
.venv/bin/python -m model familiarity-reference "$data/sentinel1_vh" "${copies[@]}" "$world/vv_vh" "$world"/vv/*_before.tif \
  --exclude california_213 "${test[@]}" --hold-out "${validation[@]}" "${world_test[@]}" \
  --labels "$run/dense/labels" \
  --model resources/checkpoints/sardino-s1-world.safetensors
.venv/bin/python -m model evaluate "$data" --out "$run/evaluate" --rows recipes/results --docs docs --pretrained recipes/sardino-s1-dino \
  --model resources/checkpoints/sardino-s1-world.safetensors --only model water world --write-card
