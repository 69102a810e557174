#!/usr/bin/env bash
# Trains the bundled model, sardino-s1-world: the starter's weights, then labelled places all over the world. Two hours of one
# core for the two parts. What was interrupted goes on where it was when called again.
# Usage: recipes/world.sh DATA [RUN] [STARTER]   (DATA holds sentinel1_vh, landcover_polygons.gpkg and world)
set -euo pipefail
data=$1
run=${2:-runs/world}
starter=${3:-recipes/sardino-s1-starter.safetensors}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."
. recipes/held_out.sh
world_test=($(python3 -c 'import json; print(*json.load(open("recipes/world_splits.json"))["test"])'))
world=$data/world
mkdir -p "$run"

# Labels of a flooded place hold before the flood alone.
learn() { # NAME START STEPS RATE SEED
  OMP_NUM_THREADS=1 .venv/bin/python -m model train "$data/sentinel1_vh" "$world/vv_vh" "$world"/vv/*_before.tif --exclude california_213 "${test[@]}" \
    --hold-out "${validation[@]}" "${world_test[@]}" --labels "$world/world_polygons.gpkg" "$data/landcover_polygons.gpkg" \
    --start-from "$2" --steps "$3" --learning-rate "$4" --seed "$5" --batch 16 --crop-size 96 --absolute \
    --balance 0.5 --balance-scenes 0.5 --gain-db 1.2 --own-gain-db 0.4 --speckle 0.4 --despeckle 0.2 --made-up-co-pol 0 \
    --drop-polarisation 0.3 --consistency-batch 0 --smoothing 0.05 --name sardino-s1-world --card recipes/world_card.json \
    --state "$run/$1.pt" --out "$run/$1.safetensors"
}
learn first "$starter" 1200 0.001 0
learn sardino-s1-world "$run/first.safetensors" 800 0.0012 1
cp "$run/sardino-s1-world.safetensors" resources/checkpoints/sardino-s1-world.safetensors
.venv/bin/python -m model evaluate "$data" --out "$run/evaluate" --rows recipes/results --docs docs --pretrained recipes/sardino-s1-dino \
  --model resources/checkpoints/sardino-s1-world.safetensors --only model water world --write-card
