// Haplotypes that the two best ones of a window may be improved to.

import Alignment
import BioSequence

/// Makes further haplotypes out of a pair that is the best one so far.
///
/// No read may show all of a haplotype without an error: many errors, a window wider than the reads, or an insertion that
/// they do not span. So each haplotype of the pair is tried with one candidate more, and with the bases that most of its
/// own reads have.
enum HaplotypeRefinement {
  /// So often a better pair is improved again.
  static let rounds = 4
  /// Most haplotypes that are added at once.
  private static let most = 8
  /// Most variants of one haplotype that candidates are added to.
  private static let mostVariants = 6
  /// Reads that differ from a haplotype in more than one base of this many do not vote on it.
  private static let differing = 10
  /// Fewest reads that vote on a base.
  private static let leastVotes = 3

  /// Further haplotypes, none of which is among those compared.
  ///
  /// - Parameters:
  ///   - pair: indices of the two best haplotypes.
  ///   - segments: the reads' parts in the window.
  static func further(
    beside haplotypes: [CandidateHaplotype], pair: [Int], region: ActiveRegion, segments: [ReadSegment],
    store: AlignedReadStore, record: CallReference
  ) -> [CandidateHaplotype] {
    let best = Set(pair).sorted()
    var seen = Set(haplotypes.map(\.codes))
    var further: [CandidateHaplotype] = []
    func add(_ codes: [UInt8]) {
      guard further.count < most, seen.insert(codes).inserted else { return }
      further.append(
        CandidateHaplotype(
          codes: codes, variants: HaplotypeDecomposition.variants(of: codes, in: region.window, of: record)))
    }
    for index in best where !haplotypes[index].variants.isEmpty {
      let others = best.filter { $0 != index }.map { haplotypes[$0].codes }
      add(consensus(on: haplotypes[index].codes, others: others, segments: segments, store: store))
    }
    for index in best where 1...mostVariants ~= haplotypes[index].variants.count {
      for candidate in region.candidates {
        if let codes = extended(haplotypes[index].variants, by: candidate, window: region.window, record: record) {
          add(codes)
        }
      }
    }
    return further
  }

  /// The window with variants and one more; `nil` if this one is among them or overlaps one.
  private static func extended(
    _ variants: [Variant], by candidate: Variant, window: Range<Int>, record: CallReference
  ) -> [UInt8]? {
    guard candidate.range.lowerBound > window.lowerBound, candidate.range.upperBound < window.upperBound,
      !variants.contains(where: {
        $0.range.lowerBound <= candidate.range.upperBound && candidate.range.lowerBound <= $0.range.upperBound
          && ($0.range.overlaps(candidate.range) || $0.range.isEmpty || candidate.range.isEmpty)
      })
    else { return nil }
    var codes: [UInt8] = []
    var offset = window.lowerBound
    for variant in (variants + [candidate]).sorted() {
      codes += record.sequence.codes[offset..<variant.range.lowerBound]
      codes += variant.replacement.codes
      offset = variant.range.upperBound
    }
    return codes + record.sequence.codes[offset..<window.upperBound]
  }

  /// A haplotype with the bases that most of its own reads have. Reads are laid on it without gaps from the end that they
  /// are tied to.
  private static func consensus(
    on codes: [UInt8], others: [[UInt8]], segments: [ReadSegment], store: AlignedReadStore
  ) -> [UInt8] {
    var votes = [Int](repeating: 0, count: 4 * codes.count)
    var voters = [Int](repeating: 0, count: codes.count)
    for segment in segments where segment.isLeftAnchored || segment.isRightAnchored {
      guard let own = differences(segment, codes, store: store),
        own * differing <= min(segment.bases.count, codes.count),
        others.allSatisfy({ own < differences(segment, $0, store: store) ?? Int.max })
      else { continue }
      let shift = segment.isLeftAnchored ? 0 : codes.count - segment.bases.count
      for position in codes.indices.clamped(to: shift..<shift + segment.bases.count) {
        let index = segment.bases.lowerBound + position - shift
        guard store.bases[index] < 4 else { continue }
        votes[4 * position + Int(store.bases[index])] += Int(store.qualities[index])
        voters[position] += 1
      }
    }
    return codes.indices.map { position in
      let here = (0..<4).map { votes[4 * position + $0] }
      guard voters[position] >= leastVotes, let top = here.max(),
        codes[position] > 3 || here[Int(codes[position])] < top,
        let base = here.firstIndex(of: top)
      else { return codes[position] }
      return UInt8(base)
    }
  }

  /// Bases in which a segment differs from a haplotype, laid on it from the end that it is tied to; `nil` if it is tied to
  /// both and has another length.
  private static func differences(_ segment: ReadSegment, _ codes: [UInt8], store: AlignedReadStore) -> Int? {
    if segment.isLeftAnchored, segment.isRightAnchored, segment.bases.count != codes.count { return nil }
    let shift = segment.isLeftAnchored ? 0 : codes.count - segment.bases.count
    return codes.indices.clamped(to: shift..<shift + segment.bases.count).count { position in
      let base = store.bases[segment.bases.lowerBound + position - shift]
      return base < 4 && base != codes[position]
    }
  }
}
