// Dishes from a table of amounts instead of plates.

internal import Documents
import Numerics

extension DishMeasurement {
  /// Dishes from a table of amounts, of the kind of amount that most dishes have; the others are said and not pooled.
  ///
  /// An amount carries no error of its own: intervals come from the dishes.
  static func measure(
    _ cultures: [CultureDish], _ amounts: [CollagenAmount]
  ) throws(InputFaults) -> MeasuredDishes {
    let apart = AmountConsistency.othersThanTypeOne(amounts)
    let amounts = amounts.filter(\.isOfTypeOne)
    guard let first = amounts.first else {
      return MeasuredDishes(dishes: [], unit: "", measure: "", warnings: apart)
    }
    let order = Dictionary(grouping: amounts, by: \.kind).sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }
    let used = order[0].value
    try checkBatches(cultures, used)
    let consistency = AmountConsistency(used)
    var warnings =
      apart + doubts(used, others: order.dropFirst().map { $0.value[0].kindWords }, file: first.file)
      + consistency.warnings
    let excluded = consistency.linesOfOtherChains
    var listed: Set<Int> = []
    var dishes: [DishMeasurement] = []
    for dish in cultures {
      let own = used.filter {
        $0.line == dish.line && $0.bioRep == dish.bioRep
          && ($0.batch.isEmpty || dish.batch.isEmpty || $0.batch == dish.batch)
      }
      listed.formUnion(own.map(\.fileLine))
      try checkTwice(dish, own)
      guard !excluded.contains(dish.line), let found = measure(dish, own, &warnings) else { continue }
      dishes.append(found)
    }
    if let lost = used.first(where: { !listed.contains($0.fileLine) }) {
      warnings.append(
        AssayWarning(
          file: lost.file, line: lost.fileLine,
          "dish \(lost.bioRep) of \(lost.line.quoted()) has amounts but is not in the cultures table"))
    }
    let unit = used[0].unit
    let isConcentration = ConcentrationUnit(unit).nanogramsPerMillilitre != nil
    return MeasuredDishes(
      dishes: dishes, unit: isConcentration ? String(unit.split(separator: "/")[0]) : unit,
      measure: used[0].measureWords, warnings: warnings)
  }

  /// Refuses an amount of a dish that stands in two tables, or once with and once without its batch: the two would be added
  /// up. Bands of a gel were put together before.
  private static func checkTwice(_ dish: CultureDish, _ own: [CollagenAmount]) throws(InputFaults) {
    var seen: [[String]: CollagenAmount] = [:]
    for item in own where item.gel.isEmpty {
      guard let other = seen.updateValue(item, forKey: [item.fraction.rawValue, item.chain.lowercased()]) else {
        continue
      }
      let chain = item.chain.isEmpty ? "" : " of " + item.chain
      throw InputFaults(
        .inconsistent, file: item.file, line: item.fileLine,
        reason:
          "\(dish.words): the amount\(chain) in its \(item.fraction.rawValue) already stands in line \(other.fileLine) of \(other.file.quoted()), and the two would be added up",
        remedy: "keep one of them, or their mean")
    }
  }

  /// Refuses amounts that may be of either of two dishes.
  private static func checkBatches(_ cultures: [CultureDish], _ amounts: [CollagenAmount]) throws(InputFaults) {
    let twice = Dictionary(grouping: cultures) { [$0.line, String($0.bioRep)] }.filter { $0.value.count > 1 }
    for item in amounts {
      let own = (twice[[item.line, String(item.bioRep)]] ?? []).filter {
        item.batch.isEmpty || $0.batch.isEmpty || $0.batch == item.batch
      }
      guard own.count > 1 else { continue }
      throw InputFaults(
        .inconsistent, file: item.file, line: item.fileLine,
        reason:
          "dish \(item.bioRep) of line \(item.line.quoted()) stands in two batches of the cultures and the row does not say which",
        remedy: "fill the column batch, or number the dishes through")
    }
  }

  /// One dish, if both its fractions were measured alike.
  private static func measure(
    _ dish: CultureDish, _ own: [CollagenAmount], _ warnings: inout [AssayWarning]
  ) -> DishMeasurement? {
    func total(_ fraction: Fraction) -> Double {
      let parts = own.filter { $0.fraction == fraction }.map { $0.whole(in: dish) ?? .nan }
      return parts.isEmpty ? .nan : parts.compensatedSum()
    }
    func isBelow(_ fraction: Fraction) -> Bool {
      let parts = own.filter { $0.fraction == fraction }
      return !parts.isEmpty && parts.allSatisfy(\.isBelow)
    }
    func chains(_ fraction: Fraction) -> Set<String> {
      Set(own.filter { $0.fraction == fraction }.map { $0.chain.lowercased() })
    }
    let (medium, cells) = (total(.medium), total(.cellLayer))
    guard let first = own.first else { return nil }
    guard medium.isFinite || cells.isFinite else {
      warnings.append(
        AssayWarning(
          file: first.file, line: first.fileLine,
          "\(dish.words): its amounts cannot be scaled to the dish: medium_ml, cell_layer_ml or protein_ug is missing in the cultures"
        ))
      return nil
    }
    if medium.isFinite, cells.isFinite, chains(.medium) != chains(.cellLayer) {
      warnings.append(
        AssayWarning(
          file: first.file, line: first.fileLine,
          "\(dish.words): other chains in the medium than in the cell layer, so nothing is computed from them"))
      return nil
    }
    var flags = dish.flags
    if !medium.isFinite || !cells.isFinite { flags.insert(.fractionMissing) }
    if isBelow(.medium) { flags.insert(.mediumBelowLimit) }
    if isBelow(.cellLayer) { flags.insert(.cellLayerBelowLimit) }
    if own.contains(where: \.isBelow), flags.isDisjoint(with: [.mediumBelowLimit, .cellLayerBelowLimit]) {
      flags.insert(.belowLLOQ)
    }
    var found = DishMeasurement(
      dish: dish, batch: own.first?.gel ?? "", medium: medium, cellLayer: cells, mediumError: 0, cellLayerError: 0,
      sharedTotalError: 0,
      sharedLogitError: 0, flags: flags)
    found.isOfGel = !found.batch.isEmpty
    found.isMediumBelow = isBelow(.medium)
    found.isCellLayerBelow = isBelow(.cellLayer)
    return found
  }

  /// Amounts of other kinds, and bands without a loading.
  private static func doubts(_ used: [CollagenAmount], others: [String], file: String) -> [AssayWarning] {
    var warnings: [AssayWarning] = []
    if !others.isEmpty {
      let words = others.joined(separator: "; ")
      warnings.append(
        AssayWarning(
          file: file, "lines are read from \(used[0].kindWords) alone; amounts of other kinds are not pooled: \(words)")
      )
    }
    let isOfGels = used[0].measure == .bandVolume || used[0].measure == .western
    if isOfGels, let bare = used.first(where: { $0.loading == nil }) {
      warnings.append(
        AssayWarning(
          file: file, line: bare.fileLine,
          "no loading is given: medium and cell layer are compared as if the same part of each were on the gel"))
    }
    return warnings
  }
}
