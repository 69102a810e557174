"""What plugin and worker say to each other: the one package that both import."""
