"""What the text of a call or tender says: each value with the place where it was read. Nothing is guessed.

A value is read where a cue stands beside it: words such as *deadline*, *Angebotsfrist*, *date limite*, which
`importers/data/call_cues.toml` has in the languages of Europe. What no cue supports stays blank.
"""
