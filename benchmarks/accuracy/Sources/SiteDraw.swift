// Draws the changes to plant: every class, anywhere in the target, with room between them.

import BioSequence
import Numerics
import ReadSimulation
import TypeICollagen

/// The classes of change that are planted.
enum ChangeClass: String, CaseIterable {
  case snv, mnv, delins, deletion, insertion, duplication
  case homopolymer, repeatUnit = "repeat_unit"
  case longDeletion = "deletion_61_150"
  case eventDeletion = "deletion_151_3000"
  case longInsertion = "insertion_56_200"
  case eventDuplication = "duplication_151_200"
  case inversion
  /// First and last base of a codon changed on one haplotype.
  case codonCis = "codon_cis"
  /// The same, one change on each haplotype: two sites.
  case codonTrans = "codon_trans"
  case longDuplication = "duplication_61_150"
  case exonDeletion = "exon_deletion"
  case exonDuplication = "exon_duplication"
}

/// A planted change with its class.
struct PlantedSite {
  let gene: Int
  let variant: Variant
  let allele: PlantedAllele
  let kind: ChangeClass
}

/// Draws sites from a seed.
struct SiteDraw {
  var random: RandomSource
  let genes: [CollagenGene]
  let targets: [[Range<Int>]]

  init(seed: UInt64, genes: [CollagenGene], targets: [[Range<Int>]]) {
    random = RandomSource(seed: seed)
    self.genes = genes
    self.targets = targets
  }

  /// Up to `count` sites (pairs of sites in trans) of one gene, at least `spacing` bases apart.
  mutating func sites(
    gene: Int, count: Int, classes: [ChangeClass], spacing: Int, longest: Int, fraction: Double?
  ) -> [PlantedSite] {
    var sites: [PlantedSite] = []
    for _ in 0..<count * 20 where sites.count < count {
      let kind = classes[random.below(classes.count)]
      guard let variant = draw(kind, gene: gene, longest: longest) else { continue }
      let range = variant.range
      let isExonic = [.exonDeletion, .exonDuplication, .eventDeletion, .inversion].contains(kind)
      guard
        isExonic
          || targets[gene].contains(where: { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound })
      else { continue }
      let own = reach(of: variant)
      let isFree = sites.allSatisfy {
        let other = reach(of: $0.variant)
        return other.lowerBound - own.upperBound >= spacing || own.lowerBound - other.upperBound >= spacing
      }
      guard isFree else { continue }
      var allele = random.below(3) == 0 ? PlantedAllele.homozygous : .heterozygous(haplotype: random.below(2))
      if let fraction { allele = .mosaic(fraction: fraction) }
      if kind == .codonTrans {
        sites += apart(variant, gene: gene)
        continue
      }
      sites.append(PlantedSite(gene: gene, variant: variant, allele: allele, kind: kind))
    }
    return sites
  }

  /// The bases that a change rests on: of a duplication the copied ones, if it is one.
  private func reach(of variant: Variant) -> Range<Int> {
    variant.range.isEmpty
      ? variant.range.lowerBound..<variant.range.lowerBound + variant.replacement.count : variant.range
  }

  /// The two changes of a codon as two sites, one a haplotype.
  private func apart(_ variant: Variant, gene: Int) -> [PlantedSite] {
    let codes = variant.replacement.codes
    return [0, 2].map { place in
      let start = variant.range.lowerBound + place
      return PlantedSite(
        gene: gene, variant: Variant(range: start..<start + 1, replacement: DNASequence(codes: [codes[place]])),
        allele: .heterozygous(haplotype: place / 2), kind: .codonTrans)
    }
  }

  private mutating func bases(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(random.below(4)) } }

  private mutating func place(gene: Int) -> Int {
    let ranges = targets[gene]
    var place = random.below(ranges.reduce(0) { $0 + $1.count })
    for range in ranges {
      if place < range.count { return range.lowerBound + place }
      place -= range.count
    }
    return 0
  }

  private mutating func draw(_ kind: ChangeClass, gene: Int, longest: Int) -> Variant? {
    let record = genes[gene].record.sequence
    let start = place(gene: gene)
    let length = 1 + random.below(random.below(2) == 0 ? min(6, longest) : longest)
    var range = start..<start
    var replacement: [UInt8] = []
    switch kind {
    case .snv:
      range = start..<start + 1
      replacement = [(record.codes[start] + 1 + UInt8(random.below(3))) & 3]
    case .mnv:
      range = start..<start + 2 + random.below(2)
      replacement = range.map { (record.codes[$0] + 1 + UInt8(random.below(3))) & 3 }
    case .delins:
      range = start..<start + 1 + random.below(min(longest, 12))
      replacement = bases(1 + random.below(min(longest, 12)))
    case .deletion: range = start..<start + length
    case .insertion: replacement = bases(length)
    case .duplication: replacement = Array(record.codes[start..<start + length])
    case .homopolymer: return homopolymerChange(near: start, record: record)
    case .repeatUnit: return repeatChange(near: start, record: record)
    case .exonDeletion:
      range = exonRange(gene: gene)
    case .exonDuplication:
      let copied = exonRange(gene: gene)
      range = copied.lowerBound..<copied.lowerBound
      replacement = Array(record.codes[copied])
    case .eventDeletion: range = start..<min(record.count - 1000, start + 151 + random.below(2850))
    case .longInsertion: replacement = bases(56 + random.below(145))
    case .eventDuplication: replacement = Array(record.codes[start..<start + 151 + random.below(50)])
    case .inversion:
      range = start..<min(record.count - 1000, start + 40 + random.below(random.below(2) == 0 ? 200 : 2000))
      replacement = record.codes[range].reversed().map { 3 - $0 }
    case .codonCis, .codonTrans:
      guard let codon = codon(gene: gene) else { return nil }
      range = codon
      replacement = Array(record.codes[codon])
      for place in [0, 2] { replacement[place] = (replacement[place] + 1 + UInt8(random.below(3))) & 3 }
    case .longDeletion: range = start..<start + 61 + random.below(90)
    case .longDuplication: replacement = Array(record.codes[start..<start + 61 + random.below(90)])
    }
    let variant = Variant(range: range, replacement: DNASequence(codes: replacement)).trimmed(on: record)
    return variant.range.isEmpty && variant.replacement.isEmpty ? nil : variant.leftAligned(on: record)
  }

  /// A codon that lies in one exon.
  private mutating func codon(gene: Int) -> Range<Int>? {
    var before = 0
    let exons = genes[gene].record.preferredTranscript.codingExons
    let wanted = random.below(exons.count)
    for (number, exon) in exons.enumerated() {
      if number == wanted {
        let first = exon.lowerBound + (3 - before % 3) % 3
        let count = (exon.upperBound - first) / 3
        guard count > 0 else { return nil }
        let start = first + 3 * random.below(count)
        return start..<start + 3
      }
      before += exon.count
    }
    return nil
  }

  /// One to three whole exons with breakpoints in the introns beside them, 30 bases or more from the exons.
  private mutating func exonRange(gene: Int) -> Range<Int> {
    let exons = genes[gene].record.preferredTranscript.exons
    while true {
      let first = 1 + random.below(exons.count - 4)
      let last = first + random.below(3)
      guard exons[first].lowerBound - exons[first - 1].upperBound > 70,
        exons[last + 1].lowerBound - exons[last].upperBound > 70
      else { continue }
      let left = exons[first - 1].upperBound + 30..<exons[first].lowerBound - 30
      let right = exons[last].upperBound + 30..<exons[last + 1].lowerBound - 30

      return left.lowerBound + random.below(left.count)..<right.lowerBound + random.below(right.count)
    }
  }

  /// One base more or less in the nearest run of at least four equal bases.
  private mutating func homopolymerChange(near start: Int, record: DNASequence) -> Variant? {
    for offset in start..<start + 150 {
      let base = record.codes[offset]
      guard (0..<4).allSatisfy({ record.codes[offset + $0] == base }) else { continue }
      let isDeletion = random.below(2) == 0
      return Variant(
        range: offset..<offset + (isDeletion ? 1 : 0), replacement: DNASequence(codes: isDeletion ? [] : [base])
      ).leftAligned(on: record)
    }
    return nil
  }

  /// A unit of 3-18 bases deleted or doubled where two neighbouring units are alike.
  private mutating func repeatChange(near start: Int, record: DNASequence) -> Variant? {
    let unit = 3 * (1 + random.below(6))
    for offset in start..<start + 150 {
      let alike = (0..<unit).count { record.codes[offset + $0] == record.codes[offset + unit + $0] }
      guard alike * 5 >= unit * 4 else { continue }
      let range = offset..<offset + unit
      return random.below(2) == 0
        ? Variant(range: range, replacement: DNASequence()).leftAligned(on: record)
        : Variant(range: offset..<offset, replacement: record[range]).leftAligned(on: record)
    }
    return nil
  }
}
