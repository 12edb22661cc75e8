"""Places on the map: projection, outlines, names, labels and clusters. Free of Qt; numpy only where asked for."""
