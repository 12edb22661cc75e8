"""What is printed on paper: drawn by Qt into PDF pages, without a window."""
