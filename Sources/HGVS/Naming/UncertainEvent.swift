// Deletions and duplications whose ends are only known to lie in introns: c.(534+1_535-1)_(642+1_643-1)del.

import BioSequence

/// A deletion or duplication with uncertain ends, on the record.
struct UncertainEvent {
  /// Record offsets of the written positions, in record order; `nil` for `?`.
  let bounds: [Int?]
  let isDeletion: Bool
  /// What is certainly lost or doubled, on the record.
  let certain: Range<Int>

  static func isUncertain(_ variant: WrittenVariant) -> Bool {
    if case .between = variant.start { return true }
    if case .between = variant.end { return true }
    return false
  }

  init(_ variant: WrittenVariant, on system: CoordinateSystem) throws(HGVSError) {
    switch variant.edit {
    case .inversion:
      throw HGVSError(
        .unsupported, column: variant.column,
        "a change with uncertain ends can only be a deletion or duplication: an inversion is named by the bases at which it "
          + "was seen to begin and end, first_lastinv")
    case .deletion(.none): isDeletion = true
    case .duplication(.none): isDeletion = false
    default:
      throw HGVSError(
        .unsupported, column: variant.column, "a change with uncertain ends can only be a deletion or duplication")
    }
    guard variant.isRange else {
      throw HGVSError(.unsupported, column: variant.column, "expected two uncertain ends: (a_b)_(c_d)del")
    }
    let start = try UncertainEvent.pair(variant.start, system, variant.column)
    let end = try UncertainEvent.pair(variant.end, system, variant.column)
    guard let inner = start.1, let outer = end.0 else {
      throw HGVSError(.unsupported, column: variant.column, "the inner positions have to be known: (?_b)_(c_?)del")
    }
    let all = [start.0, inner, outer, end.1].compactMap { $0 }
    guard zip(all, all.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      throw HGVSError(.wrongOrder, column: variant.column, "the start lies after the end")
    }
    if case .chromosome(let placement) = system.kind, placement.mapping.strand == .reverse {
      bounds = [end.1, outer, inner, start.0].map { $0.map { placement.forward.count - 1 - $0 } }
    } else {
      bounds = [start.0, inner, outer, end.1]
    }
    guard let first = bounds[1], let last = bounds[2] else {
      throw HGVSError(.unsupported, column: variant.column, "the inner positions have to be known: (?_b)_(c_?)del")
    }
    certain = first..<last + 1
  }

  private static func pair(_ end: WrittenEnd, _ system: CoordinateSystem, _ column: Int) throws(HGVSError) -> (
    Int?, Int?
  ) {
    var isRenumbered = false
    func offset(_ position: WrittenPosition) throws(HGVSError) -> Int? {
      position.isUnknown ? nil : try system.offset(of: position, column: column, isRenumbered: &isRenumbered)
    }
    switch end {
    case .at(let position):
      let place = try offset(position)
      return (place, place)
    case .between(let low, let high): return (try offset(low), try offset(high))
    }
  }

  /// What is lost or doubled at most, on a record of `count` bases.
  func outer(_ count: Int) -> Range<Int> {
    let (first, last) = (bounds[0] ?? 0, bounds[3] ?? count - 1)
    return min(first, certain.lowerBound)..<max(last + 1, certain.upperBound)
  }

  var keyword: String { isDeletion ? "del" : "dup" }

  /// `(a_b)_(c_d)del` with positions written by `name`, in the order of `bounds`.
  func body(_ bounds: [Int?], _ name: (Int) -> String) -> String {
    func end(_ first: Int?, _ second: Int?) -> String {
      if let first, first == second { return name(first) }
      return "(" + (first.map(name) ?? "?") + "_" + (second.map(name) ?? "?") + ")"
    }
    return end(bounds[0], bounds[1]) + "_" + end(bounds[2], bounds[3]) + keyword
  }
}
