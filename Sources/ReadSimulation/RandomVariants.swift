// Variants of every class, drawn at random over the exons.

import BioSequence
import Numerics

/// The classes of variant that can be drawn.
package enum RandomVariantClass: String, Sendable, CaseIterable {
  case snv
  /// Two or three bases of one codon.
  case mnv
  /// 1-12 bases replaced by another number of bases, 1-12.
  case delins
  /// 1-60 bases.
  case deletion
  /// 1-60 random bases.
  case insertion
  /// 1-60 bases in tandem.
  case duplication
  /// 61-150 bases.
  case longDeletion = "long_deletion"
  /// 61-200 random bases.
  case longInsertion = "long_insertion"
  /// 61-150 bases in tandem.
  case longDuplication = "long_duplication"
  /// 20-150 bases turned around.
  case inversion
  /// One or more whole exons, breakpoints in introns.
  case exonDeletion = "exon_deletion"
  /// One or more whole exons in tandem, breakpoints in introns.
  case exonDuplication = "exon_duplication"
  /// Whole exons with breakpoints so far from any exon that no captured fragment spans them.
  case distantExonDeletion = "distant_exon_deletion"
  /// The same, in tandem.
  case distantExonDuplication = "distant_exon_duplication"
}

/// Draws variants from a seed, apart from each other.
package struct RandomVariants: Sendable {
  /// Bases of intron on both sides of an exon that a small variant may lie in.
  package var padding = 20
  /// Bases that stay free between two variants.
  package var spacing = 400
  /// Distance from every exon of the breakpoints of distant exon events, in bases.
  package var distance = 550
  private let genes: [SimulatedGene]
  private var random: RandomSource

  /// A source of variants of these genes, which need exons.
  package init(genes: [SimulatedGene], seed: UInt64) {
    self.genes = genes
    // Not the stream of the reads of the same seed.
    random = RandomSource(seed: seed ^ 0x7661_7269_616e_7473)
  }

  /// Draws `count` variants, the classes in turn, anywhere in the exons of the genes.
  ///
  /// - Parameters:
  ///   - allele: what carries them; `nil` for a third homozygous and two thirds heterozygous on either haplotype.
  ///   - others: variants that are planted too, from which distance is kept.
  /// - Throws: ``SimulationError`` when there is no room for so many, or no class or exon.
  package mutating func draw(
    count: Int, classes: [RandomVariantClass] = RandomVariantClass.allCases, allele: PlantedAllele? = nil,
    apartFrom others: [PlantedVariant] = []
  ) throws(SimulationError) -> [PlantedVariant] {
    guard count == 0 || (!classes.isEmpty && genes.contains { !$0.exons.isEmpty }) else {
      throw SimulationError(.noRoom)
    }
    var taken = others.map { (gene: $0.gene, range: $0.variant.range) }
    var drawn: [PlantedVariant] = []
    for index in 0..<count {
      let kind = classes[index % classes.count]
      var found: PlantedVariant?
      for _ in 0..<2000 where found == nil {
        let gene = self.gene()
        guard let (range, replacement) = change(kind, of: gene) else { continue }
        let source = kind.copiesItsRange ? range.upperBound..<range.upperBound : range
        let variant = Variant(range: source, replacement: DNASequence(codes: replacement))
          .trimmed(on: genes[gene].sequence)
        guard !(variant.range.isEmpty && variant.replacement.isEmpty), isFree(range, of: gene, taken) else { continue }
        taken.append((gene, range))
        let own = random.below(3) == 0 ? PlantedAllele.homozygous : .heterozygous(haplotype: random.below(2))
        found = PlantedVariant(gene: gene, variant: variant, allele: allele ?? own)
      }
      guard let found else { throw SimulationError(.noRoom) }
      drawn.append(found)
    }
    return drawn
  }

  private func isFree(_ range: Range<Int>, of gene: Int, _ taken: [(gene: Int, range: Range<Int>)]) -> Bool {
    taken.allSatisfy {
      $0.gene != gene || $0.range.lowerBound - range.upperBound >= spacing
        || range.lowerBound - $0.range.upperBound >= spacing
    }
  }

  /// A gene in proportion to its number of exons.
  private mutating func gene() -> Int {
    var position = random.below(genes.reduce(0) { $0 + $1.exons.count })
    for (index, gene) in genes.enumerated() {
      if position < gene.exons.count { return index }
      position -= gene.exons.count
    }
    return 0
  }

  private func padded(_ exon: Range<Int>, of gene: Int) -> Range<Int> {
    max(0, exon.lowerBound - padding)..<min(genes[gene].sequence.count, exon.upperBound + padding)
  }

  /// The range that a variant takes up and the bases of its replacement; a duplication's range is what is doubled.
  private mutating func change(_ kind: RandomVariantClass, of gene: Int) -> (Range<Int>, [UInt8])? {
    let record = genes[gene].sequence.codes
    let target = padded(genes[gene].exons[random.below(genes[gene].exons.count)], of: gene)
    let start = target.lowerBound + random.below(target.count)
    func part(_ length: Int, mayLeave: Bool = false) -> Range<Int>? {
      let range = start..<start + length
      guard range.upperBound <= (mayLeave ? record.count : target.upperBound) else { return nil }
      return genes[gene].exons.contains { range.lowerBound <= $0.lowerBound && $0.upperBound <= range.upperBound }
        ? nil : range
    }
    let short = 1 + random.below(random.below(2) == 0 ? 6 : 60)
    let long = 61 + random.below(90)
    switch kind {
    case .snv: return (start..<start + 1, [other(than: record[start])])
    case .mnv: return codonChange(of: gene)
    case .delins:
      let inserted = 1 + random.below(12)
      guard let range = part(1 + random.below(12)), range.count != inserted else { return nil }
      // Both ends differ from what they replace, so that nothing can be trimmed and the variant stays a delins.
      let (first, last) = (record[range.lowerBound], record[range.upperBound - 1])
      var bases = self.bases(inserted)
      bases[inserted - 1] = other(than: last)
      bases[0] = other(than: first)
      while inserted == 1, bases[0] == last { bases[0] = other(than: first) }
      return (range, bases)
    case .deletion: return part(short).map { ($0, []) }
    case .insertion: return (start..<start, bases(short))
    case .duplication: return part(short).map { ($0, Array(record[$0])) }
    case .longDeletion: return part(long, mayLeave: true).map { ($0, []) }
    case .longInsertion: return (start..<start, bases(61 + random.below(140)))
    case .longDuplication: return part(long, mayLeave: true).map { ($0, Array(record[$0])) }
    case .inversion:
      guard let range = part(20 + random.below(131), mayLeave: true) else { return nil }
      return (range, record[range].reversed().map { $0 < 4 ? 3 - $0 : $0 })
    case .exonDeletion: return exonRange(of: gene).map { ($0, []) }
    case .exonDuplication: return exonRange(of: gene).map { ($0, Array(record[$0])) }
    case .distantExonDeletion: return distantRange(of: gene).map { ($0, []) }
    case .distantExonDuplication: return distantRange(of: gene).map { ($0, Array(record[$0])) }
    }
  }

  private mutating func bases(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(random.below(4)) } }

  private mutating func other(than base: UInt8) -> UInt8 { (base + 1 + UInt8(random.below(3))) & 3 }

  /// Two or three bases of a codon that lies in one exon; without a coding range, of any three bases of an exon.
  private mutating func codonChange(of gene: Int) -> (Range<Int>, [UInt8])? {
    let exons = genes[gene].exons
    var start = exons.reduce(0) { $0 + $1.count }
    if let coding = genes[gene].codingRange {
      start = coding.lowerBound + 3 * random.below(coding.count / 3)
    } else {
      start = random.below(start - 2)
    }
    for exon in exons {
      guard start >= exon.count else {
        guard start + 3 <= exon.count else { return nil }
        let codon = exon.lowerBound + start..<exon.lowerBound + start + 3
        var bases = Array(genes[gene].sequence.codes[codon])
        let kept = random.below(4)
        for index in 0..<3 where index != kept { bases[index] = other(than: bases[index]) }
        return (codon, bases)
      }
      start -= exon.count
    }
    return nil
  }

  /// One to three whole inner exons with breakpoints in the introns beside them, 30 bases or more from any exon.
  private mutating func exonRange(of gene: Int) -> Range<Int>? {
    let exons = genes[gene].exons
    guard exons.count > 2 else { return nil }
    let first = 1 + random.below(exons.count - 2)
    let last = min(first + random.below(3), exons.count - 2)
    let left = exons[first].lowerBound - exons[first - 1].upperBound - 60
    let right = exons[last + 1].lowerBound - exons[last].upperBound - 60
    guard left > 0, right > 0 else { return nil }
    return exons[first - 1].upperBound + 30 + random.below(left)..<exons[last].upperBound + 30 + random.below(right)
  }

  /// Whole exons between two positions that are `distance` bases or more from every exon, or in the record's flanks.
  private mutating func distantRange(of gene: Int) -> Range<Int>? {
    let exons = genes[gene].exons
    let edges = [0] + exons.map(\.upperBound)
    let starts = exons.map(\.lowerBound) + [genes[gene].sequence.count]
    var places: [(after: Int, range: Range<Int>)] = []
    for index in edges.indices {
      let low = index == 0 ? 0 : edges[index] + distance
      let high = index == exons.count ? starts[index] : starts[index] - distance
      if low < high { places.append((index, low..<high)) }
    }
    guard places.count >= 2 else { return nil }
    let first = random.below(places.count - 1)
    let second = first + 1 + random.below(places.count - 1 - first)
    let (left, right) = (places[first].range, places[second].range)
    return left.lowerBound + random.below(left.count)..<right.lowerBound + random.below(right.count)
  }
}

extension RandomVariantClass {
  /// Whether the range of the variant is what is doubled.
  var copiesItsRange: Bool {
    switch self {
    case .duplication, .longDuplication, .exonDuplication, .distantExonDuplication: true
    default: false
    }
  }
}
