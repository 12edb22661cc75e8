"""Places on the map: projection, names, labels and clusters; numpy only where many points ask for it."""
