"""Files that leave and enter Chipmap: scorecards as workbooks, tables, geodata.

Only modules in here know a file format's library, and each imports it when it is first needed.
"""
