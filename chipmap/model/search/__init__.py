"""Finding things by how they are spelt: what is typed against names, aliases and codes."""
