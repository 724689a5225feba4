// The umbrella library: one import for what most programs need.

@_exported public import Alignment
@_exported public import BioSequence
@_exported public import Reporting
@_exported public import TypeICollagen
