// How often fragments meet the junction of a long tandem duplication, and the ends of its unit.

/// Places of fragments about a tandem duplication that no read reaches over.
///
///     record    ....|uuuuuu|....          its ends are met by fragments of both haplotypes
///     changed   ....|uuuuuu|uuuuuu|....   the junction in the middle by those of the changed one alone
///
/// Fragments over an end are counted twice, once for each end that they cover. Of a fragment that crosses the junction
/// the read that does says nothing of the ends; its mate may.
struct JunctionPositions: Sendable, Hashable {
  /// Bases that an informative read has beyond the variant.
  static let overhang = 3
  /// Bases that a read has on both sides of an end of a duplicated unit.
  static let endOverhang = 10

  /// Places over the junction.
  private(set) var crossing = 0
  /// Ends covered from all positions on the changed haplotype.
  private(set) var endsWith = 0
  /// Ends covered from all positions on the unchanged haplotype.
  private(set) var endsWithout = 0

  /// - Parameters:
  ///   - unit: bases of the unit.
  ///   - moved: bases by which the copy may be moved, `unit` or more.
  ///   - readLength: bases of a read.
  ///   - fragments: lengths of fragments, all equally frequent; a read's own for single reads.
  init(unit: Int, moved: Int, readLength: Int, fragments: [Int]) {
    for length in fragments {
      let read = min(readLength, length)
      for start in -length...unit + moved {
        var reads = [start..<start + read]
        if length > read { reads.append(start + length - read..<start + length) }
        endsWithout += JunctionPositions.ends(of: reads, moved: moved)
        let crosses = reads.map { read in
          read.lowerBound <= unit - JunctionPositions.overhang
            && read.upperBound >= moved + JunctionPositions.overhang
        }
        let aligned = zip(reads, crosses).map { JunctionPositions.onRecord($0, crosses: $1, unit: unit, moved: moved) }
        // Mates that face away from each other on the record are aligned each by itself, which takes more bases.
        let isProper =
          aligned.count == 2 && aligned[1].upperBound > aligned[0].lowerBound
          && aligned[0].lowerBound <= aligned[1].lowerBound + 20 + read / 2
        if let informative = crosses.indices.first(where: {
          crosses[$0] && (isProper || aligned[$0].count * 5 >= read * 3)
        }) {
          crossing += 1
          endsWith += JunctionPositions.ends(
            of: aligned.indices.filter { $0 != informative }.map { aligned[$0] }, moved: moved)
        } else {
          endsWith += JunctionPositions.ends(of: aligned, moved: moved)
        }
      }
    }
  }

  /// Fragments that argue against the duplication, for those that show it and the ends that all cover.
  func against(count: Int, ends: Int) -> Double {
    guard crossing > 0, endsWithout > 0 else { return 0 }
    let carrying = Double(count) / Double(crossing)
    return Double(crossing) * max(0, Double(ends) - carrying * Double(endsWith)) / Double(endsWithout)
  }

  /// How many of the two ends reads on the record cover.
  private static func ends(of reads: [Range<Int>], moved: Int) -> Int {
    [0, moved].count { end in
      reads.contains {
        $0.lowerBound <= end - JunctionPositions.endOverhang
          && $0.upperBound >= end + JunctionPositions.endOverhang
      }
    }
  }

  /// Where a read of the changed haplotype lies on the record; one over the junction by its longer part.
  private static func onRecord(_ read: Range<Int>, crosses: Bool, unit: Int, moved: Int) -> Range<Int> {
    let left = read.lowerBound..<max(read.lowerBound, min(read.upperBound, moved))
    let right = min(read.upperBound, max(read.lowerBound, unit)) - unit..<read.upperBound - unit
    if !crosses { return read.upperBound < moved + JunctionPositions.overhang ? left : right }
    return left.count >= right.count ? left : right
  }
}
