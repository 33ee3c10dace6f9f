"""Thousands of sites in a set of web archive files, on one machine or many.

    archive files ──map──▶ parts (places of records) ──group──▶ places of a site ──map──▶ its run

Records are never copied: a part says where a record lies, and the run of a site reads it there.
"""
