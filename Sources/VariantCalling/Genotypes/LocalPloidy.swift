// Genotypes where the sample has another number of copies than two: inside its own deletions and duplications.

import BioSequence
import Numerics

/// Settles the genotypes of calls that lie inside a called deletion or duplication.
///
/// All fragments inside a deletion on one haplotype come from the other one: what all of them show is there once, opposite the
/// deletion, and no contradiction to it. Of three copies one is a third of the fragments, which would be too few for one of two.
enum LocalPloidy {
  /// Shorter events are spanned by reads, which show both haplotypes at once.
  private static let shortest = 50

  /// The calls in their order.
  static func settled(_ calls: [VariantCall], references: [CallReference]) -> [VariantCall] {
    let events = calls.filter { $0.isPass && $0.zygosity != .mosaic }.compactMap { call in
      Event(call, record: references[call.reference].sequence)
    }
    guard !events.isEmpty else { return calls }
    return calls.map { call in
      let around = events.filter { $0.contains(call) }
      // Two events over one base leave no single number of copies.
      guard around.count == 1, let event = around.first else { return call }
      var settled = call.inCopies(event.copies)
      if settled.zygosity == .hemizygous {
        let lost = event.call.genotype
        settled.genotype = Genotype(first: lost.second, second: lost.first, isPhased: lost.isPhased)
        settled.phaseSet = event.call.phaseSet
        settled.genotypeQuality = min(settled.genotypeQuality, event.call.genotypeQuality)
      }
      return settled
    }
  }

  /// A stretch of the record in another number of copies than two.
  private struct Event {
    let call: VariantCall
    let range: Range<Int>
    let copies: Int

    init?(_ call: VariantCall, record: DNASequence) {
      let variant = call.variant
      if variant.range.count - variant.replacement.count >= shortest, call.zygosity == .heterozygous {
        (range, copies) = (variant.range, 1)
      } else if variant.range.isEmpty, variant.replacement.count >= shortest {
        let span = variant.shiftRange(on: record)
        guard span.count >= variant.replacement.count else { return nil }
        (range, copies) = (span, 2 + call.genotype.copies)
      } else {
        return nil
      }
      self.call = call
    }

    func contains(_ other: VariantCall) -> Bool {
      let inside = other.variant.range
      return other.reference == call.reference && other.variant != call.variant
        && inside.lowerBound >= range.lowerBound && inside.upperBound <= range.upperBound
        && (!inside.isEmpty || inside.lowerBound > range.lowerBound && inside.upperBound < range.upperBound)
    }
  }
}

extension VariantCall {
  /// The call as it reads where the sample has so many copies of its base.
  ///
  /// Of one copy a variant of all fragments is hemizygous. Of three and more a mosaic that has the fragments of one copy is
  /// heterozygous.
  package func inCopies(_ copies: Int) -> VariantCall {
    var call = self
    if copies == 1, zygosity == .homozygous {
      call.zygosity = .hemizygous
      call.genotype = Genotype(first: 0, second: 1, isPhased: false)
    } else if copies > 2, zygosity == .mosaic,
      !MosaicModel.isBelow(fraction: 1 / Double(copies), alternateDepth, of: alternateDepth + referenceDepth)
    {
      call.zygosity = .heterozygous
    }
    return call
  }
}
