// Genomic deletions and duplications that reach past the record of a gene: named as far as it reaches, on every form alike.

import BioSequence

extension VariantNamer {
  /// The remark that a name ends where the record of the gene does.
  static let reachesFurther = "named as far as the record of the gene reaches"

  /// A deletion or duplication on a chromosome that reaches past the record of its gene, with the ends that lie beyond as
  /// not known: `g.(?_a)_(b_?)del`; `nil` for what lies on the record, and for what holds no base of it.
  func withinRecord(_ variant: WrittenVariant, _ system: CoordinateSystem) -> WrittenVariant? {
    guard case .chromosome(let placement) = system.kind, variant.isRange else { return nil }
    switch variant.edit {
    case .deletion(.none), .duplication(.none): break
    default: return nil
    }
    let record = placement.mapping.range.lowerBound + 1...placement.mapping.range.upperBound
    func isBeyond(_ position: WrittenPosition) -> Bool {
      !position.isUnknown && !record.contains(position.position.number)
    }
    func at(_ number: Int) -> WrittenPosition {
      WrittenPosition(position: CodingPosition(region: .coding, number: number))
    }
    let (low, first) = VariantNamer.pair(variant.start)
    let (last, high) = VariantNamer.pair(variant.end)
    guard !first.isUnknown, !last.isUnknown, first.position.number <= last.position.number,
      [low, first, last, high].contains(where: isBeyond),
      first.position.number <= record.upperBound, last.position.number >= record.lowerBound
    else { return nil }
    var (start, end) = (variant.start, variant.end)
    if isBeyond(first) {
      start = .between(.unknown, at(record.lowerBound))
    } else if isBeyond(low) {
      start = .between(.unknown, first)
    }
    if isBeyond(last) {
      end = .between(at(record.upperBound), .unknown)
    } else if isBeyond(high) {
      end = .between(last, .unknown)
    }
    return WrittenVariant(start: start, end: end, isRange: true, edit: variant.edit, column: variant.column)
  }

  private static func pair(_ end: WrittenEnd) -> (WrittenPosition, WrittenPosition) {
    switch end {
    case .at(let position): (position, position)
    case .between(let low, let high): (low, high)
    }
  }

  /// The 1-based position by which the gene of a genomic description is found: the first one written that lies on a record of
  /// the chromosome; of what holds a whole record its first base; else the first one written.
  func number(of parsed: HGVSDescription, on chromosome: String, only named: Assembly? = nil) -> Int? {
    var written: [Int] = []
    for variant in parsed.variants {
      for end in [variant.start, variant.end] {
        let (low, high) = VariantNamer.pair(end)
        written += [low, high].filter { !$0.isUnknown }.map(\.position.number)
      }
    }
    let placed = genes.flatMap(\.placements).map(\.mapping).filter {
      $0.chromosome == chromosome && (named == nil || $0.assembly == named)
    }
    let chosen = placed.filter { $0.assembly == named ?? assembly } + placed.filter { $0.assembly != named ?? assembly }
    if let inside = written.first(where: { number in placed.contains { $0.range.contains(number - 1) } }) {
      return inside
    }
    if let low = written.min(), let high = written.max(),
      let held = chosen.first(where: { low - 1 <= $0.range.lowerBound && $0.range.upperBound <= high })
    {
      return held.range.lowerBound + 1
    }
    return written.first
  }
}
