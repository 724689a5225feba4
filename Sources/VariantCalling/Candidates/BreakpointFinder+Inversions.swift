// Inversions: clipped ends whose reverse complement lies further along the record.

import BioSequence

extension BreakpointFinder {
  /// Longest and shortest stretch that is sought.
  private static let longestInversion = 5000
  private static let shortestInversion = 20

  /// Candidates from clipped ends that are found again on the other strand.
  ///
  ///     record          ..... p|ABCDEF|e .....
  ///     inverted        ..... p|fedcba|e .....
  ///     right clip at p        fedc         its reverse complement ends at e
  ///     left clip at e            dcba      its reverse complement starts at p
  ///
  /// Reads of the stretch itself lie on it the other way round, so their clips give the same two ends.
  func inversions(from clips: [ClipSite]) -> [Variant] {
    clips.compactMap { clip in
      guard clip.bases.count >= BreakpointFinder.seed else { return nil }
      let near = clip.isLeft ? clip.bases.suffix(BreakpointFinder.seed) : clip.bases.prefix(BreakpointFinder.seed)
      // A run of A is a run of T turned round: reads of lengthened runs are no inversions.
      guard BreakpointFinder.isManifold(near) else { return nil }
      let turned = near.reversed().map { $0 < 4 ? 3 - $0 : $0 }
      let positions = positions(of: turned[...], near: clip.position, reach: BreakpointFinder.longestInversion)
      guard positions.count == 1 else { return nil }
      let other = clip.isLeft ? positions[0] : positions[0] + BreakpointFinder.seed
      let range = min(clip.position, other)..<max(clip.position, other)
      guard range.count >= BreakpointFinder.shortestInversion else { return nil }
      let replacement = DNASequence(codes: record.codes[range].reversed().map { $0 < 4 ? 3 - $0 : $0 })
      let variant = Variant(range: range, replacement: replacement).trimmed(on: record)
      return variant.range.isEmpty ? nil : variant
    }
  }

  /// Different words of three bases that a stretch of ``seed`` bases must have; runs and repeats of two or three bases
  /// have one to three, and a few chance bases beside a run add little.
  private static let leastWords = 9

  /// Whether the bases are no run and no short repeat.
  static func isManifold(_ bases: ArraySlice<UInt8>) -> Bool {
    var words: Set<Int> = []
    var word = 0
    for (number, base) in bases.enumerated() {
      word = (word << 4 | Int(base)) & 0xfff
      if number >= 2 { words.insert(word) }
    }
    return words.count >= leastWords
  }
}
