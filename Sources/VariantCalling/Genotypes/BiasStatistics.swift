// Statistics behind the filters for changes that sit on one strand or at the ends of reads only.

/// Exact and rank tests on small tables.
enum BiasStatistics {
  /// Two-sided p of Fisher's exact test for the table [[a, b], [c, d]] (Fisher 1922, J R Stat Soc 85:87).
  static func fisher(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double {
    let row = a + b
    let column = a + c
    let total = a + b + c + d
    guard row > 0, column > 0, row < total, column < total else { return 1 }
    func log(_ x: Int) -> Double {
      Logarithm.factorial(row) + Logarithm.factorial(total - row) + Logarithm.factorial(column)
        + Logarithm.factorial(total - column) - Logarithm.factorial(total) - Logarithm.factorial(x)
        - Logarithm.factorial(row - x) - Logarithm.factorial(column - x) - Logarithm.factorial(total - row - column + x)
    }
    let seen = log(a)
    var sum = 0.0
    for x in max(0, row + column - total)...min(row, column) where log(x) <= seen + 1e-7 {
      sum += Logarithm.exponential(log(x))
    }
    return min(sum, 1)
  }

  /// z score of the Mann-Whitney rank sum of `sample` among both (ties corrected); negative if `sample` is smaller.
  static func rankSum(_ sample: [Int], _ other: [Int]) -> Double {
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
