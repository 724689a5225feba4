// Thresholds and switches of the caller.

/// Thresholds and switches of the caller.
package struct CallOptions: Sendable, Hashable {
  /// Fragments that a base needs to be called reference.
  package var minDepth: Int
  /// Smallest allele fraction of a call; it decides the ``searchMode``.
  package var minVAF: Double
  /// Whether templates that repeat another one are set aside (never for amplicons).
  package var marksDuplicates: Bool

  /// The smallest allele fraction unless another one is given: the germline is searched.
  package static let defaultMinVAF = SearchMode.mosaicBelow

  /// What is searched for.
  package var searchMode: SearchMode { SearchMode(minVAF: minVAF) }

  /// Options.
  package init(minDepth: Int = 20, minVAF: Double = CallOptions.defaultMinVAF, marksDuplicates: Bool = true) {
    self.minDepth = minDepth
    self.minVAF = minVAF
    self.marksDuplicates = marksDuplicates
  }
}
