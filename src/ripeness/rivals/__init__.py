"""Other forecasters of the same question and the files of their communities; they know nothing of the engine.

A method takes the numbers of its field and returns an `Outcome`; a file of the field is read into those numbers,
written back without loss, and refused with its line. `positions` alone knows what a scenario is.
"""
