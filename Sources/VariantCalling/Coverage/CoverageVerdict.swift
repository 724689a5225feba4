// What can be said of each base of the target: reference, variant, or nothing, and why nothing.

/// Why nothing can be said of a base. Raw values are those of the coverage table's `reason` column.
package enum NoCallReason: String, Sendable, Hashable, CaseIterable {
  /// No read covers the base.
  case noReads = "no_reads"
  /// Fewer fragments than required.
  case lowDepth = "low_depth"
  /// Enough fragments, but too few of them surely belong here.
  case lowMappingQuality = "low_mapping_quality"
  /// Enough well-aligned fragments, but too few of them show the base with a usable quality.
  case lowBaseQuality = "low_base_quality"
  /// Enough fragments, but too few of them show the base with other than a primer's bases.
  case primer = "primer"
  /// Enough fragments, but some of them disagree and no call explains why.
  case ambiguous = "ambiguous"
  /// Enough fragments, but more of them break off there than the sample's clipped reads explain, and no call tells why.
  case brokenFragments = "broken_fragments"
  /// So many fragments, or so many events, that the comparison would have taken more than its budget of work.
  case tooComplex = "too_complex"
}

/// What the reads say of one base.
package enum CoverageVerdict: Sendable, Hashable {
  /// The sample has the reference base on both haplotypes.
  case reference
  /// A passing call changes this base (for an insertion, the bases on both sides).
  case variant
  /// Nothing can be said.
  case noCall(NoCallReason)

  /// The word of the coverage table's `verdict` column.
  package var word: String {
    switch self {
    case .reference: "reference"
    case .variant: "variant"
    case .noCall: "no_call"
    }
  }
}

/// A stretch of equal verdicts.
package struct VerdictRun: Sendable, Hashable {
  /// 0-based half-open range on the record.
  package let range: Range<Int>
  /// The verdict of every base of it.
  package let verdict: CoverageVerdict
  /// Median (lower one of two) of the bases' depths.
  package let medianDepth: Int
}

/// Depth and verdicts of one reference record.
package struct ReferenceCoverage: Sendable, Hashable {
  /// The target bases: 0-based half-open, sorted, apart.
  package let targets: [Range<Int>]
  /// For every base of the record the fragments that show it with usable mapping and base quality, mates counted
  /// once and duplicates left out.
  package let depths: [Int32]
  /// For every base of the record its verdict; bases outside `targets` have one too, but calls are looked for in and
  /// around the targets only.
  package let verdicts: [CoverageVerdict]
  /// What the depths allow to be found.
  package let detection: DetectionModel

  /// Coverage from its parts.
  ///
  /// - Precondition: both arrays have the record's length and targets lie inside.
  package init(
    targets: [Range<Int>], depths: [Int32], verdicts: [CoverageVerdict], detection: DetectionModel = DetectionModel()
  ) {
    precondition(depths.count == verdicts.count, "a verdict for every depth")
    precondition(targets.allSatisfy { $0.upperBound <= depths.count }, "targets lie on the record")
    self.targets = targets
    self.depths = depths
    self.verdicts = verdicts
    self.detection = detection
  }

  /// The same with another verdict of some bases.
  package func settled(_ range: Range<Int>, as verdict: CoverageVerdict) -> ReferenceCoverage {
    var verdicts = verdicts
    for offset in range.clamped(to: verdicts.indices) { verdicts[offset] = verdict }
    return ReferenceCoverage(targets: targets, depths: depths, verdicts: verdicts, detection: detection)
  }

  /// The runs of equal verdicts that tile `range`, in order.
  package func runs(in range: Range<Int>) -> [VerdictRun] {
    var runs: [VerdictRun] = []
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, verdicts[end] == verdicts[start] { end += 1 }
      let depths = depths[start..<end].sorted()
      runs.append(
        VerdictRun(
          range: start..<end, verdict: verdicts[start], medianDepth: Int(depths[(depths.count - 1) / 2])))
      start = end
    }
    return runs
  }

  /// Target bases by verdict; the three add up to the target.
  package var counts: (reference: Int, variant: Int, noCall: Int) {
    var counts = (reference: 0, variant: 0, noCall: 0)
    for target in targets {
      for offset in target {
        switch verdicts[offset] {
        case .reference: counts.reference += 1
        case .variant: counts.variant += 1
        case .noCall: counts.noCall += 1
        }
      }
    }
    return counts
  }
}
