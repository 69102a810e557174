"""Design-based accuracy and area: the formulas, standard library only, without QGIS."""
