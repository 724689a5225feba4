// One culture dish: collagen in medium and cell layer, secretion and synthesis, each with its error.

internal import Documents
import Numerics
internal import TypeICollagen

/// What a dish made and what left it.
package struct DishMeasurement: Sendable {
  /// The culture.
  package let dish: CultureDish
  /// The plate (or plates) it was measured on, joined by `+`; empty where amounts were given.
  package let batch: String
  /// Collagen (as the analyte) in the medium of the whole dish, in the unit of the curve times mL; NaN if not measured.
  package let medium: Double
  /// In the cell layer of the whole dish.
  package let cellLayer: Double
  /// Relative standard error of `medium` from the assay.
  package let mediumError: Double
  /// Relative standard error of `cellLayer`.
  package let cellLayerError: Double
  /// The curve's part of the relative error of `total`: shared by all dishes of a plate, so it does not average out.
  package let sharedTotalError: Double
  /// The curve's part of the error of `logitSecretion`.
  package let sharedLogitError: Double
  /// Degraded, as a share of the total made, from dialysable hydroxyproline; 0 if not measured.
  package internal(set) var degradedFraction = 0.0
  /// Flags of the dish and of its wells.
  package let flags: Set<QualityFlag>

  /// Whether the culture itself was unsound.
  var failsCulture: Bool { !dish.flags.isDisjoint(with: [.notConfluent, .noAscorbate]) }

  /// Medium plus cell layer plus what was degraded.
  package var total: Double { (medium + cellLayer) / (1 - degradedFraction) }

  /// 100 M / (M + C).
  package var secretionPercent: Double { 100 * medium / (medium + cellLayer) }

  /// ln(M / C).
  package var logitSecretion: Double { Elementary.log(medium / cellLayer) }

  /// The standard error of `logitSecretion` from the assay: sqrt(CV_M^2 + CV_C^2).
  package var logitError: Double { (mediumError * mediumError + cellLayerError * cellLayerError).squareRoot() }

  /// The relative standard error of `total` from the assay.
  package var totalError: Double {
    let a = medium * mediumError
    let b = cellLayer * cellLayerError
    return (a * a + b * b).squareRoot() / (medium + cellLayer)
  }

  /// What synthesis is divided by.
  package enum Normalizer: String, Sendable, CaseIterable {
    /// ug of DNA.
    case dna = "ug DNA"
    /// ug of protein.
    case protein = "ug protein"
    /// 100,000 cells.
    case cells = "1e5 cells"
    /// Nothing: the whole dish.
    case dish = "dish"
  }

  /// What it shares with other dishes: the plates, and the run of cultures where the table names it.
  var run: String { dish.batch.isEmpty ? batch : batch + "/" + dish.batch }

  /// The amount of a normaliser, or `nil`.
  func amount(_ normalizer: Normalizer) -> Double? {
    switch normalizer {
    case .dna: dish.dna
    case .protein: dish.protein
    case .cells: dish.cells
    case .dish: 1
    }
  }

  /// Total per normaliser and hour; NaN without one of them.
  package func synthesis(_ normalizer: Normalizer) -> Double {
    guard let amount = amount(normalizer), let hours = dish.hours else { return .nan }
    return total / amount / hours
  }

  /// Collagen in the medium per normaliser and hour; NaN without one of them.
  func secreted(_ normalizer: Normalizer) -> Double {
    guard let amount = amount(normalizer), let hours = dish.hours else { return .nan }
    return medium / amount / hours
  }

  /// Joins cultures and plates.
  ///
  /// - Throws: where dishes of two batches have one number and the wells do not say which they are of; where plates of
  ///   units that cannot be converted would be put together.
  static func measure(
    _ cultures: [CultureDish], _ plates: [PlateEvaluation]
  ) throws(InputFaults) -> (dishes: [DishMeasurement], unit: String, warnings: [AssayWarning]) {
    var warnings: [AssayWarning] = []
    let wells = try DishWells(cultures, plates, &warnings)
    var dishes: [DishMeasurement] = []
    var missing: [CultureDish] = []
    for culture in cultures {
      let own = wells.of(culture)
      if let dish = measure(culture, own, plates) {
        dishes.append(dish)
      } else if own.isEmpty {
        missing.append(culture)
      } else {
        warnings.append(
          AssayWarning(
            file: culture.file, line: culture.fileLine,
            "\(culture.words): no usable well, or medium_ml / cell_layer_ml is missing"))
      }
    }
    if let first = missing.first, wells.namesLines {
      let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
      warnings.append(
        AssayWarning(
          file: first.file, line: first.fileLine,
          "\(first.words)\(more): in the cultures but on no plate, so nothing is measured of it"))
    }
    let unit = wells.unit.lowercased().hasSuffix("/ml") ? String(wells.unit.dropLast(3)) : wells.unit + "*mL"
    return (dishes, wells.unit.isEmpty ? "" : unit, warnings)
  }

  /// One fraction of a dish: its amount, the error of ln amount, and what the parameters of each plate's curve do to it.
  private struct FractionAmount {
    var amount = Double.nan
    var error = Double.nan
    var gradients: [Int: [Double]] = [:]
    var batches: [String] = []
    var flags: Set<QualityFlag> = []

    init(_ fraction: Fraction, volume: Double?, _ own: [DishWells.Group], _ plates: [PlateEvaluation]) {
      var logs: [Double] = []
      var errors: [Double] = []
      for group in own {
        let wells = group.wells.filter { $0.well.fraction == fraction }
        guard !wells.isEmpty else { continue }
        for well in wells { flags.formUnion(well.flags.subtracting([.masked])) }
        for item in readings(wells, plates[group.plate]) {
          batches.append(item.name)
          logs.append(item.log + group.logFactor)
          errors.append(item.error)
          let old = gradients[group.plate] ?? [Double](repeating: 0, count: item.gradient.count)
          gradients[group.plate] = zip(old, item.gradient).map { $0 + $1 }
        }
      }
      guard !logs.isEmpty, let volume else {
        gradients = [:]
        return
      }
      let count = Double(logs.count)
      amount = Elementary.exp(logs.mean) * volume
      error = errors.map { $0 * $0 }.compensatedSum().squareRoot() / count
      gradients = gradients.mapValues { $0.map { $0 / count } }
    }
  }

  /// One dish, if any of its fractions has an amount.
  private static func measure(
    _ culture: CultureDish, _ own: [DishWells.Group], _ plates: [PlateEvaluation]
  ) -> DishMeasurement? {
    let medium = FractionAmount(.medium, volume: culture.mediumVolume, own, plates)
    let cells = FractionAmount(.cellLayer, volume: culture.cellLayerVolume, own, plates)
    guard medium.amount.isFinite || cells.amount.isFinite else { return nil }
    var flags = culture.flags.union(medium.flags).union(cells.flags)
    if !medium.amount.isFinite || !cells.amount.isFinite { flags.insert(.fractionMissing) }
    var batches: [String] = []
    for name in medium.batches + cells.batches where !batches.contains(name) { batches.append(name) }
    var degraded = 0.0
    if let part = culture.hydroxyprolineDialysable, let whole = culture.hydroxyprolineTotal, whole > part {
      degraded = part / whole
    }
    /// The curves' part of the variance of a ln m + b ln c.
    func shared(_ a: Double, _ b: Double) -> Double {
      var total = 0.0
      for index in Set(own.map(\.plate)).sorted() {
        let m = medium.gradients[index]
        let c = cells.gradients[index]
        guard let size = (m ?? c)?.count else { continue }
        let zero = [Double](repeating: 0, count: size)
        total += plates[index].curve.variance(of: zip(m ?? zero, c ?? zero).map { a * $0 + b * $1 })
      }
      return total.squareRoot()
    }
    let share = medium.amount / (medium.amount + cells.amount)
    return DishMeasurement(
      dish: culture, batch: batches.joined(separator: "+"), medium: medium.amount, cellLayer: cells.amount,
      mediumError: medium.error, cellLayerError: cells.error,
      sharedTotalError: share.isFinite ? shared(share, 1 - share) : .nan, sharedLogitError: shared(1, -1),
      degradedFraction: degraded, flags: flags)
  }

  /// ln concentration in the undiluted sample and its error, one for each plate and dilution.
  private static func readings(_ wells: [WellResult], _ plate: PlateEvaluation) -> [(
    name: String, log: Double, error: Double, gradient: [Double]
  )] {
    let keys = Set(wells.map { $0.well.plate }).sorted()
    var result: [(name: String, log: Double, error: Double, gradient: [Double])] = []
    for key in keys {
      let own = wells.filter { $0.well.plate == key && $0.isUsable && ($0.reading?.concentration ?? 0) > 0 }
      for dilution in Set(own.map(\.well.dilution)).sorted() {
        let group = own.filter { $0.well.dilution == dilution }
        let signals = group.compactMap { $0.signal.number }
        let concentrations = group.compactMap { $0.reading?.concentration }
        guard !concentrations.isEmpty else { continue }
        let error = plate.curve.read(signal: signals.mean, replicates: signals.count).relativeError
        let log = concentrations.map { Elementary.log($0) }.mean + Elementary.log(dilution)
        let gradient = plate.curve.logGradient(at: Elementary.exp(concentrations.map { Elementary.log($0) }.mean))
        result.append((key, log, error.isFinite ? error : 0.2, gradient))
      }
    }
    return result
  }
}
