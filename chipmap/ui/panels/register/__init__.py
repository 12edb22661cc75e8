"""The parts of the register of collaborations: its rows, table, board and timeline, and the form of one."""
