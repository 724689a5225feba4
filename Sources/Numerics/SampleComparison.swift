// Whether two samples differ: Fisher's exact test and the rank sum.

/// Exact and rank tests of two samples.
package enum SampleComparison {
  /// Two-sided p of Fisher's exact test for the table [[a, b], [c, d]] (Fisher 1922, J R Stat Soc 85:87): the sum over all
  /// tables with the same margins that are no likelier, each with C(row, x) C(total - row, column - x) / C(total, column).
  package static func fisherExact(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double {
    let row = a + b
    let column = a + c
    let total = a + b + c + d
    guard row > 0, column > 0, row < total, column < total else { return 1 }
    let all = SpecialFunction.logBinomial(total, column)
    func log(_ x: Int) -> Double {
      SpecialFunction.logBinomial(row, x) + SpecialFunction.logBinomial(total - row, column - x) - all
    }
    let seen = log(a)
    var sum = 0.0
    for x in max(0, row + column - total)...min(row, column) {
      let here = log(x)
      if here <= seen + 1e-7 { sum += Elementary.exp(here) }
    }
    return min(sum, 1)
  }

  /// z of the Mann-Whitney rank sum of `sample` among both; negative if `sample` is smaller.
  ///
  /// z = (U - m n / 2) / sqrt(m n / 12 (N + 1 - sum of (t^3 - t) / (N (N - 1)))), t being the numbers of equal values (Mann and
  /// Whitney 1947, Ann Math Stat 18:50).
  package static func rankSum(_ sample: [Int], _ other: [Int]) -> Double {
    guard !sample.isEmpty, !other.isEmpty else { return 0 }
    let all = (sample.map { ($0, true) } + other.map { ($0, false) }).sorted { $0.0 < $1.0 }
    var rankOfSample = 0.0
    var ties = 0.0
    var start = 0
    while start < all.count {
      var end = start
      while end < all.count, all[end].0 == all[start].0 { end += 1 }
      let count = Double(end - start)
      ties += count * count * count - count
      let rank = Double(start + end + 1) / 2
      rankOfSample += rank * Double(all[start..<end].count { $0.1 })
      start = end
    }
    let m = Double(sample.count)
    let n = Double(other.count)
    let u = rankOfSample - m * (m + 1) / 2
    let size = m + n
    let variance = m * n / 12 * (size + 1 - ties / (size * max(size - 1, 1)))
    guard variance > 0 else { return 0 }
    return (u - m * n / 2) / variance.squareRoot()
  }
}
