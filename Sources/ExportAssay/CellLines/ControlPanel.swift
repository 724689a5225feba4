// The control lines of a quantity: fitted once, and every line compared with them.

import Numerics
internal import TypeICollagen

/// A quantity of all dishes, with the control lines as the panel that every line is compared with.
///
/// The cell line is the unit. With one batch this is Crawford and Howell's test on line means; with several, or where a line has
/// fewer dishes than the controls, it is the mixed model of ``LineModel``, fitted once for all lines. Beyond twelve control
/// lines a control line is compared with the others at the variances of all.
struct ControlPanel {
  private let values: [DishValue]
  private let byLine: [String: [DishValue]]
  /// The control lines in the order of their names.
  let controls: [String]
  private let means: [String: Double]
  /// The sums of the control lines' means and of their dishes.
  private let controlSums: (means: Double, dishes: Double)
  private let batchCount: Int
  private let drawsBatches: Bool?
  private let isWithinBatches: Bool
  private let model: LineModel?
  private let drawn: LineModel?
  /// The variance of dishes within lines and batches, with its degrees of freedom.
  let within: (variance: Double, freedom: Double)

  /// - Parameters:
  ///   - drawsBatches: whether batches are drawn from a population, as runs are; `nil` for the model's own rule.
  ///   - isWithinBatches: whether values of two batches say nothing of each other, as those of two gels.
  init(_ values: [DishValue], drawsBatches: Bool? = nil, isWithinBatches: Bool = false) {
    self.drawsBatches = drawsBatches
    self.isWithinBatches = isWithinBatches
    self.values = values
    byLine = Dictionary(grouping: values, by: \.line)
    controls = Set(values.filter { $0.role == .control }.map(\.line)).sorted()
    means = byLine.mapValues { $0.map(\.value).mean }
    let own = controls.map { [means, byLine] line in (mean: means[line] ?? 0, dishes: Double(byLine[line]?.count ?? 0))
    }
    controlSums = (own.map(\.mean).compensatedSum(), own.map(\.dishes).compensatedSum())
    batchCount = Set(values.map(\.batch)).count
    let names = Set(controls)
    model = LineModel(values, controls: names, drawsBatches: drawsBatches)
    drawn =
      batchCount < 2
      ? nil : model?.drawsBatches == true ? model : LineModel(values, controls: names, drawsBatches: true)
    var squares = 0.0
    var freedom = 0
    for (_, own) in byLine {
      for (_, dishes) in Dictionary(grouping: own, by: \.batch) where dishes.count > 1 {
        let deviation = dishes.map(\.value).standardDeviation
        squares += deviation * deviation * Double(dishes.count - 1)
        freedom += dishes.count - 1
      }
    }
    within = (freedom > 0 ? squares / Double(freedom) : .nan, Double(freedom))
  }

  /// Whether another panel of these values would be the same.
  func isPanel(of values: [DishValue], _ drawsBatches: Bool?) -> Bool {
    self.drawsBatches == drawsBatches && self.values == values
  }

  /// The dishes of a line.
  func dishes(_ line: String) -> [DishValue] { byLine[line] ?? [] }

  /// The variance of the dishes of one line within batches.
  func spread(_ line: String) -> DishSpread {
    var squares = 0.0
    var freedom = 0
    for (_, dishes) in Dictionary(grouping: dishes(line), by: \.batch) where dishes.count > 1 {
      let deviation = dishes.map(\.value).standardDeviation
      squares += deviation * deviation * Double(dishes.count - 1)
      freedom += dishes.count - 1
    }
    return DishSpread(own: freedom > 0 ? (squares / Double(freedom), Double(freedom)) : nil, pooled: within)
  }

  /// Control lines that lie outside the others.
  var outliers: Set<String> {
    Set(OutlierTests.controlLines(controls.map { means[$0] ?? .nan }).map { controls[$0] })
  }

  /// One line against the control lines, itself left out if it is one; `nil` below two other control lines.
  func compare(_ line: String) -> ControlComparison? {
    guard let own = byLine[line] else { return nil }
    let isControl = own[0].role == .control
    let otherCount = controls.count - (isControl ? 1 : 0)
    guard otherCount >= 2 else { return nil }
    let ownCount = own.count
    let dishes = (controlSums.dishes - (isControl ? Double(ownCount) : 0)) / Double(otherCount)
    if batchCount > 1 || Double(ownCount) < dishes, let found = mixed(line, dishes) { return found }
    if isWithinBatches, batchCount > 1 { return nil }
    let others = controls.filter { $0 != line }
    let single = others.compactMap { means[$0] }
    guard let test = SingleCase(own.map(\.value).mean, controls: single) else { return nil }
    let count = Double(others.count)
    let spread = test.deviation * test.deviation
    // The line itself varies by its dishes, the panel by its lines.
    let dishSpread = self.spread(line)
    let parts =
      dishSpread.variance.isFinite
      ? VarianceSum([(dishSpread.variance / Double(ownCount), dishSpread.freedom), (spread / count, count - 1)])
      : VarianceSum([(spread * (1 + 1 / count), count - 1)])
    let deviation = within.variance.squareRoot()
    return ControlComparison(
      method: .crawfordHowell, difference: test.value - test.mean, controlMean: test.mean,
      lineDeviation: test.deviation,
      controlCount: others.count, t: test.t, degreesOfFreedom: Double(test.degreesOfFreedom),
      standardError: test.deviation * ((count + 1) / count).squareRoot(), ownError: parts.variance.squareRoot(),
      ownFreedom: parts.freedom, dishDeviation: deviation,
      dishes: (Double(ownCount), dishes))
  }

  /// - Parameter dishes: how many dishes the other control lines have in the mean.
  private func mixed(_ line: String, _ dishes: Double) -> ControlComparison? {
    let isControl = byLine[line]?.first?.role == .control
    let count = controls.count - (isControl ? 1 : 0)
    let fit =
      controls.count <= 12 && isControl
      ? LineModel(values, controls: Set(controls).subtracting([line]), drawsBatches: drawsBatches) : model
    let ownMean = isControl ? means[line] ?? 0 : 0
    guard let fit, let found = fit.contrast(line), found.variance > 0, found.variance.isFinite else { return nil }
    let error = found.variance.squareRoot()
    return ControlComparison(
      method: .mixedModel, difference: found.difference, controlMean: (controlSums.means - ownMean) / Double(count),
      lineDeviation: fit.variances.line.squareRoot(), controlCount: count, t: found.difference / error,
      degreesOfFreedom: Swift.min(Double(count - 1), found.freedom), standardError: error,
      ownError: found.ownVariance.squareRoot(), ownFreedom: found.ownFreedom,
      dishDeviation: fit.variances.error.squareRoot(),
      dishes: (Double(byLine[line]?.count ?? 1), dishes))
  }

  /// The standard error of a line's mean around its true value, what plates and batches add included, with its degrees of
  /// freedom; `nil` where the dishes are of one batch: what that batch is off by cannot be seen in it.
  func meanError(_ line: String) -> (error: Double, freedom: Double)? {
    drawn?.meanVariance(line).map { ($0.variance.squareRoot(), $0.freedom) }
  }
}

extension ControlComparison {
  /// Compares one line with the control lines (itself left out if it is one); see ``ControlPanel``.
  package static func compare(_ line: String, _ values: [DishValue]) -> ControlComparison? {
    ControlPanel(values).compare(line)
  }
}
