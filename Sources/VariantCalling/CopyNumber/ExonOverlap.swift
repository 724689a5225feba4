// Which exons a stretch of the reference reaches.

/// Which exons a stretch of a record reaches.
struct ExonOverlap: Sendable {
  /// The exons with their margins, apart.
  let windows: [Range<Int>]

  /// Bases of intron beside an exon that count as its own: breakpoints nearer to it are spanned by reads.
  static let margin = 20

  init(exons: [Range<Int>]) {
    windows = exons.indices.map { index in
      let exon = exons[index]
      let before = index > 0 ? (exon.lowerBound - exons[index - 1].upperBound) / 2 : ExonOverlap.margin
      let behind = index + 1 < exons.count ? (exons[index + 1].lowerBound - exon.upperBound) / 2 : ExonOverlap.margin
      return exon.lowerBound - min(ExonOverlap.margin, before)..<exon.upperBound + min(ExonOverlap.margin, behind)
    }
  }

  /// Indices of the exons that `range` reaches.
  func exons(by range: Range<Int>) -> ClosedRange<Int>? {
    var low = 0
    var high = windows.count
    while low < high {
      let middle = (low + high) / 2
      if windows[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low < windows.count, windows[low].lowerBound < range.upperBound else { return nil }
    var last = low
    while last + 1 < windows.count, windows[last + 1].lowerBound < range.upperBound { last += 1 }
    return low...last
  }

  /// The exons of both mates together; `nil` without any, or with one between that neither shows: such a fragment
  /// lacks it, or hides it between its reads.
  static func joined(_ first: ClosedRange<Int>?, _ second: ClosedRange<Int>?) -> ClosedRange<Int>? {
    guard let first, let second else { return first ?? second }
    guard max(first.lowerBound, second.lowerBound) <= min(first.upperBound, second.upperBound) + 1 else { return nil }
    return min(first.lowerBound, second.lowerBound)...max(first.upperBound, second.upperBound)
  }
}
