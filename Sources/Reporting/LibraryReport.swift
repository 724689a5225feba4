// What the reads say of the library and of the sequencer, and whether they are of one person.

package import Documents

/// The library of a screen of DNA.
package struct LibraryReport: Sendable, Hashable, Codable, ValidatedDocument {
  /// How the mates of most pairs lie to each other.
  package enum Orientation: String, Sendable, Hashable, CaseIterable, Codable {
    /// The mates face each other: ordinary paired ends.
    case inward
    /// The mates face away from each other: mate pairs.
    case outward
    /// Both mates lie on one strand.
    case sameStrand = "same_strand"
    /// There are no pairs, or too few to tell.
    case single
  }

  /// What the errors of the reads are like.
  package enum Platform: String, Sendable, Hashable, CaseIterable, Codable {
    /// Reads seldom have a base too many or too few.
    case illuminaLike = "illumina_like"
    /// Reads often have a base too many or too few, most of them in runs.
    case ionLike = "ion_like"
    /// At least one base in a hundred is missing or one too many.
    case nanoporeLike = "nanopore_like"
    /// Too few bases to tell.
    case unknown
  }

  /// DNA of another person, as alleles below the germline range show it.
  package struct Contamination: Sendable, Hashable, Codable, ValidatedDocument {
    /// The fraction of the DNA that is another person's, 0-0.5.
    package let fraction: Double
    /// Lower end of the 95 % interval.
    package let low: Double
    /// Upper end of the 95 % interval.
    package let high: Double
    /// Substitutions below the germline range that it rests on.
    package let sites: Int

    /// An estimate; fractions are rounded as documents hold them.
    package init(fraction: Double, low: Double, high: Double, sites: Int) {
      self.fraction = fraction.rounded4
      self.low = low.rounded4
      self.high = high.rounded4
      self.sites = sites
    }

    package func validate() throws(InvalidValue) {
      for (key, value) in [("fraction", fraction), ("low", low), ("high", high)] {
        try check(key, value, in: DocumentRange.fraction)
      }
      try require(low <= fraction && fraction <= high, "low", "the fraction lies outside its interval")
      try check("sites", sites, in: DocumentRange.depth)
    }
  }

  /// How the mates of most pairs lie to each other.
  package let orientation: Orientation
  /// Median length of the fragments in bases; `nil` without pairs.
  package let insertSize: Int?
  /// Length that 5 % of the fragments do not reach.
  package let insertSizeLow: Int?
  /// Length that 5 % of the fragments exceed.
  package let insertSizeHigh: Int?
  /// Insertions and deletions of reads a base, where the sample has none, 0-1.
  package let indelRate: Double
  /// Wrong bases of reads a base, where the sample does not differ, 0-1.
  package let mismatchRate: Double
  /// What the errors are like.
  package let platform: Platform
  /// DNA of another person; `nil` if nothing points to it, which does not exclude it.
  package let contamination: Contamination?
  /// Part of the reads, 0-1, that differ from the genes at one base in 25 and more: another species, or converted DNA; `nil` in
  /// documents of older versions.
  package let divergentFraction: Double?

  /// A library from its parts; rates are rounded as documents hold them.
  package init(
    orientation: Orientation, insertSize: Int?, insertSizeLow: Int?, insertSizeHigh: Int?, indelRate: Double,
    mismatchRate: Double, platform: Platform, contamination: Contamination?, divergentFraction: Double? = nil
  ) {
    self.orientation = orientation
    self.insertSize = insertSize
    self.insertSizeLow = insertSizeLow
    self.insertSizeHigh = insertSizeHigh
    self.indelRate = LibraryReport.rounded(indelRate)
    self.mismatchRate = LibraryReport.rounded(mismatchRate)
    self.platform = platform
    self.contamination = contamination
    self.divergentFraction = divergentFraction?.rounded4
  }

  /// To six decimals.
  private static func rounded(_ rate: Double) -> Double { (rate * 1e6).rounded() / 1e6 }

  /// The library in one sentence.
  package var sentence: String {
    let pairs =
      switch orientation {
      case .single: "single reads"
      case .inward: "pairs facing each other"
      case .outward: "pairs facing away from each other"
      case .sameStrand: "pairs on one strand"
      }
    let lengths = insertSize.map { size in
      ", fragments of \(size) bases"
        + (insertSizeLow.map { " (\($0)-\(insertSizeHigh ?? size) for nine of ten)" } ?? "")
    }
    func inThousand(_ rate: Double) -> String { NumberText.fixed(rate * 1000, 2) }
    let errors =
      platform == .unknown
      ? "too few bases to tell the error rate"
      : "\(inThousand(mismatchRate)) wrong bases and \(inThousand(indelRate)) insertions or deletions in 1,000"
    return "\(pairs)\(lengths ?? ""); \(errors)"
  }

  package func validate() throws(InvalidValue) {
    for (key, value) in [
      ("insert_size", insertSize), ("insert_size_low", insertSizeLow), ("insert_size_high", insertSizeHigh),
    ] {
      if let value { try check(key, value, in: DocumentRange.offset) }
    }
    if let low = insertSizeLow, let size = insertSize, let high = insertSizeHigh {
      try require(low <= size && size <= high, "insert_size", "outside its own range")
    }
    try check("indel_rate", indelRate, in: DocumentRange.fraction)
    try check("mismatch_rate", mismatchRate, in: DocumentRange.fraction)
    if let divergentFraction { try check("divergent_fraction", divergentFraction, in: DocumentRange.fraction) }
  }
}
