"""What may be done to a dataset: pure functions that return a ChangeSet, one verb each.

An edit refuses what the rules refuse (`RuleBroken`) and writes nothing itself; `Workspace.apply` does.
"""
