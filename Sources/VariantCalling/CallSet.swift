// Everything the caller says of one sample.

/// What became of the aligned reads; every one is in exactly one of the three counts.
package struct ReadUse: Sendable, Hashable {
  /// Reads that calls and depths rest on.
  package let used: Int
  /// Reads of templates that repeat another one.
  package let duplicates: Int
  /// Reads with mapping quality 0: they may belong elsewhere and say nothing.
  package let ambiguousAlignment: Int

  /// Counts of single reads.
  package init(used: Int, duplicates: Int, ambiguousAlignment: Int) {
    self.used = used
    self.duplicates = duplicates
    self.ambiguousAlignment = ambiguousAlignment
  }
}

/// An oddity that was worked past and that a reader of the result should know.
package enum CallDiagnostic: Sendable, Hashable {
  /// Most templates start at few positions: primers. Duplicates were not marked.
  case ampliconLike
  /// Amplicons without a list of their primers; as many bases at each start were taken for one.
  case primersAssumed(length: Int)
  /// So many reads, 0-1, begin in none of the given primers.
  case primersUnmatched(fraction: Double)
  /// Many reads skip introns: spliced RNA given as DNA. `fraction` is the part of aligned reads, 0-1.
  case splicedReads(fraction: Double)
  /// More than half of the templates repeat another one. `fraction` is their part, 0-1.
  case manyDuplicates(fraction: Double)
  /// The mates of most pairs do not face each other.
  case orientation(LibraryProfile.Orientation)
  /// Reads often have a base too many or too few; `rate` a base, 0-1.
  case indelProne(rate: Double)
  /// Pieces of the genes lie a further time elsewhere, joined to other DNA; their number.
  case foreignCopies(pieces: Int)
  /// So many reads, 0-1, differ from the records at many places: another species, or converted DNA.
  case divergentReads(fraction: Double)
  /// So many calls are not of the person's genes (``CallFilter/foreignDNA``).
  case foreignCalls(calls: Int)
  /// So many calls that another person's DNA would show alike (``CallFilter/possibleContamination``).
  case possiblyForeign(calls: Int)
  /// Windows that were left undone, as their reads would have taken more work than is allowed; their number.
  case tooComplex(windows: Int)
}

/// The calls and the coverage of one sample.
package struct CallSet: Sendable, Hashable {
  /// Calls by reference, then ``BioSequence/Variant`` order; those that fail a filter are among them.
  package let calls: [VariantCall]
  /// Where fragments break off and no call tells why, as calls of their own; all of them pass.
  package let breakpoints: [BreakpointCall]
  /// Coverage, one a reference record, in their order.
  package let coverage: [ReferenceCoverage]
  /// What became of the aligned reads.
  package let readUse: ReadUse
  /// Whether most templates start at few positions, as amplicons do; duplicates are not marked then.
  package let ampliconLike: Bool
  /// Oddities.
  package let diagnostics: [CallDiagnostic]
  /// What exon copy number is inferred from; `nil` if no record has exons.
  package let copyNumber: CopyNumberInput?
  /// What kind of library the reads are of.
  package let library: LibraryProfile?
  /// What alleles below the germline range say of another person's DNA; `nil` where there are few.
  package let contamination: Contamination?
  /// Lanes that are not of one DNA; `nil` where nothing tells them apart, and of a single lane.
  package let lanes: LaneComparison?

  /// Whether further copies of the genes are among the reads, so that their depth may be that of the copies.
  package var hasFurtherCopies: Bool {
    diagnostics.contains { if case .foreignCopies = $0 { true } else { false } }
  }

  /// The calls that count.
  package var passing: [VariantCall] { calls.filter(\.isPass) }

  /// A result from its parts.
  package init(
    calls: [VariantCall], breakpoints: [BreakpointCall] = [], coverage: [ReferenceCoverage], readUse: ReadUse,
    ampliconLike: Bool,
    diagnostics: [CallDiagnostic], copyNumber: CopyNumberInput? = nil,
    library: LibraryProfile? = nil, contamination: Contamination? = nil, lanes: LaneComparison? = nil
  ) {
    self.calls = calls
    self.breakpoints = breakpoints
    self.coverage = coverage
    self.readUse = readUse
    self.ampliconLike = ampliconLike
    self.diagnostics = diagnostics
    self.copyNumber = copyNumber
    self.library = library
    self.contamination = contamination
    self.lanes = lanes
  }
}
