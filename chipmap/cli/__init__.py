"""The command line: everything the model can do, without a screen. It wires and decides nothing."""
