// Genotypes by which two samples are told to be of one person or of two: all common variants and every sure rare one.

package import Documents

/// How many copies of an allele a sample has, where that is beyond doubt.
package struct SampleGenotype: Sendable, Hashable, Codable, ValidatedDocument {
  /// Gene symbol.
  package let gene: String
  /// Coding name on the preferred transcript, or the genomic name outside it.
  package let name: String
  /// Chromosome with `chr`.
  package let chrom: String
  /// 1-based position of the first base of ``ref``, as in the VCF.
  package let pos: Int
  /// Reference bases.
  package let ref: String
  /// Bases of the allele.
  package let alt: String
  /// Copies of the allele: 0, 1 or 2. Of RNA: none, some or all transcripts.
  package let copies: Int
  /// Fragments over the place; their median over the stretch where no copy was found. `nil` if a VCF does not tell.
  package let depth: Int?
  /// Frequency of the allele in the general population, 0-1, if it is one of the known common ones.
  package let frequency: Double?

  /// The genotype of a call's allele.
  package init(_ call: Call, copies: Int, depth: Int?, frequency: Double?) {
    gene = call.gene
    name = call.name
    chrom = call.chrom
    pos = call.pos
    ref = call.ref
    alt = call.alt
    self.copies = copies
    self.depth = depth
    self.frequency = frequency
  }

  /// The bases of the chromosome that the allele replaces, 0-based half-open.
  package var range: Range<Int> { pos - 1..<pos - 1 + ref.utf8.count }

  /// Whether one base stands for another.
  package var isSubstitution: Bool { ref.utf8.count == 1 && alt.utf8.count == 1 }

  /// Whether it is the same allele on the same assembly.
  package func isOf(_ call: Call) -> Bool {
    call.chrom == chrom && call.pos == pos && call.ref == ref && call.alt == alt
  }

  package func validate() throws(InvalidValue) {
    for (key, text) in [("gene", gene), ("name", name), ("chrom", chrom), ("ref", ref), ("alt", alt)] {
      try require(!text.isEmpty, key, "empty")
    }
    try check("pos", pos, in: DocumentRange.position)
    try check("copies", copies, in: 0...2)
    try check("depth", depth, in: DocumentRange.depth)
    try check("frequency", frequency, in: DocumentRange.fraction)
    try require(copies > 0 || frequency != nil, "copies", "only a common variant is listed without a copy")
  }
}

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
    guard call.isPass, !call.isSymbolic, (call.quality ?? 99) >= 25,
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
    let range = site.range
    let isTouched = calls.contains { call in
      let end = call.symbolic?.end ?? call.pos - 1 + call.ref.utf8.count
      return call.chrom == site.chrom && call.pos - 1 < range.upperBound && range.lowerBound < end
    }
    guard !isTouched, !isAtExonEnd(site.chrom, range) else { return nil }
    // A stretch has one verdict; regions of a target may overlap, and any of them decides.
    return coverage?.runs.first {
      $0.chrom == site.chrom && $0.verdict == .reference && $0.start <= range.lowerBound
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

  func validateGenotypes() throws(InvalidValue) {
    guard let genotypes else { return }
    for (index, genotype) in genotypes.enumerated() {
      let place = "genotypes[\(index + 1)]"
      let isCalled = calls.contains { genotype.isOf($0) && $0.isPass }
      try require(
        isCalled == (genotype.copies > 0), "\(place).copies",
        isCalled ? "the allele is among the calls" : "no passed call has this allele")
      let isRepeated = genotypes[..<index].contains { other in
        (other.chrom, other.pos, other.ref, other.alt) == (genotype.chrom, genotype.pos, genotype.ref, genotype.alt)
      }
      try require(!isRepeated, place, "the allele is listed twice")
    }
  }
}
