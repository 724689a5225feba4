// How much the dishes of lines differ among themselves, and the lines whose dishes contradict each other.

import Numerics

/// The spread of a quantity between the dishes of a line, for all lines of a run.
///
/// The dishes of a line contradict each other where they differ by more than a factor that no two dishes of one experiment
/// do, or by a lesser one that is far beyond what the dishes of the other lines differ by: exceeded once in a thousand
/// lines, t(1 - 10^-3 / 6, f) sqrt(2) s, six for the pairs of four dishes, s and f from the other lines once the runs are
/// taken off.
struct DishScatter {
  private let most: Double
  private let least: Double
  private let dishes: [String: [(dish: DishMeasurement, value: Double, adjusted: Double)]]
  private let byLine: [String: (squares: Double, freedom: Double)]
  private let squares: Double
  private let freedom: Double

  /// - Parameters:
  ///   - most: the factor that is always too much.
  ///   - least: the factor below which nothing is said.
  init(
    _ all: [DishMeasurement], most: Double, least: Double, _ value: (DishMeasurement) -> Double
  ) {
    self.most = Elementary.log(most)
    self.least = Elementary.log(least)
    let known = all.map { (dish: $0, value: value($0)) }.filter(\.value.isFinite)
    let means = Dictionary(grouping: known, by: \.dish.dish.line).mapValues { $0.map(\.value).mean }
    func apart(_ item: (dish: DishMeasurement, value: Double)) -> Double {
      item.value - (means[item.dish.dish.line] ?? 0)
    }
    let runs = Dictionary(grouping: known, by: \.dish.run).mapValues { $0.map(apart).median }
    dishes = Dictionary(
      grouping: known.map { ($0.dish, $0.value, $0.value - (runs[$0.dish.run] ?? 0)) }, by: \.0.dish.line)
    byLine = dishes.mapValues { own in
      let values = own.map(\.adjusted)
      guard values.count > 1 else { return (0, 0) }
      let deviation = values.standardDeviation
      return (deviation * deviation * Double(values.count - 1), Double(values.count - 1))
    }
    squares = byLine.sorted { $0.key < $1.key }.map(\.value.squares).compensatedSum()
    freedom = byLine.values.reduce(0) { $0 + $1.freedom }
  }

  /// The dish of a line that lies farthest from its others, where they contradict each other.
  func odd(_ line: String) -> DishMeasurement? {
    guard let own = dishes[line], own.count > 1 else { return nil }
    func range(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
    let adjusted = own.map(\.adjusted)
    guard range(own.map(\.value)) > most || range(adjusted) > Swift.max(least, limit(line)) else { return nil }
    let middle = adjusted.median
    return own.max { Swift.abs($0.adjusted - middle) < Swift.abs($1.adjusted - middle) }?.dish
  }

  /// The range that the other lines allow; infinite where they have fewer than four degrees of freedom.
  private func limit(_ line: String) -> Double {
    let own = byLine[line] ?? (0, 0)
    let left = freedom - own.freedom
    guard left >= 4 else { return .infinity }
    let deviation = (Swift.max(0, squares - own.squares) / left).squareRoot()
    return Distribution.tTwoSided(1 - 1e-3 / 6, df: left) * 2.0.squareRoot() * deviation
  }
}
