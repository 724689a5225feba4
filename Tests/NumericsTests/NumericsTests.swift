// Tests of the target Numerics.
