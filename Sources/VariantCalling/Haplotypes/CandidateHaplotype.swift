// The sequences that a sample may have in a window: those its reads show, and the record's own.

import Alignment
import BioSequence

/// One possible sequence of a window.
struct CandidateHaplotype: Sendable, Hashable {
  /// The window's bases on this haplotype.
  let codes: [UInt8]
  /// What differs from the record, in order of position, each trimmed and left-aligned.
  let variants: [Variant]
}

extension CandidateHaplotype {
  /// Most haplotypes that are compared in one window, the record's own included.
  static let most = 10

  /// The haplotypes of a region, the record's own first.
  ///
  /// Reads that span the whole window, anchored on both sides, give the sequences; each candidate variant alone gives
  /// another one, for windows that few reads span.
  static func haplotypes(
    of region: ActiveRegion, segments: [ReadSegment], reads: PreparedReads, record: CallReference, minVAF: Double
  ) -> [CandidateHaplotype] {
    let plain = Array(record.sequence.codes[region.window])
    var counts: [[UInt8]: Int] = [:]
    var spanning = 0
    for segment in segments where segment.isLeftAnchored && segment.isRightAnchored {
      let codes = Array(reads.store.bases[segment.bases])
      guard !codes.contains(Nucleotide.n.rawValue) else { continue }
      counts[codes, default: 0] += 1
      spanning += 1
    }
    let fraction = min(0.06, 0.4 * minVAF)
    let needed = spanning < 10 ? 1 : max(2, Int(fraction * Double(spanning)))
    let ranked = counts.filter { $0.value >= needed && $0.key != plain }
      .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key) }
    var haplotypes = ([plain] + ranked.prefix(most - 4).map(\.key)).map { codes in
      CandidateHaplotype(
        codes: codes, variants: HaplotypeDecomposition.variants(of: codes, in: region.window, of: record))
    }
    // A long event and what other windows found at its ends come first.
    let candidates = region.isLong ? region.candidates : byLength(region.candidates)
    for candidate in candidates where haplotypes.count < most + 2 {
      guard let changed = applying(candidate, to: region.window, of: record.sequence),
        !haplotypes.contains(where: { $0.codes == changed })
      else { continue }
      let variants = HaplotypeDecomposition.variants(of: changed, in: region.window, of: record)
      // Clipped bases found at a look-alike of the triple helix put that in the place of the record's own bases: many
      // small variants at once, which no single event makes.
      if variants.count <= mostPieces { haplotypes.append(CandidateHaplotype(codes: changed, variants: variants)) }
    }
    return haplotypes
  }

  /// Most separate variants that one candidate, seen in no read as a whole, may come to.
  private static let mostPieces = 2

  /// Long variants first: reads rarely span them.
  private static func byLength(_ candidates: [Variant]) -> [Variant] {
    candidates.sorted {
      let left = $0.range.count + $0.replacement.count
      let right = $1.range.count + $1.replacement.count
      return left != right ? left > right : $0 < $1
    }
  }

  private static func applying(_ variant: Variant, to window: Range<Int>, of record: DNASequence) -> [UInt8]? {
    guard variant.range.lowerBound > window.lowerBound, variant.range.upperBound < window.upperBound else { return nil }
    return Array(record.codes[window.lowerBound..<variant.range.lowerBound]) + variant.replacement.codes
      + Array(record.codes[variant.range.upperBound..<window.upperBound])
  }
}
