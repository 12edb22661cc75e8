"""The side panel and what it is put together from. Panels show the model and call operations; none writes."""
