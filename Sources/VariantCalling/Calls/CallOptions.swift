// Thresholds and switches of the caller.

/// Thresholds and switches of the caller.
package struct CallOptions: Sendable, Hashable {
  /// Fragments that a base needs to be called reference.
  package var minDepth: Int
  /// Smallest measured allele fraction of a call, above 0 and at most 0.5.
  package var minVAF: Double
  /// Whether templates that repeat another one are set aside (never for amplicons).
  package var marksDuplicates: Bool
  /// Whether bases at which fragments break off without a call are left without verdict (not for reads of RNA, whose
  /// unspliced transcripts, tails and exon ends break off as they should).
  package var judgesClippedEnds = true

  /// What was amplified, if the primers are known.
  package var amplicons: [Amplicon] = []
  /// Whether the reads are sequences without base qualities (FASTA): each is one observation, and letters of two bases are
  /// two alleles.
  package var readsAreSequences = false

  /// The smallest allele fraction unless another one is given.
  package static let defaultMinVAF = 0.05

  /// Options.
  package init(minDepth: Int = 20, minVAF: Double = CallOptions.defaultMinVAF, marksDuplicates: Bool = true) {
    self.minDepth = minDepth
    self.minVAF = minVAF
    self.marksDuplicates = marksDuplicates
  }
}
