"""Tables that others made: any workbook or delimited text, brought in through a mapping of its columns.

Nothing in a row that could not be matched is dropped: it waits in the inbox with the reason.
"""
