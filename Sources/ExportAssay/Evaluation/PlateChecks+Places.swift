// Does a well's place on the plate matter? Rim against inside, trends over columns and rows.

internal import Documents
import Numerics
internal import TypeICollagen

extension PlateChecks {
  /// The p value of a place: with three of them on every plate and several plates, one in a hundred right runs would be
  /// flagged at 0.01 alone.
  private static let levelOfPlaces = 0.002

  /// A replicate with its place and the log of its concentration.
  private struct Placed {
    let position: WellPosition
    let log: Double
  }

  /// Replicates of a sample should not care where they stand.
  ///
  /// Within each group of replicates the log concentration is regressed on the place, both centred in their group (the
  /// least-squares estimate with an effect of its own for every group): groups whose wells all stand alike tell nothing
  /// and do not dilute the figure. N - groups - 1 degrees of freedom.
  static func places(_ wells: [WellResult], _ checks: inout [PlateCheck], _ flags: inout Set<QualityFlag>) {
    var members: [Cluster: [Placed]] = [:]
    for item in wells where item.isUsable && item.well.role != .standard && item.well.role != .blank {
      guard let x = item.reading?.concentration, x > 0 else { continue }
      members[cluster(item.well), default: []].append(Placed(position: item.well.position, log: Elementary.log(x)))
    }
    let groups = members.keys.sorted().compactMap { members[$0] }.filter { $0.count > 1 }
    let size = plateSize(wells)
    let rim = slope(groups) { p in
      p.row == 0 || p.column == 0 || p.row == size.rows - 1 || p.column == size.columns - 1 ? 1 : 0
    }
    if let rim, rim.count >= 8 {
      let check = check(rim, kind: .edge, span: 1, "wells at the rim against the inside")
      if !check.passes { flags.insert(.edgeEffect) }
      checks.append(check)
    }
    for (words, span, place) in [
      ("trend from the first to the last column", size.columns - 1, { (p: WellPosition) in Double(p.column) }),
      ("trend from the first to the last row", size.rows - 1, { (p: WellPosition) in Double(p.row) }),
    ] {
      guard let trend = slope(groups, place), trend.count >= 8 else { continue }
      let check = check(trend, kind: .drift, span: Double(span), words)
      if !check.passes { flags.insert(.plateDrift) }
      checks.append(check)
    }
  }

  /// The plate that holds all wells: 96, 384 or 1536.
  private static func plateSize(_ wells: [WellResult]) -> (rows: Int, columns: Int) {
    let rows = (wells.map(\.well.position.row).max() ?? 0) + 1
    let columns = (wells.map(\.well.position.column).max() ?? 0) + 1
    if rows <= 8, columns <= 12 { return (8, 12) }
    return rows <= 16 && columns <= 24 ? (16, 24) : (32, 48)
  }

  /// The common slope of the groups, its standard error, and the wells of the groups that tell about it.
  private static func slope(
    _ groups: [[Placed]], _ place: (WellPosition) -> Double
  ) -> (value: Double, error: Double, freedom: Int, count: Int)? {
    var xx = 0.0
    var xy = 0.0
    var yy = 0.0
    var count = 0
    var informative = 0
    for group in groups {
      let x = group.map { place($0.position) }
      let y = group.map(\.log)
      let (a, b) = (x.mean, y.mean)
      let own = x.map { ($0 - a) * ($0 - a) }.compensatedSum()
      if own > 1e-12 { informative += group.count }
      xx += own
      xy += zip(x, y).map { ($0 - a) * ($1 - b) }.compensatedSum()
      yy += y.map { ($0 - b) * ($0 - b) }.compensatedSum()
      count += group.count
    }
    let freedom = count - groups.count - 1
    guard xx > 0, freedom > 0 else { return nil }
    let value = xy / xx
    let variance = Swift.max(0, yy - value * xy) / Double(freedom)
    return (value, (variance / xx).squareRoot(), freedom, informative)
  }

  private static func check(
    _ slope: (value: Double, error: Double, freedom: Int, count: Int), kind: PlateCheckKind, span: Double,
    _ words: String
  ) -> PlateCheck {
    let df = Double(slope.freedom)
    let p =
      slope.error > 0
      ? 2 * Distribution.tUpper(Swift.abs(slope.value) / slope.error, df: df) : (slope.value == 0 ? 1 : 0)
    let half = Distribution.tTwoSided(0.95, df: df) * slope.error
    func percent(_ x: Double) -> Double { 100 * Elementary.expm1(x * span) }
    let value = percent(slope.value)
    let interval = (low: percent(slope.value - half), high: percent(slope.value + half))
    let low = NumberText.significant(interval.low, 3)
    let high = NumberText.significant(interval.high, 3)
    return PlateCheck(
      kind: kind, subject: "plate", value: value, interval: half.isFinite ? interval : nil, count: slope.count,
      passes: p > levelOfPlaces || kind.allowed.contains(value),
      detail:
        "\(words), replicates of the same samples, % (95 % interval \(low) to \(high), p = \(NumberText.significant(p, 2)))"
    )
  }
}
