"""What a person can do to the workspace, one small function for each intent.

Only these call `Workspace.apply`: each makes a ChangeSet with an edit and applies it under a label. Views
hear of it through `WorkspaceBridge.changed`. An edit that changes nothing leaves no step in the history.
"""
