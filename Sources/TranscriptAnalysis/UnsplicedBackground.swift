// How many transcripts are not spliced yet: nuclear RNA and genomic DNA run on into every intron.

import Numerics

/// The level at which reads run on into introns, for each intron from its neighbours.
///
/// Splicing runs from 5' to 3' and fragments thin out towards the 5' end, so the level changes along a gene; one kept intron
/// does not move the median of its neighbours.
struct UnsplicedBackground: Sendable {
  /// For each intron of a gene.
  let levels: [UnsplicedLevel]
  /// Of the gene.
  let gene: UnsplicedLevel

  /// Introns on either side that count.
  private static let reach = 8
  /// Fragments that an intron needs to count.
  private static let fewest = 20.0
  /// Introns that a level needs.
  static let fewestIntrons = 3

  /// How much introns differ at least, as a fraction of the level: fragments of introns and of exons begin at different bases.
  private static let leastDeviation = 0.12

  /// - Parameters:
  ///   - introns: for each intron the fraction that runs on, and the number of fragments that it rests on.
  ///   - followsDepth: whether fragments of genomic DNA are among them.
  init(introns: [SplicingFraction], followsDepth: Bool) {
    gene = UnsplicedBackground.level(introns)
    var levels: [UnsplicedLevel] = []
    for index in introns.indices {
      let near = max(0, index - UnsplicedBackground.reach)...min(introns.count - 1, index + UnsplicedBackground.reach)
      let others = near.filter { $0 != index }.map { introns[$0] }
      var level = UnsplicedBackground.level(others)
      // Genomic DNA runs on at the same depth where a transcript's end leaves few fragments to compare it with.
      let depth = others.map { $0.value * $0.fragments }.median
      let own = introns[index].fragments
      if followsDepth, own > 0 { level.fraction = max(level.fraction, min(1, depth / own)) }
      let least = UnsplicedBackground.leastDeviation * level.fraction
      level.deviation = max(level.deviation, least)
      level.limit = max(level.limit, level.fraction + 3 * least)
      levels.append(level)
    }
    self.levels = levels
  }

  private static func level(_ introns: [SplicingFraction]) -> UnsplicedLevel {
    let used = introns.filter { $0.fragments >= fewest }
    guard used.count >= fewestIntrons else { return UnsplicedLevel() }
    let fraction = used.map(\.value).median
    let deviation = used.map(\.value).scaledMedianDeviation
    let counts = used.map { $0.value * (1 - $0.value) / $0.fragments }.median
    let sorted = used.map(\.value).sorted()
    return UnsplicedLevel(
      fraction: fraction, deviation: max(0, deviation * deviation - counts).squareRoot(),
      limit: sorted[min(sorted.count - 1, sorted.count * 9 / 10)], introns: used.count)
  }
}
