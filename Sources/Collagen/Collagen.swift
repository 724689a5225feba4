// The umbrella library: one import for what a program needs that screens, evaluates assays and reports.

@_exported public import BioSequence
@_exported public import SequenceIO
