// What the reads say of one given change, called or not: for the parents of a child, for instance.

package import Alignment
package import BioSequence

/// The molecules for and against one given change.
package struct AlleleEvidence: Sendable, Hashable {
  /// The change, trimmed and left-aligned on its record.
  package let variant: Variant
  /// Molecules over the change, mates counted once.
  package let depth: Int
  /// Molecules that carry it.
  package let alternateDepth: Int
  /// Molecules that speak against it.
  package let referenceDepth: Int
  /// Share of the molecules that carry the change, with its 95 % interval.
  package let alleleFraction: AlleleFraction
  /// The smallest share of molecules that would have shown three of them or more with a chance of 95 %, given how
  /// many tell; 1 if even a change in all of them would not.
  package let detectionLimit: Double
}

extension VariantCaller {
  /// Looks for one given change in a sample, whatever its share.
  ///
  /// - Parameters:
  ///   - variant: the change on the record, in any spelling.
  ///   - reference: index of the record.
  ///   - store: the sample's placed reads.
  /// - Precondition: the change lies on the record and changes it.
  package func evidence(for variant: Variant, on reference: Int, in store: AlignedReadStore) -> AlleleEvidence {
    evidence(for: [(variant, reference)], in: store)[0]
  }

  /// Looks for given changes in a sample, whatever their share.
  ///
  /// - Parameters:
  ///   - changes: changes on the records, in any spelling, each with the index of its record.
  ///   - store: the sample's placed reads.
  /// - Returns: one answer a change, in their order.
  /// - Precondition: every change lies on its record and changes it.
  package func evidence(
    for changes: [(variant: Variant, reference: Int)], in store: AlignedReadStore
  ) -> [AlleleEvidence] {
    guard !changes.isEmpty else { return [] }
    let reads = PreparedReads(store: store, references: references, marksDuplicates: options.marksDuplicates)
    let pileups = references.enumerated().map { Pileup(reads: reads, reference: $0, record: $1.sequence) }
    let rates = zip(pileups, references).map { $0.errorRate(in: $1.targets) }
    let errors = ContextErrors(pileups: pileups, references: references, errorRate: rates.max() ?? 1e-3)
    return changes.map { change in
      let record = references[change.reference]
      let variant = change.variant.leftAligned(on: record.sequence)
      let support = support(of: variant, on: change.reference, reads: reads)
      let misread = errors.rate(of: variant, in: pileups[change.reference], codes: record.sequence.codes)
      return AlleleEvidence(
        variant: variant, depth: support.depth, alternateDepth: support.count, referenceDepth: support.against,
        alleleFraction: support.fraction(errorRate: misread),
        detectionLimit: DetectionLimit.share(molecules: support.count + support.against))
    }
  }

  /// Compares the reads over a left-aligned change with the record and with the record changed.
  private func support(of change: Variant, on reference: Int, reads: PreparedReads) -> AlleleSupport {
    let record = references[reference]
    precondition(!change.range.isEmpty || !change.replacement.isEmpty, "the change is one")
    let span = change.shiftRange(on: record.sequence)
    let window =
      max(
        0, span.lowerBound - ActiveRegionFinder.flank)..<min(
        record.sequence.count, span.upperBound + ActiveRegionFinder.flank)
    let region = ActiveRegion(reference: reference, window: window, candidates: [change])
    let plain = Array(record.sequence.codes[window])
    let changed =
      Array(plain[..<(change.range.lowerBound - window.lowerBound)]) + change.replacement.codes
      + Array(plain[(change.range.upperBound - window.lowerBound)...])
    let haplotypes = [
      CandidateHaplotype(codes: plain, variants: []), CandidateHaplotype(codes: changed, variants: [change]),
    ]
    var builder = TemplateEvidenceBuilder(reads: reads, record: record)
    return AlleleSupport(
      of: change, carriers: [1], others: [0], evidence: builder.evidence(for: region, haplotypes: haplotypes),
      reads: reads, record: record)
  }
}

/// The smallest share of molecules that a depth can show.
package enum DetectionLimit {
  /// Molecules that must show a change.
  private static let needed = 3

  /// The share at which three or more of `molecules` carry a change with a chance of 95 %, to four digits; 1 if none.
  package static func share(molecules: Int) -> Double {
    guard molecules >= needed else { return 1 }
    var low = 0.0
    var high = 1.0
    while high - low > 5e-5 {
      let middle = (low + high) / 2
      if missChance(molecules, share: middle) > 0.05 { low = middle } else { high = middle }
    }
    return (high * 10_000).rounded() / 10_000
  }

  /// Chance of fewer than three among `n`.
  private static func missChance(_ n: Int, share: Double) -> Double {
    guard share > 0 else { return 1 }
    guard share < 1 else { return 0 }
    let logs = (0..<needed).map { k in
      Logarithm.factorial(n) - Logarithm.factorial(k) - Logarithm.factorial(n - k)
        + Double(k) * Logarithm.natural(share) + Double(n - k) * Logarithm.natural(1 - share)
    }
    return Logarithm.exponential(Logarithm.sumOfExponentials(logs))
  }
}
