// The molecules of one gene: two haplotypes, with mosaic changes and, for RNA, splicing.

import BioSequence

/// One kind of molecule of a haplotype and its share of that haplotype's molecules.
struct MoleculeForm: Sendable {
  let sequence: EditedSequence
  let share: Double
}

/// All molecules that fragments of one gene are cut from.
struct MoleculeSource: Sendable {
  /// Forms of haplotype 0 and 1; an empty list is a haplotype without a message.
  private(set) var haplotypes: [[MoleculeForm]] = [[], []]
  private let mosaics: [(variant: Variant, fraction: Double)]

  init(plan: SimulationPlan, gene: Int) throws(SimulationError) {
    let record = plan.genes[gene].sequence
    var germline: [[Variant]] = [[], []]
    var mosaics: [(variant: Variant, fraction: Double)] = []
    for (index, planted) in plan.variants.enumerated() where planted.gene == gene {
      guard planted.variant.range.upperBound <= record.count, planted.variant.range.lowerBound >= 0 else {
        throw SimulationError(.variantOutsideRecord, variant: index)
      }
      let variant = planted.variant.trimmed(on: record)
      var carriers: [Int] = []
      switch planted.allele {
      case .homozygous: carriers = [0, 1]
      case .heterozygous(let haplotype):
        guard (0...1).contains(haplotype) else { throw SimulationError(.valueOutOfRange, variant: index) }
        carriers = [haplotype]
      case .mosaic(let fraction):
        guard (0...1).contains(fraction) else { throw SimulationError(.valueOutOfRange, variant: index) }
        mosaics.append((variant, fraction))
      }
      for haplotype in carriers {
        guard !germline[haplotype].contains(where: { EditedSequence.touch($0, variant) }) else {
          throw SimulationError(.overlappingVariants, variant: index)
        }
        germline[haplotype].append(variant)
      }
    }
    self.mosaics = mosaics
    for haplotype in 0...1 {
      haplotypes[haplotype] = try MoleculeSource.forms(
        plan: plan, gene: gene, haplotype: haplotype, germline: germline[haplotype])
    }
  }

  private static func forms(
    plan: SimulationPlan, gene: Int, haplotype: Int, germline: [Variant]
  ) throws(SimulationError) -> [MoleculeForm] {
    let record = plan.genes[gene].sequence
    guard case .rna(let skips, let lost) = plan.molecule else {
      return [MoleculeForm(sequence: EditedSequence(record: record.codes, edits: germline.sorted()), share: 1)]
    }
    if gene < lost.count, lost[gene] == haplotype { return [] }
    let exons = plan.genes[gene].exons
    guard !exons.isEmpty else { throw SimulationError(.exonsMissing) }
    var rest = 1.0
    var forms: [MoleculeForm] = []
    for skip in skips where skip.gene == gene && skip.haplotype == haplotype {
      guard skip.exons.lowerBound >= 0, skip.exons.upperBound <= exons.count else {
        throw SimulationError(.exonsMissing)
      }
      var kept = exons
      kept.removeSubrange(skip.exons)
      rest -= skip.share
      forms.append(
        MoleculeForm(sequence: spliced(record, exons: kept, germline: germline), share: skip.share))
    }
    guard rest > -1e-9 else { throw SimulationError(.valueOutOfRange) }
    forms.append(MoleculeForm(sequence: spliced(record, exons: exons, germline: germline), share: max(rest, 0)))
    return forms
  }

  /// The message: everything outside the exons deleted, changes inside them made.
  private static func spliced(_ record: DNASequence, exons: [Range<Int>], germline: [Variant]) -> EditedSequence {
    var introns: [Variant] = []
    var end = 0
    for exon in exons + [record.count..<record.count] {
      if end < exon.lowerBound { introns.append(Variant(range: end..<exon.lowerBound, replacement: DNASequence())) }
      end = exon.upperBound
    }
    return EditedSequence(record: record.codes, edits: introns.sorted()).adding(germline)
  }

  /// Draws a molecule: haplotypes by their amount, forms by their share, mosaic changes by their fraction.
  func draw(byLength: Bool, random: inout RandomSource) -> EditedSequence {
    var haplotype = 0
    if haplotypes[0].isEmpty {
      haplotype = 1
    } else if !haplotypes[1].isEmpty {
      let first = byLength ? Double(haplotypes[0][0].sequence.count) : 1
      let second = byLength ? Double(haplotypes[1][0].sequence.count) : 1
      haplotype = random.uniform() * (first + second) < first ? 0 : 1
    }
    let forms = haplotypes[haplotype]
    var index = 0
    if forms.count > 1 {
      var rest = random.uniform()
      while index < forms.count - 1, rest >= forms[index].share {
        rest -= forms[index].share
        index += 1
      }
    }
    guard !mosaics.isEmpty else { return forms[index].sequence }
    var carried: [Variant] = []
    for mosaic in mosaics {
      let chance = haplotype == 0 ? min(1, 2 * mosaic.fraction) : max(0, 2 * mosaic.fraction - 1)
      if random.uniform() < chance { carried.append(mosaic.variant) }
    }
    return carried.isEmpty ? forms[index].sequence : forms[index].sequence.adding(carried)
  }

  /// Share of the two haplotypes that leave molecules: 0, 0.5 or 1.
  var amount: Double { (haplotypes[0].isEmpty ? 0 : 0.5) + (haplotypes[1].isEmpty ? 0 : 0.5) }

  /// Length of an ordinary molecule.
  var length: Int { (haplotypes[0].last ?? haplotypes[1].last)?.sequence.count ?? 0 }
}
