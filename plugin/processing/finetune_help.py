"""Texts of the algorithms about models: descriptions in HTML."""

from __future__ import annotations

from ..translation import tr


def finetune_description() -> str:
    """What fine-tuning does and what it needs."""
    return tr(
        "<p>Trains a model on polygons of your own, so that it maps your area and classes better. "
        "The base model is not changed; the new one is listed beside it, with its lineage.</p>"
        "<p><b>Labels.</b> Polygon layers in any coordinate system with a field for the class. Five or "
        "more polygons per class, spread over the scene, each of one class throughout. They are copied, with "
        "unsaved edits, joins, virtual fields and the layer's filter, and never changed. An outline that "
        "crosses itself counts as one polygon, as the map shows it.</p>"
        "<p><b>Scores.</b> Whole polygons are held out of training to score it, so the numbers say how well "
        "the model does where it was not taught. With few polygons they are an estimate.</p>"
        "<p><b>Cancel</b> throws the new model away.</p>"
    )


def evaluate_description() -> str:
    """What scoring does."""
    return tr(
        "<p>Scores a model on labelled polygons: F1 and IoU per class, confusion matrix, accuracy and "
        "kappa.</p>"
        "<p>Use polygons that the model was <b>not</b> trained on; on its own training polygons any "
        "model looks better than it is.</p>"
    )


def inspect_description() -> str:
    """What inspecting labels does."""
    return tr(
        "<p>Counts, pixel by pixel, what there is to learn from: polygons and pixels per class, polygons "
        "outside the scene or on nodata, outlines that cross themselves, and pixels that two classes claim. "
        "Nothing is trained or changed.</p>"
    )


def suggest_description() -> str:
    """What the suggestions are."""
    return tr(
        "<p>Finds the places whose labels would help a model most: where it is unsure, and unlike each "
        "other. Draw a polygon at each, of whatever is there, and fine-tune again.</p>"
        "<p>The result is a point layer with rank, reason, the class that the model guesses, and how sure "
        "it is.</p>"
    )
