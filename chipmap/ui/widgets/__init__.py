"""Controls that the shell, the pages, the panels and the dialogs share; they know only the theme."""
