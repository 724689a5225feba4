// The genotypes of a screen that are beyond doubt, from its calls and its coverage.

import Documents
import HGVS

extension ScreenDocument {
  /// The fragments that a genotype needs to be beyond doubt: with 20, a heterozygous allele is seen in none with a
  /// probability of 1e-6, and in less than a quarter with 1 %.
  package static let sureDepth = 20

  /// The genotypes of a screen's calls that are beyond doubt, and of the common variants where its reads decide.
  ///
  /// - Parameter common: the common variants at their places on the screen's assembly, with their frequency.
  package func sureGenotypes(common: [(site: Call, frequency: Double)] = []) -> [SampleGenotype] {
    var found = calls.compactMap { call -> SampleGenotype? in
      guard let copies = sureCopies(of: call) else { return nil }
      let known = common.first { SampleGenotype($0.site, copies: 0, depth: nil, frequency: nil).isOf(call) }
      return SampleGenotype(call, copies: copies, depth: call.depth, frequency: known?.frequency)
    }
    for entry in common {
      let site = SampleGenotype(entry.site, copies: 0, depth: nil, frequency: entry.frequency)
      guard let depth = depthWithoutVariant(at: site) else { continue }
      found.append(SampleGenotype(entry.site, copies: 0, depth: depth, frequency: entry.frequency))
    }
    return found.sorted { ($0.chrom, $0.pos, $0.ref, $0.alt) < ($1.chrom, $1.pos, $1.ref, $1.alt) }
  }

  /// The copies of a call's allele if it is beyond doubt: a passed or unfiltered germline call of known sequence, with
  /// enough fragments in balance. Of RNA only substitutions count, as aberrant splicing can look like a small deletion,
  /// and the balance is that of the transcripts.
  private func sureCopies(of call: Call) -> Int? {
    guard call.isPass, !call.isSymbolic, call.class != .breakpoint, (call.quality ?? 99) >= 25,
      (call.depth ?? ScreenDocument.sureDepth) >= ScreenDocument.sureDepth
    else { return nil }
    if isOfRNA, call.ref.utf8.count != 1 || call.alt.utf8.count != 1 || isAtExonEnd(call.chrom, call.pos - 1..<call.pos)
    {
      return nil
    }
    switch call.zygosity {
    case .heterozygous:
      let balance = isOfRNA ? 0.2...0.8 : 0.25...0.75
      return balance.contains(call.vaf ?? 0.5) ? 1 : nil
    case .homozygous: return (call.vaf ?? 1) >= 0.9 ? 2 : nil
    case .hemizygous, .mosaic, nil: return nil
    }
  }

  /// The depth at a place whose reads all show the reference and no call of any kind touches; `nil` if that is not known.
  package func depthWithoutVariant(at site: SampleGenotype) -> Int? {
    depthWithoutVariant(on: site.chrom, site.range)
  }

  /// The same of a place of this screen's assembly, 0-based half-open.
  package func depthWithoutVariant(on chrom: String, _ range: Range<Int>) -> Int? {
    let isTouched = calls.contains { call in
      let end = call.symbolic?.end ?? call.pos - 1 + call.ref.utf8.count
      return call.chrom == chrom && call.pos - 1 < range.upperBound && range.lowerBound < end
    }
    guard !isTouched, !isAtExonEnd(chrom, range) else { return nil }
    // A stretch has one verdict; regions of a target may overlap, and any of them decides.
    return coverage?.runs.first {
      $0.chrom == chrom && $0.verdict == .reference && $0.start <= range.lowerBound
        && range.upperBound <= $0.end && $0.depthMedian >= ScreenDocument.sureDepth
    }?.depthMedian
  }

  /// Whether a place of RNA lies within eight bases of an end of its exon, where reads of an unknown splice site can look
  /// like substitutions.
  private func isAtExonEnd(_ chrom: String, _ range: Range<Int>) -> Bool {
    guard isOfRNA, let runs = coverage?.runs else { return false }
    return runs.contains { run in
      guard run.chrom == chrom, run.start <= range.lowerBound, range.upperBound <= run.end else { return false }
      let exon = runs.filter { $0.chrom == chrom && $0.gene == run.gene && $0.region == run.region }
      let (start, end) = (exon.map(\.start).min() ?? 0, exon.map(\.end).max() ?? .max)
      return range.lowerBound - start < 8 || end - range.upperBound < 8
    }
  }

  /// The copies of a zygosity that is beyond doubt; `nil` for the others, whose calls are no genotypes.
  private static func copies(of zygosity: Call.Zygosity?) -> Int? {
    switch zygosity {
    case .heterozygous: 1
    case .homozygous: 2
    case .hemizygous, .mosaic, nil: nil
    }
  }

  func validateGenotypes() throws(InvalidValue) {
    guard let genotypes else { return }
    for (index, genotype) in genotypes.enumerated() {
      let place = "genotypes[\(index + 1)]"
      let called = calls.first { genotype.isOf($0) && $0.isPass }
      let isCalled = called != nil
      try require(
        isCalled == (genotype.copies > 0), "\(place).copies",
        isCalled ? "the allele is among the calls" : "no passed call has this allele")
      if let called {
        try require(
          genotype.copies == ScreenDocument.copies(of: called.zygosity), "\(place).copies",
          "not those of the call, which is \(called.zygosity?.rawValue ?? "of unknown zygosity")")
        try require(genotype.depth == called.depth, "\(place).depth", "not that of the call")
      }
      let isRepeated = genotypes[..<index].contains { other in
        (other.chrom, other.pos, other.ref, other.alt) == (genotype.chrom, genotype.pos, genotype.ref, genotype.alt)
      }
      try require(!isRepeated, place, "the allele is listed twice")
    }
    for (index, call) in calls.enumerated() where isBeyondDoubt(call) {
      try require(
        genotypes.contains { $0.isOf(call) }, "genotypes", "calls[\(index + 1)] is beyond doubt and is not among them")
    }
  }

  /// Whether a call is beyond doubt by a margin that no rounding of its fraction takes away.
  private func isBeyondDoubt(_ call: Call) -> Bool {
    guard sureCopies(of: call) != nil, let fraction = call.vaf else { return false }
    return call.zygosity == .homozygous ? fraction > 0.91 : (0.27...0.73).contains(fraction)
  }

  func validateRepeatedCalls() throws(InvalidValue) {
    var seen: Set<String> = []
    for (index, call) in calls.enumerated() where !call.isSymbolic && call.class != .breakpoint {
      let isNew = seen.insert("\(call.chrom) \(call.pos) \(call.ref) \(call.alt)").inserted
      try require(isNew, "calls[\(index + 1)]", "the allele is listed twice")
    }
  }
}
