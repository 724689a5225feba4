// One culture dish: collagen in medium and cell layer, secretion and synthesis, each with its error.

internal import Documents
import Numerics
internal import TypeICollagen

/// What a dish made and what left it.
package struct DishMeasurement: Sendable {
  /// The culture.
  package let dish: CultureDish
  /// The plate (or plates) it was measured on, joined by `+`.
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
  package let degradedShare: Double
  /// Flags of the dish and of its wells.
  package let flags: Set<QualityFlag>

  /// Medium plus cell layer plus what was degraded.
  package var total: Double { (medium + cellLayer) / (1 - degradedShare) }

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

  /// Joins cultures and plates.
  static func measure(
    _ cultures: [CultureDish], _ plates: [PlateEvaluation]
  ) -> (dishes: [DishMeasurement], warnings: [AssayWarning]) {
    var dishes: [DishMeasurement] = []
    var warnings: [AssayWarning] = []
    var used: Set<String> = []
    for culture in cultures {
      let (dish, isOnPlate) = measure(culture, plates)
      if isOnPlate { used.insert(culture.line + "\t" + String(culture.bioRep)) }
      if let dish {
        dishes.append(dish)
      } else if isOnPlate {
        warnings.append(
          AssayWarning(
            file: "", line: culture.fileLine,
            "dish \(culture.bioRep) of \(culture.line.quoted()): no usable well, or medium_ml / cell_layer_ml is missing"
          ))
      }
    }
    warnings += cultures.isEmpty ? withoutCultures(plates) : unlisted(plates, used: used)
    return (dishes, warnings)
  }

  /// One fraction of a dish: its amount, the error of ln amount, and what the parameters of each plate's curve do to it.
  private struct FractionAmount {
    var amount = Double.nan
    var error = Double.nan
    var gradients: [Int: [Double]] = [:]
    var batches: [String] = []
    var flags: Set<QualityFlag> = []
    var isOnPlate = false

    init(_ fraction: Fraction, _ culture: CultureDish, volume: Double?, _ plates: [PlateEvaluation]) {
      var logs: [Double] = []
      var errors: [Double] = []
      for (index, plate) in plates.enumerated() {
        let wells = plate.wells.filter {
          $0.well.cellLine == culture.line && ($0.well.bioRep ?? 1) == culture.bioRep && $0.well.fraction == fraction
            && $0.well.role == .unknown
        }
        guard !wells.isEmpty else { continue }
        isOnPlate = true
        for well in wells { flags.formUnion(well.flags.subtracting([.masked])) }
        for item in readings(wells, plate) {
          batches.append(item.name)
          logs.append(item.log)
          errors.append(item.error)
          let old = gradients[index] ?? [Double](repeating: 0, count: item.gradient.count)
          gradients[index] = zip(old, item.gradient).map { $0 + $1 }
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

  /// One dish, if any of its fractions has an amount, and whether any plate holds it.
  private static func measure(
    _ culture: CultureDish, _ plates: [PlateEvaluation]
  ) -> (dish: DishMeasurement?, isOnPlate: Bool) {
    let medium = FractionAmount(.medium, culture, volume: culture.mediumVolume, plates)
    let cells = FractionAmount(.cellLayer, culture, volume: culture.cellLayerVolume, plates)
    let isOnPlate = medium.isOnPlate || cells.isOnPlate
    guard medium.amount.isFinite || cells.amount.isFinite else { return (nil, isOnPlate) }
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
      for (index, plate) in plates.enumerated() {
        let m = medium.gradients[index]
        let c = cells.gradients[index]
        guard let size = (m ?? c)?.count else { continue }
        let zero = [Double](repeating: 0, count: size)
        total += plate.curve.variance(of: zip(m ?? zero, c ?? zero).map { a * $0 + b * $1 })
      }
      return total.squareRoot()
    }
    let share = medium.amount / (medium.amount + cells.amount)
    let dish = DishMeasurement(
      dish: culture, batch: batches.joined(separator: "+"), medium: medium.amount, cellLayer: cells.amount,
      mediumError: medium.error, cellLayerError: cells.error,
      sharedTotalError: share.isFinite ? shared(share, 1 - share) : .nan, sharedLogitError: shared(1, -1),
      degradedShare: degraded, flags: flags)
    return (dish, isOnPlate)
  }

  /// Said where plates name lines but no table of cultures is given.
  private static func withoutCultures(_ plates: [PlateEvaluation]) -> [AssayWarning] {
    let named = plates.first { $0.wells.contains { $0.well.role == .unknown && $0.well.cellLine != nil } }
    guard let named else { return [] }
    return [
      AssayWarning(
        file: named.record.file,
        "no cultures table: concentrations are given, but nothing per dish or line (it tells volumes, hours and roles)"
      )
    ]
  }

  /// Dishes on plates that are not in the table of cultures.
  private static func unlisted(_ plates: [PlateEvaluation], used: Set<String>) -> [AssayWarning] {
    var seen = used
    var warnings: [AssayWarning] = []
    for plate in plates {
      for well in plate.wells where well.well.role == .unknown {
        guard let line = well.well.cellLine else { continue }
        let dish = well.well.bioRep ?? 1
        guard seen.insert(line + "\t" + String(dish)).inserted else { continue }
        warnings.append(
          AssayWarning(
            file: plate.record.file, line: well.well.line,
            "line \(line.quoted()), dish \(dish) is on the plate but not in the cultures table"))
      }
    }
    return warnings
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
