"""The report on a map: facts, pictures, page, PDF, print layout."""
