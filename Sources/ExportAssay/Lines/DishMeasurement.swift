// One culture dish: collagen in medium and cell layer, export and synthesis, each with its error.

/// What a dish made and what left it.
public struct DishMeasurement: Sendable {
  /// The culture.
  public let dish: CultureDish
  /// The plate (or plates) it was measured on, joined by `+`.
  public let batch: String
  /// Collagen (as the analyte) in the medium of the whole dish, in the unit of the curve times mL; NaN if not measured.
  public let medium: Double
  /// In the cell layer of the whole dish.
  public let cellLayer: Double
  /// Relative standard error of `medium` from the assay.
  public let mediumError: Double
  /// Relative standard error of `cellLayer`.
  public let cellLayerError: Double
  /// Degraded, as a share of the total made, from dialysable hydroxyproline; 0 if not measured.
  public let degradedShare: Double
  /// Flags of the dish and of its wells.
  public let flags: Set<QualityFlag>

  /// Medium plus cell layer plus what was degraded.
  public var total: Double { (medium + cellLayer) / (1 - degradedShare) }

  /// 100 M / (M + C).
  public var exportPercent: Double { 100 * medium / (medium + cellLayer) }

  /// ln(M / C).
  public var logitExport: Double { Elementary.log(medium / cellLayer) }

  /// The standard error of `logitExport` from the assay: sqrt(CV_M^2 + CV_C^2).
  public var logitError: Double { (mediumError * mediumError + cellLayerError * cellLayerError).squareRoot() }

  /// The relative standard error of `total` from the assay.
  public var totalError: Double {
    let a = medium * mediumError
    let b = cellLayer * cellLayerError
    return (a * a + b * b).squareRoot() / (medium + cellLayer)
  }

  /// What synthesis is divided by.
  public enum Normalizer: String, Sendable, CaseIterable {
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
  public func synthesis(_ normalizer: Normalizer) -> Double {
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
      var flags = culture.flags
      var batches: [String] = []
      func fraction(_ fraction: Fraction, _ volume: Double?) -> (amount: Double, error: Double) {
        var logs: [Double] = []
        var errors: [Double] = []
        for plate in plates {
          let wells = plate.wells.filter {
            $0.well.cellLine == culture.line && ($0.well.bioRep ?? 1) == culture.bioRep && $0.well.fraction == fraction
              && $0.well.role == .unknown
          }
          guard !wells.isEmpty else { continue }
          used.insert(culture.line + "\t" + String(culture.bioRep))
          for well in wells { flags.formUnion(well.flags.subtracting([.masked])) }
          for (name, log, error) in readings(wells, plate) {
            if !batches.contains(name) { batches.append(name) }
            logs.append(log)
            errors.append(error)
          }
        }
        guard !logs.isEmpty, let volume else { return (.nan, .nan) }
        let squares = errors.map { $0 * $0 }.compensatedSum()
        return (Elementary.exp(logs.mean) * volume, squares.squareRoot() / Double(errors.count))
      }
      let medium = fraction(.medium, culture.mediumVolume)
      let cells = fraction(.cellLayer, culture.cellLayerVolume)
      guard medium.amount.isFinite || cells.amount.isFinite else {
        if used.contains(culture.line + "\t" + String(culture.bioRep)) {
          warnings.append(
            AssayWarning(
              file: "", line: culture.fileLine,
              "dish \(culture.bioRep) of \(quoted(culture.line)): no usable well, or medium_ml / cell_layer_ml is missing"
            ))
        }
        continue
      }
      if !medium.amount.isFinite || !cells.amount.isFinite { flags.insert(.fractionMissing) }
      var degraded = 0.0
      if let part = culture.hydroxyprolineDialysable, let whole = culture.hydroxyprolineTotal, whole > part {
        degraded = part / whole
      }
      dishes.append(
        DishMeasurement(
          dish: culture, batch: batches.joined(separator: "+"), medium: medium.amount, cellLayer: cells.amount,
          mediumError: medium.error, cellLayerError: cells.error, degradedShare: degraded, flags: flags))
    }
    for plate in plates {
      for well in plate.wells where well.well.role == .unknown {
        guard let line = well.well.cellLine else { continue }
        let key = line + "\t" + String(well.well.bioRep ?? 1)
        if !used.contains(key), used.insert(key).inserted {
          warnings.append(
            AssayWarning(
              file: plate.record.file, line: well.well.line,
              "line \(quoted(line)), dish \(well.well.bioRep ?? 1) is on the plate but not in the cultures table"))
        }
      }
    }
    return (dishes, warnings)
  }

  /// ln concentration in the undiluted sample and its error, one for each plate and dilution.
  private static func readings(_ wells: [WellResult], _ plate: PlateEvaluation) -> [(
    name: String, log: Double, error: Double
  )] {
    let keys = Set(wells.map { $0.well.plate }).sorted()
    var result: [(name: String, log: Double, error: Double)] = []
    for key in keys {
      let own = wells.filter { $0.well.plate == key && $0.isUsable && ($0.reading?.concentration ?? 0) > 0 }
      for dilution in Set(own.map(\.well.dilution)).sorted() {
        let group = own.filter { $0.well.dilution == dilution }
        let signals = group.compactMap { $0.signal.number }
        let concentrations = group.compactMap { $0.reading?.concentration }
        guard !concentrations.isEmpty else { continue }
        let error = plate.curve.read(signal: signals.mean, replicates: signals.count).relativeError
        let log = concentrations.map { Elementary.log($0) }.mean + Elementary.log(dilution)
        result.append((key, log, error.isFinite ? error : 0.2))
      }
    }
    return result
  }
}
