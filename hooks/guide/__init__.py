"""A guide made of checklists: from YAML to pages, and nothing about what it guides through.

Floors; a module imports only from modules on floors above its own line:

    places
    letters
    slips
    source
    words fonts forms word_file
    kept
    model
    problems mends
    faults
    rules
    readings
    library
    directory
    ties circles ids printable
    flows shared overlays
    links
    dates prose wording
    notes tone
    views
    surroundings
    blocks browser document
    pages paper schema policy
    edition
    site cli
"""
