"""The dialogs: review of an import, export of a scorecard. Nothing is written before a person accepts."""
