# Scenes that the recipes keep out of training.
samples=(california_213 USA_905409) # what the plugin ships as samples: never seen in training
# The same scenes as in recipes/splits.json, for the scores of `evaluate` alone: never seen, not even unlabelled.
test=(california_156 california_168 california_128 california_129 california_031 california_073
  texas_255 texas_245 texas_268 texas_271 texas_280)
validation=(california_100 california_102 california_201 california_202 texas_219 texas_272)
