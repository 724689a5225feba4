// The planted variants of one gene by haplotype, checked.

import BioSequence

/// The variants of the two haplotypes of one gene, and the mosaic ones.
struct Germline {
  private(set) var haplotypes: [[Variant]] = [[], []]
  private(set) var mosaics: [(variant: Variant, fraction: Double, index: Int)] = []

  init(plan: SimulationPlan, gene: Int) throws(SimulationError) {
    let record = plan.genes[gene].sequence
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
        mosaics.append((variant, fraction, index))
      }
      for haplotype in carriers {
        guard !haplotypes[haplotype].contains(where: { EditedSequence.touch($0, variant) }) else {
          throw SimulationError(.overlappingVariants, variant: index)
        }
        haplotypes[haplotype].append(variant)
      }
    }
  }

  /// The probability that a molecule of a haplotype carries a mosaic variant: haplotype 0 is filled first.
  static func probability(of fraction: Double, haplotype: Int) -> Double {
    haplotype == 0 ? min(1, 2 * fraction) : max(0, 2 * fraction - 1)
  }
}
