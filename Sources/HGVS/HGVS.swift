// The product HGVS: one import gives parsing and naming with the sequences, transcripts and assemblies that they are about.

@_exported public import BioSequence
