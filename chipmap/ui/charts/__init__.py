"""Charts drawn with pyqtgraph; imported when the first chart is shown, never before the first paint."""
