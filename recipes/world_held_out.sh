# World chips (README of the data's `world` folder) that are kept for choices: whole events, runs of neighbouring places.
world_validation=(
  ben2_33UUP_37_88 ben2_33UUP_37_89 ben2_33UUP_37_90 ben2_33UUP_38_88 ben2_33UUP_38_89 ben2_33UUP_38_90
  ben1_20180515_32_47 ben1_20180515_51_28 ben1_20180515_51_5 ben1_20180515_54_65 ben1_20171121_61_0
  ben1x_29SND_56_35 ben1x_29UPU_36_85 ben1x_29UPU_4_55
  sen12_2017_winter_112_p797 sen12_1158_spring_1_p637)
for number in 0137 0146 0153 0164 0172 0182 0187 0194 0404 0408 0412 0416 0420 0424 0428 0432 0437 0443 0627 0649 0656; do
  world_validation+=("ombria_${number}_before")
done
