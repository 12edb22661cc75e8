"""Slides on the screen: one painter for thumbnails, the preview, Present and documents."""
