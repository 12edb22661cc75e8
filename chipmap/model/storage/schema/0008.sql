-- Which product codes of trade flows belong to which segment.

CREATE TABLE product_segment (
    product TEXT NOT NULL,
    segment TEXT NOT NULL,
    source  TEXT NOT NULL,
    PRIMARY KEY (product, segment)
) STRICT;
