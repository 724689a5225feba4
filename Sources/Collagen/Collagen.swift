// The umbrella library: one import for what most programs need.

@_exported public import Alignment
@_exported public import BioSequence
@_exported public import HGVS
@_exported public import Reporting
@_exported public import SequenceIO
@_exported public import TypeICollagen
@_exported public import VariantCalling
@_exported public import VariantNaming
