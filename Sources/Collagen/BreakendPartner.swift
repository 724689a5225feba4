// The other end of a break: where the bases behind it lie on the genes, if they lie there once.

import BioSequence
import TypeICollagen
import VariantCalling

/// The place at which the bases behind a break go on.
///
/// The bases next to the break that lie on one of the genes exactly once, on either strand and outside repeats, place it; up to
/// ``mostInserted`` bases between are neither's. What lies elsewhere in the genome is not placed.
struct BreakendPartner: Sendable, Hashable {
  /// Index of the gene.
  let gene: Int
  /// Record offset of the first base behind the break.
  let offset: Int
  /// Whether record offsets rise with the distance from the break.
  let rises: Bool
  /// Bases next to the break that lie on neither side.
  let inserted: Int

  /// So many bases place a break.
  private static let seed = 24
  /// Most bases between the two sides.
  private static let mostInserted = 12

  /// - Parameter bases: the bases behind the break on the record's strand; for a break before which others lie, in that order too.
  init?(behind bases: DNASequence, kind: BreakpointCall.Kind, genes: [CollagenGene]) {
    guard kind != .insertion else { return nil }
    // Away from the break: those that lead to it are read backwards.
    let away = kind == .breakAfter ? bases.codes : bases.codes.reversed()
    for inserted in 0...BreakendPartner.mostInserted where inserted + BreakendPartner.seed <= away.count {
      let seed = Array(away[inserted..<inserted + BreakendPartner.seed])
      guard seed.allSatisfy({ $0 < 4 }) else { continue }
      let found = BreakendPartner.places(of: seed, readsForward: kind == .breakAfter, genes: genes)
      guard let place = found.first else { continue }
      guard found.count == 1 else { return nil }
      (gene, offset, rises) = place
      self.inserted = inserted
      return
    }
    return nil
  }

  /// All places at which bases lie in the order away from a break: along the record or against it, read as they stand or as
  /// the other strand.
  private static func places(
    of seed: [UInt8], readsForward: Bool, genes: [CollagenGene]
  ) -> [(gene: Int, offset: Int, rises: Bool)] {
    // Of bases that lead to the break the order is turned, not the strand.
    let plain = readsForward ? seed : seed.reversed()
    let turned = plain.reversed().map { 3 - $0 }
    var found: [(gene: Int, offset: Int, rises: Bool)] = []
    for (number, gene) in genes.enumerated() {
      let codes = gene.record.sequence.codes
      guard codes.count >= seed.count else { continue }
      for start in 0...codes.count - seed.count {
        let here = codes[start..<start + seed.count]
        for (isTurned, wanted) in [(false, plain), (true, turned)] where here.elementsEqual(wanted) {
          if gene.repeats.contains(where: { $0.overlaps(start..<start + seed.count) }) { return [] }
          let rises = readsForward != isTurned
          found.append((number, rises ? start : start + seed.count - 1, rises))
        }
      }
    }
    return found
  }

  /// The allele of a VCF's breakend.
  ///
  /// - Parameters:
  ///   - kept: the base at the record's position.
  ///   - between: the bases that lie on neither side, on the chromosome's strand.
  ///   - keepsBefore: whether the bases up to `kept` are the ones that go on as on the reference.
  /// - Returns: `nil` if the gene is not placed on the assembly.
  func allele(
    kept: String, between: String, keepsBefore: Bool, assembly: Assembly, genes: [CollagenGene]
  ) -> String? {
    guard let mapping = genes[gene].record.mapping(on: assembly) else { return nil }
    let bracket = rises == (mapping.strand == .forward) ? "[" : "]"
    let place = "\(bracket)chr\(mapping.chromosome):\(mapping.chromosomeOffset(ofRecordOffset: offset) + 1)\(bracket)"
    return keepsBefore ? kept + between + place : place + between + kept
  }
}
