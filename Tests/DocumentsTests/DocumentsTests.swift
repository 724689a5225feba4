// Tests of the target Documents.
