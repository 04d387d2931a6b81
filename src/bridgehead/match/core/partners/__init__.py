"""Partner search: rank actors for an opportunity. Pure: frames in, frozen results out.

`frames` says what the ranker reads, `index` holds what it derives from that as
of a day, `features` turns a query into numbers per actor, `fusion` adds them up
without training, `learned` weighs them by what happened before, `ranker` is the
face of it all.
"""
