// One culture dish: collagen in medium and cell layer, secretion and synthesis, each with its error.

internal import Documents
import Numerics
internal import TypeICollagen

/// The dishes of a run.
struct MeasuredDishes {
  /// The dishes that have an amount in medium or cell layer.
  let dishes: [DishMeasurement]
  /// The unit of their collagen; empty where it is not said.
  let unit: String
  /// What was measured and how: `plate of PICP`, `band_volume of 14C-Pro`, `dpm`; empty where nothing was.
  let measure: String
  /// What is odd.
  var warnings: [AssayWarning]
}

/// What a dish made and what left it.
package struct DishMeasurement: Sendable {
  /// The culture.
  package let dish: CultureDish
  /// The plate (or plates) it was measured on, joined by `+`; empty where amounts were given.
  package let batch: String
  /// Collagen (as the analyte) in the medium of the whole dish, in the unit of the curve times mL; NaN if not measured. Where
  /// it is below what can be quantified, the most that it can be.
  package let medium: Double
  /// In the cell layer of the whole dish, likewise.
  package let cellLayer: Double
  /// What stands in `medium` is the limit of quantification: the dish held that much or less.
  package internal(set) var isMediumBelow = false
  /// The same of `cellLayer`.
  package internal(set) var isCellLayerBelow = false
  /// Relative standard error of `medium` from the assay.
  package let mediumError: Double
  /// Relative standard error of `cellLayer`.
  package let cellLayerError: Double
  /// The curve's part of the relative error of `total`: shared by all dishes of a plate, so it does not average out.
  package let sharedTotalError: Double
  /// The curve's part of the error of `logitSecretion`.
  package let sharedLogitError: Double
  /// The plates on which one fraction of the dish was measured, where these are several.
  package internal(set) var repeatedOn: [String] = []
  /// Whether its amounts can be compared on its own gel and exposure (`batch`) alone, as those of bands can.
  package internal(set) var isOfGel = false
  /// Degraded, as a fraction of the total made, from dialysable hydroxyproline; 0 if not measured.
  package internal(set) var degradedFraction = 0.0
  /// Flags of the dish and of its wells.
  package let flags: Set<QualityFlag>

  /// Whether the culture itself was unsound.
  var failsCulture: Bool { !dish.flags.isDisjoint(with: [.notConfluent, .noAscorbate]) }

  /// Medium plus cell layer plus what was degraded.
  package var total: Double { (medium + cellLayer) / (1 - degradedFraction) }

  /// 100 M / (M + C); see ``secretionBound``.
  package var secretionPercent: Double { secretionBound == .none ? .nan : 100 * medium / (medium + cellLayer) }

  /// ln(M / C); see ``secretionBound``.
  package var logitSecretion: Double { secretionBound == .none ? .nan : Elementary.log(medium / cellLayer) }

  /// What the figures of secretion say: where the medium is below the limit of quantification no more than that was
  /// secreted, where the cell layer is no less; where both are, nothing is known.
  package var secretionBound: FigureBound {
    switch (isMediumBelow, isCellLayerBelow) {
    case (false, false): .exact
    case (true, false): .atMost
    case (false, true): .atLeast
    case (true, true): .none
    }
  }

  /// Whether more than a tenth of the total may not be there: it is a limit of quantification.
  var isTotalBound: Bool {
    let limits = (isMediumBelow ? medium : 0) + (isCellLayerBelow ? cellLayer : 0)
    return limits > 0.1 * (medium + cellLayer)
  }

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
  ) throws(InputFaults) -> MeasuredDishes {
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
    if let first = missing.first, wells.measuresTypeOne {
      let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
      warnings.append(
        AssayWarning(
          file: first.file, line: first.fileLine,
          "\(first.words)\(more): in the cultures but on no plate, so nothing is measured of it"))
    }
    let unlabelled = plates.first { plate in plate.wells.contains { $0.well.role == .unknown } }
    if let plate = unlabelled, !cultures.isEmpty, !wells.namesLines {
      warnings.append(
        AssayWarning(
          file: plate.record.file, line: plate.record.wells.first?.line,
          "no well names a cell line of the cultures, so nothing is measured of them: fill the column line_id, or describe the wells with --map"
        ))
    }
    let unit = wells.unit.lowercased().hasSuffix("/ml") ? String(wells.unit.dropLast(3)) : wells.unit + "*mL"
    return MeasuredDishes(
      dishes: dishes, unit: wells.unit.isEmpty ? "" : unit,
      measure: wells.measuresTypeOne ? "plate" + (wells.analyte.isEmpty ? "" : " of " + wells.analyte) : "",
      warnings: warnings)
  }

  /// One fraction of a dish: its amount, the error of ln amount, and what the parameters of each plate's curve do to it.
  private struct FractionAmount {
    var amount = Double.nan
    var error = Double.nan
    var gradients: [Int: [Double]] = [:]
    var batches: [String] = []
    var flags: Set<QualityFlag> = []
    var isBelow = false
    /// The plates whose wells of the fraction count.
    var plates: [String] = []

    init(_ fraction: Fraction, volume: Double?, _ own: [DishWells.Group], _ plates: [PlateEvaluation]) {
      var logs: [Double] = []
      var errors: [Double] = []
      for group in own {
        let wells = group.wells.filter { $0.well.fraction == fraction }
        guard !wells.isEmpty else { continue }
        for well in wells { flags.formUnion(well.flags.subtracting([.masked])) }
        for well in wells.map(\.well) where well.isIncluded && !self.plates.contains(well.plate) {
          self.plates.append(well.plate)
        }
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
        if logs.isEmpty, let volume { bound(fraction, volume, own, plates) }
        return
      }
      let count = Double(logs.count)
      amount = Elementary.exp(logs.mean) * volume
      error = errors.map { $0 * $0 }.compensatedSum().squareRoot() / count
      gradients = gradients.mapValues { $0.map { $0 / count } }
    }

    /// The most that a fraction can hold all of whose wells that count read below the limit of quantification: the lowest of
    /// these limits, each times its dilution.
    private mutating func bound(
      _ fraction: Fraction, _ volume: Double, _ own: [DishWells.Group], _ plates: [PlateEvaluation]
    ) {
      var limits: [Double] = []
      for group in own {
        let wells = group.wells.filter {
          $0.well.fraction == fraction && $0.well.isIncluded && $0.signal.number != nil
        }
        let lower = plates[group.plate].limits.lower
        guard lower.isFinite, lower > 0 else { continue }
        for well in wells {
          guard well.flags.contains(.belowLLOQ), well.flags.isDisjoint(with: [.masked, .saturated, .aboveULOQ, .hook])
          else { return }
          limits.append(lower * well.well.dilution * Elementary.exp(group.logFactor))
          if batches.last != well.well.plate { batches.append(well.well.plate) }
        }
      }
      guard let least = limits.min() else { return }
      (amount, error, isBelow) = (least * volume, 0, true)
      flags.insert(fraction == .medium ? .mediumBelowLimit : .cellLayerBelowLimit)
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
    let repeated = [medium.plates, cells.plates].first { $0.count > 1 } ?? []
    if !repeated.isEmpty { flags.insert(.severalPlates) }
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
    let secreted = medium.amount / (medium.amount + cells.amount)
    var dish = DishMeasurement(
      dish: culture, batch: batches.joined(separator: "+"), medium: medium.amount, cellLayer: cells.amount,
      mediumError: medium.error, cellLayerError: cells.error,
      sharedTotalError: secreted.isFinite ? shared(secreted, 1 - secreted) : .nan, sharedLogitError: shared(1, -1),
      degradedFraction: degraded, flags: flags)
    dish.isMediumBelow = medium.isBelow
    dish.isCellLayerBelow = cells.isBelow
    dish.repeatedOn = repeated
    return dish
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
