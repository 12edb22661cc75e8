"""The parts of the Match page: cards of ranked partners, why each has its score, institutions, weights."""
