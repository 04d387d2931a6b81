"""The practice cluster: a case drawn from a stated model, in which the truth behind every figure is known.

`true_model` says what is true, `case_draft` collects rows, each `drawn_…` module draws a part, and `practice_case`
puts the parts together. Everything depends on a seed and a day alone.
"""
