#!/usr/bin/env bash
# The ablations in docs/results.md, each with one thing changed: 150 more steps from the published backbone; the size of
# a patch, from the first step on; and how backscatter is normalised.
# Usage: recipes/ablations.sh DATA [RUN]   (what was interrupted goes on; about 5 to 10 minutes each on one core)
set -euo pipefail
data=$1
run=${2:-runs/ablations}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

held_out=($(.venv/bin/python -c 'import json; print(*sum(json.load(open("recipes/splits.json")).values(), []))') USA_905409)

pretrained() { # NAME TITLE [OPTIONS]
  local name=$1 title=$2
  shift 2
  .venv/bin/python -m model pretrain "$data/sentinel1_vh" "$data/sentinel1_vv_vh" --exclude "${held_out[@]}" \
    --out "$run/$name" "$@"
  .venv/bin/python -m model evaluate "$data" --out runs/evaluate --rows recipes/results --only ablations \
    --ablation "$title=$run/$name"
}

ablation() { # NAME WORDS [OPTIONS]
  local name=$1 words=$2
  shift 2
  pretrained "$name" "150 more steps$words" --init recipes/sardino-s1-dino --steps 150 --learning-rate 0.0006 "$@"
}

ablation base "" --ibot 1.0
ablation no_patch_loss ", no patch loss"
ablation koleo ", KoLeo 0.1" --ibot 1.0 --koleo 0.1
ablation registers ", 4 registers" --ibot 1.0 --registers 4
ablation plain ", plain views" --ibot 1.0 --plain-views

pretrained patch_8 "300 steps, patches of 8 px" --ibot 1.0 --steps 300
pretrained patch_16 "300 steps, patches of 16 px" --ibot 1.0 --steps 300 --patch-size 16

# With the run of recipes/starter.sh: what is published is rounded, and counts as other weights.
.venv/bin/python -m model evaluate "$data" --out runs/evaluate --rows recipes/results --only normalisation \
  --pretrained runs/starter/pretrain_more --seeds 0 --steps 250 --batch 8
