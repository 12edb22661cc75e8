"""What a slide looks at and what it says: plain values and their JSON, without words of their own."""
