"""Partner search: rank actors for an opportunity. Pure: frames in, frozen results out.

`retrieval` holds what is derived from a history as of a day and finds in it what
a query is near to, `features` turns a query into numbers per actor, `model` adds
them up without training or weighs them by what happened before, `training` learns
those weights, `ranker` is the face of it all.
"""
