// What several reads that end in the same unknown bases agree on, column by column.

import Alignment

/// Bases of one read that lead away from a position.
struct ReadEnd {
  /// Base range in the store.
  let bases: Range<Int>
  /// 1 if the first base of the range is the nearest one, -1 if the last one is.
  let step: Int
}

/// The agreed bases of several tails, the nearest first.
///
/// A tail that errs by a base too many or too few is out of step from there on. It is known by this: it differs in most
/// of the last columns. Moved by one base it may agree again; if not it has no vote.
struct SoftClipConsensus {
  /// The bases that win, to the end of the longest tail.
  private(set) var bases: [UInt8] = []
  /// The first so many have two thirds of the votes, by quality.
  private(set) var clear = 0
  /// The first so many, at most ``clear``, have two tails for them.
  private(set) var sure = 0

  /// Columns that are looked back on, and how many of them may differ.
  private static let window = 8
  private static let mostDifferent = 3

  /// - Parameter longest: no more columns than this.
  init(of tails: [ReadEnd], longest: Int, store: AlignedReadStore) {
    var shifts = [Int](repeating: 0, count: tails.count)
    var isHeard = [Bool](repeating: true, count: tails.count)
    var isClear = true
    var isSure = true
    while bases.count < longest {
      var weights = [0, 0, 0, 0]
      var votes = [0, 0, 0, 0]
      for (number, tail) in tails.enumerated() where isHeard[number] {
        guard let storeIndex = SoftClipConsensus.storeIndex(bases.count + shifts[number], in: tail) else { continue }
        let base = Int(store.bases[storeIndex])
        guard base < 4 else { continue }
        weights[base] += Int(store.qualities[storeIndex])
        votes[base] += 1
      }
      let total = weights.reduce(0, +)
      guard let top = weights.max(), total > 0, let winner = weights.firstIndex(of: top) else { break }
      isClear = isClear && top * 3 >= total * 2
      isSure = isSure && isClear && votes[winner] >= 2
      bases.append(UInt8(winner))
      if isClear { clear = bases.count }
      if isSure { sure = bases.count }
      guard top < total else { continue }
      for (number, tail) in tails.enumerated() where isHeard[number] {
        guard differing(tail, shift: shifts[number], store: store) > SoftClipConsensus.mostDifferent else { continue }
        let moved = [shifts[number] - 1, shifts[number] + 1].first {
          differing(tail, shift: $0, store: store, last: SoftClipConsensus.mostDifferent) == 0
        }
        if let moved { shifts[number] = moved } else { isHeard[number] = false }
      }
    }
  }

  /// How many of the last columns a tail differs in.
  private func differing(_ tail: ReadEnd, shift: Int, store: AlignedReadStore, last: Int = window) -> Int {
    (max(0, bases.count - last)..<bases.count).count { column in
      guard let storeIndex = SoftClipConsensus.storeIndex(column + shift, in: tail) else { return false }
      return store.bases[storeIndex] != bases[column]
    }
  }

  /// Where in the store a tail's base for a column lies.
  private static func storeIndex(_ column: Int, in tail: ReadEnd) -> Int? {
    guard column >= 0, column < tail.bases.count else { return nil }
    return tail.step > 0 ? tail.bases.lowerBound + column : tail.bases.upperBound - 1 - column
  }
}
