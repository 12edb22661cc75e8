"""What slides say: figures of the model put into words, one module for each kind of slide."""
