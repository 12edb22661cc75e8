"""The composite index: normalisation, weights, means, the tree, robustness, sensitivity."""
