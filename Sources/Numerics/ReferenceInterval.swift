// What normal lines look like: reference and prediction intervals by the number of lines.

/// The interval in which 95 % of control lines are expected.
package struct ReferenceInterval: Sendable {
  /// How it was made.
  package enum Method: String, Sendable, Codable {
    /// Ranks 0.025 (n + 1) and 0.975 (n + 1), from 120 lines.
    case nonparametric
    /// The biweight of CLSI EP28, from 20 lines.
    case robust
    /// A t prediction interval below 20 lines: not a reference interval.
    case prediction
  }
  /// Method.
  package let method: Method
  /// Lower end.
  package let low: Double
  /// Upper end.
  package let high: Double
  /// Number of lines.
  package let count: Int

  /// The interval of values; `nil` below two.
  package init?(_ values: [Double]) {
    count = values.count
    guard count >= 2, values.standardDeviation > 0 else { return nil }
    if count >= 120 {
      method = .nonparametric
      let sorted = values.sorted()
      func rank(_ r: Double) -> Double {
        let position = Swift.min(Swift.max(r, 1), Double(sorted.count)) - 1
        let k = Int(position.rounded(.down))
        return k + 1 < sorted.count ? sorted[k] + (position - Double(k)) * (sorted[k + 1] - sorted[k]) : sorted[k]
      }
      low = rank(0.025 * Double(count + 1))
      high = rank(0.975 * Double(count + 1))
    } else if count >= 20 {
      method = .robust
      let interval = Self.robust(values)
      low = interval.low
      high = interval.high
    } else {
      method = .prediction
      let half =
        Distribution.tTwoSided(0.95, df: Double(count - 1)) * values.standardDeviation
        * (Double(count + 1) / Double(count)).squareRoot()
      low = values.mean - half
      high = values.mean + half
    }
  }

  /// The robust interval of CLSI EP28 (Horn, Pesce and Copeland 1998): biweight centre with c = 3.7, spread with c = 205.6
  /// for the population and c = 3.7 for the centre, half width t(n - 1) sqrt(S_T^2 + s_bi^2).
  package static func robust(_ values: [Double]) -> (low: Double, high: Double) {
    let n = Double(values.count)
    let median = values.median
    let mad = values.map { Swift.abs($0 - median) }.median / 0.6745
    func spread(_ c: Double, _ centre: Double, _ scale: Double) -> Double {
      var top = 0.0
      var bottom = 0.0
      for x in values {
        let u = (x - centre) / (c * scale)
        guard Swift.abs(u) < 1 else { continue }
        let w = 1 - u * u
        top += (x - centre) * (x - centre) * w * w * w * w
        bottom += w * (1 - 5 * u * u)
      }
      return (n * top / (bottom * Swift.max(1, bottom - 1))).squareRoot()
    }
    var centre = median
    for _ in 0..<500 {
      var top = 0.0
      var bottom = 0.0
      for x in values {
        let u = (x - centre) / (3.7 * mad)
        guard Swift.abs(u) < 1 else { continue }
        let w = (1 - u * u) * (1 - u * u)
        top += w * x
        bottom += w
      }
      let next = top / bottom
      let moved = Swift.abs(next - centre)
      centre = next
      if moved < 1e-12 * (1 + Swift.abs(centre)) { break }
    }
    let population = spread(205.6, median, mad)
    let own = spread(3.7, median, mad)
    let ofCentre = spread(3.7, centre, own) / n.squareRoot()
    let half = Distribution.tTwoSided(0.95, df: n - 1) * (population * population + ofCentre * ofCentre).squareRoot()
    return (centre - half, centre + half)
  }
}
