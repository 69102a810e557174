#!/usr/bin/env bash
# The ablations of pre-training in docs/results.md: 150 more steps from the published backbone, each with one thing changed.
# Usage: recipes/ablations.sh DATA [RUN]   (what was interrupted goes on; about 5 minutes each on one core)
set -euo pipefail
data=$1
run=${2:-runs/ablations}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

held_out=($(.venv/bin/python -c 'import json; print(*sum(json.load(open("recipes/splits.json")).values(), []))') USA_905409)

ablation() { # NAME WORDS [OPTIONS]
  local name=$1 words=$2
  shift 2
  .venv/bin/python -m model pretrain "$data/sentinel1_vh" "$data/sentinel1_vv_vh" --exclude "${held_out[@]}" \
    --init recipes/sardino-s1-dino --steps 150 --learning-rate 0.0006 --out "$run/$name" "$@"
  .venv/bin/python -m model evaluate "$data" --out runs/evaluate --rows recipes/results --only ablations \
    --ablation "150 more steps$words=$run/$name"
}

ablation base "" --ibot 1.0
ablation no_patch_loss ", no patch loss"
ablation koleo ", KoLeo 0.1" --ibot 1.0 --koleo 0.1
ablation registers ", 4 registers" --ibot 1.0 --registers 4
ablation plain ", plain views" --ibot 1.0 --plain-views
