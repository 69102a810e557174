#!/usr/bin/env bash
# Goes on with the pre-training without labels, on places all over the world: both polarisations or one, calibrated or not, and
# two dates of each flooded place as positives. Half an hour of one core. What was interrupted goes on where it was.
# Usage: recipes/world_dino.sh DATA [RUN]   (DATA holds sentinel1_vh, sentinel1_vv_vh and world)
set -euo pipefail
data=$1
run=${2:-runs/world_dino}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."
. recipes/held_out.sh
# Held-out chips stay out, and all numbers of the held-out floods, labelled or not: OMBRIA's numbers run along the ground.
chips=($(python3 -c 'import json; print(*(s for s in json.load(open("recipes/world_splits.json"))["test"] if not s.startswith("ombria")))'))
mapfile -t dates < <(python3 - "$data/world/vv" <<'END'
import json, sys
from pathlib import Path

held_out = json.load(open("recipes/world_same_events.json"))["ombria"]
for path in sorted(Path(sys.argv[1]).glob("*.tif")):
    number = int(path.stem.split("_")[1])
    if not any(first <= number <= last for first, last in held_out):
        print(path)
END
)
wait $! # a mistake in the list ends the recipe
OMP_NUM_THREADS=1 .venv/bin/python -m model pretrain "$data/sentinel1_vh" "$data/sentinel1_vv_vh" "$data/world/vv_vh" "${dates[@]}" \
  --exclude "${samples[@]}" "${test[@]}" "${validation[@]}" "${chips[@]}" --init recipes/sardino-s1-dino-7100 --absolute --dates _before _after \
  --ibot 1 --batch 32 --local-crops 2 --steps 800 --learning-rate 0.0005 --keep-every 200 \
  --out "$run" --publish "$run/published"
