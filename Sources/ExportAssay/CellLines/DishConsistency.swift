// Whether dishes agree with each other: amounts that no two dishes of one experiment have, and figures that no two dishes of
// one line have. A slip of unit, column or label shows here, where the tables alone are well formed.

internal import Documents
import Numerics
internal import TypeICollagen

/// Checks of dishes against each other and against what is published.
enum DishConsistency {
  /// The dishes of all lines against each other, in synthesis and in medium : cell layer.
  struct Scatters {
    let synthesis: DishScatter
    let secretion: DishScatter

    init(_ dishes: [DishMeasurement], _ normalizer: DishMeasurement.Normalizer) {
      synthesis = DishScatter(dishes, most: 2.5, least: 1.5) { Elementary.log($0.synthesis(normalizer)) }
      secretion = DishScatter(dishes, most: 4, least: 1.75, \.logitSecretion)
    }
  }

  /// What the dishes of one line say of each other.
  static func flags(
    _ own: [DishMeasurement], _ normalizer: DishMeasurement.Normalizer, _ scatters: Scatters
  ) -> Set<QualityFlag> {
    var flags: Set<QualityFlag> = []
    if own.contains(where: { $0.amount(normalizer) == nil }) { flags.insert(.normalizerMissing) }
    if let line = own.first?.dish.line, scatters.synthesis.odd(line) != nil || scatters.secretion.odd(line) != nil {
      flags.insert(.dishDiscordant)
    }
    return flags
  }

  /// What is said of the dishes of a run.
  static func warnings(
    _ cultures: [CultureDish], _ dishes: [DishMeasurement], _ normalizer: DishMeasurement.Normalizer
  ) -> [AssayWarning] {
    amounts(cultures) + scatteredVolumes(cultures) + volumesApart(cultures).map(\.warning) + lines(cultures)
      + proportions(cultures) + implausible(cultures) + times(cultures)
      + missing(dishes, normalizer)
      + limits(dishes) + discordant(dishes, normalizer) + panel(dishes) + plates(dishes, normalizer) + secretion(dishes)
      + repeats(dishes)
  }

  /// An amount ten times that of the other dishes, or a tenth of it.
  private static func amounts(_ cultures: [CultureDish]) -> [AssayWarning] {
    let quantities: [Quantity] = [
      ("medium_ml", \.mediumVolume), ("cell_layer_ml", \.cellLayerVolume), ("cells_x1e5", \.cells), ("dna_ug", \.dna),
      ("protein_ug", \.protein),
    ]
    return quantities.compactMap { name, value in
      outlier(cultures, value, factor: 10) { dish, amount, middle in
        "\(dish.words): \(name) \(NumberText.significant(amount, 4)) against \(NumberText.significant(middle, 4)) of the other dishes; another unit?"
      }
    }
  }

  /// A line all of whose dishes have twice the amount of a normaliser that the controls have, or half of it, and far more
  /// than these differ among themselves.
  private static func lines(_ cultures: [CultureDish]) -> [AssayWarning] {
    let quantities: [Quantity] = [("cells_x1e5", \.cells), ("dna_ug", \.dna), ("protein_ug", \.protein)]
    return quantities.flatMap { name, value -> [AssayWarning] in
      let known = cultures.compactMap { dish in value(dish).map { (dish: dish, log: Elementary.log($0)) } }
      let means = Dictionary(grouping: known, by: \.dish.line).mapValues { $0.map(\.log).mean }
      let controls = Set(cultures.filter { $0.role == .control }.map(\.line))
      let panel = means.filter { controls.contains($0.key) }.map(\.value).sorted()
      let whole = (middle: panel.median, spread: panel.standardDeviation)
      return means.sorted { $0.key < $1.key }.compactMap { line, own in
        // A control line is no part of its own panel; among many it makes no difference.
        let others = controls.contains(line) && panel.count <= 50 ? panel.without(own) : panel
        let reference =
          others.count == panel.count ? whole : (middle: others.median, spread: others.standardDeviation)
        let apart = Swift.abs(own - reference.middle)
        guard others.count >= 3, apart > Elementary.log(1.9), apart > 5 * reference.spread,
          let first = known.first(where: { $0.dish.line == line })?.dish
        else { return nil }
        return AssayWarning(
          file: first.file, line: first.fileLine,
          "line \(line.quoted()): \(name) is \(NumberText.significant(Elementary.exp(own - reference.middle), 2)) times that of the controls in all of its dishes; is it right?"
        )
      }
    }
  }

  /// Two amounts in another proportion than in the other dishes: one of them is wrong, or they are exchanged.
  private static func proportions(_ cultures: [CultureDish]) -> [AssayWarning] {
    let pairs: [(a: Quantity, b: Quantity, factor: Double)] = [
      (("medium_ml", \.mediumVolume), ("cell_layer_ml", \.cellLayerVolume), 2),
      (("dna_ug", \.dna), ("protein_ug", \.protein), 5), (("cells_x1e5", \.cells), ("dna_ug", \.dna), 5),
      (("cells_x1e5", \.cells), ("protein_ug", \.protein), 5),
    ]
    return pairs.compactMap { a, b, factor in
      outlier(
        cultures,
        { dish in
          guard let x = a.value(dish), let y = b.value(dish) else { return nil }
          return x / y
        }, factor: factor
      ) { dish, ratio, middle in
        "\(dish.words): \(a.name) : \(b.name) is \(NumberText.significant(ratio, 3)), in the other dishes \(NumberText.significant(middle, 3)); is one of them wrong, or are they exchanged?"
      }
    }
  }

  /// The first dish whose quantity lies so many times from the median of all, in words.
  private static func outlier(
    _ cultures: [CultureDish], _ value: (CultureDish) -> Double?, factor: Double,
    _ words: (CultureDish, Double, Double) -> String
  ) -> AssayWarning? {
    let middle = cultures.compactMap(value).median
    let odd = cultures.filter { dish in
      value(dish).map { Swift.max($0 / middle, middle / $0) > factor } ?? false
    }
    guard let first = odd.first, let amount = value(first) else { return nil }
    let more = odd.count > 1 ? " (and \(odd.count - 1) more dishes)" : ""
    return AssayWarning(file: first.file, line: first.fileLine, words(first, amount, middle) + more)
  }

  /// Labelling times that differ, and those beyond what is linear.
  private static func times(_ cultures: [CultureDish]) -> [AssayWarning] {
    let hours = cultures.compactMap(\.hours)
    guard let low = hours.min(), let high = hours.max(), let dish = cultures.first(where: { $0.hours == high }) else {
      return []
    }
    var words: [String] = []
    if high > 1.25 * low {
      words.append(
        "dishes were labelled for \(NumberText.significant(low, 3)) to \(NumberText.significant(high, 3)) h: synthesis is compared per hour, but the per cent secreted depends on the time"
      )
    }
    if high > 72 {
      words.append(
        "label_hours \(NumberText.significant(high, 4)): label accumulates linearly for 18-24 h (Booth 1980, Biochim Biophys Acta 607:145)"
      )
    }
    return words.map { AssayWarning(file: dish.file, line: dish.fileLine, $0) }
  }

  /// Dishes without what synthesis is divided by.
  private static func missing(
    _ dishes: [DishMeasurement], _ normalizer: DishMeasurement.Normalizer
  ) -> [AssayWarning] {
    dishes.filter { $0.amount(normalizer) == nil }.map(\.dish).map { dish in
      AssayWarning(
        file: dish.file, line: dish.fileLine,
        "\(dish.words) has no \(normalizer.column): no synthesis is given for it; that of the others is per \(normalizer.rawValue)"
      )
    }
  }

  /// Dishes below the limit of quantification, which are limits and not missing.
  private static func limits(_ dishes: [DishMeasurement]) -> [AssayWarning] {
    let kinds: [(isBelow: (DishMeasurement) -> Bool, words: String)] = [
      (\.isMediumBelow, "medium is below the limit of quantification, which stands for it: no more was secreted"),
      (
        \.isCellLayerBelow, "cell layer is below the limit of quantification, which stands for it: no less was secreted"
      ),
    ]
    return kinds.compactMap { kind in
      let found = dishes.filter(kind.isBelow)
      guard let first = found.first?.dish else { return nil }
      let more = found.count > 1 ? " (and \(found.count - 1) more dishes)" : ""
      let controls = found.contains { $0.dish.role == .control } ? "; controls are among them" : ""
      return AssayWarning(
        file: first.file, line: first.fileLine, "\(first.words): the \(kind.words)\(more)\(controls)")
    }
  }

  private static func discordant(
    _ dishes: [DishMeasurement], _ normalizer: DishMeasurement.Normalizer
  ) -> [AssayWarning] {
    var lines: [String] = []
    let scatters = Scatters(dishes, normalizer)
    var seen: Set<String> = []
    for dish in dishes where seen.insert(dish.dish.line).inserted { lines.append(dish.dish.line) }
    return lines.flatMap { line in
      let found = [
        scatters.synthesis.odd(line).map { ($0, "synthesis") },
        scatters.secretion.odd(line).map { ($0, "medium : cell layer") },
      ]
      return found.compactMap { $0 }.map { item, quantity in
        AssayWarning(
          file: item.dish.file, line: item.dish.fileLine,
          "\(item.dish.words) is far from the line's other dishes in \(quantity): check its volumes, dilutions, labels and amounts"
        )
      }
    }
  }

  /// Control dishes that failed as cultures, and how many control lines are left.
  private static func panel(_ dishes: [DishMeasurement]) -> [AssayWarning] {
    let controls = dishes.filter { $0.dish.role == .control }
    let failed = controls.filter(\.failsCulture)
    guard let first = failed.first?.dish else { return [] }
    let left = Set(controls.filter { !$0.failsCulture }.map(\.dish.line)).count
    return [
      AssayWarning(
        file: first.file, line: first.fileLine,
        "\(failed.count) of \(controls.count) control dishes are left out of the panel (not confluent, or without ascorbate), the first is \(first.words): \(left) control lines remain"
      )
    ]
  }

  /// Plates on which the controls read apart: another unit, dilution or standard.
  private static func plates(
    _ dishes: [DishMeasurement], _ normalizer: DishMeasurement.Normalizer
  ) -> [AssayWarning] {
    let controls = dishes.filter { $0.dish.role == .control && $0.synthesis(normalizer).isFinite }
    let means = Dictionary(grouping: controls, by: \.batch).mapValues { group in
      group.map { Elementary.log($0.synthesis(normalizer)) }.mean
    }
    guard let low = means.min(by: { $0.value < $1.value }), let high = means.max(by: { $0.value < $1.value }),
      high.value - low.value > Elementary.log(3)
    else { return [] }
    let factor = NumberText.significant(Elementary.exp(high.value - low.value), 3)
    return [
      AssayWarning(
        file: "",
        "the controls on plate \(high.key.quoted()) read \(factor) times those on plate \(low.key.quoted()): another unit, dilution or standard?"
      )
    ]
  }

  /// Lines whose medium was diluted as the others' cell layer and the other way round: the labels are likely exchanged.
  static func exchanged(_ plates: [PlateEvaluation]) -> [AssayWarning] {
    var used: [String: [Fraction: Set<Double>]] = [:]
    var first: [String: AssayWarning] = [:]
    for plate in plates {
      for well in plate.wells.map(\.well) where well.role == .unknown {
        guard let line = well.cellLine, let fraction = well.fraction else { continue }
        used[line, default: [:]][fraction, default: []].insert(well.dilution)
        first[line] =
          first[line]
          ?? AssayWarning(
            file: plate.record.file, line: well.line,
            "line \(line.quoted()): its medium was diluted as the cell layer of the other lines, and its cell layer as their medium; are the labels exchanged?"
          )
      }
    }
    // How many lines have a fraction at a dilution.
    var counts: [Fraction: [Double: Int]] = [:]
    for (_, own) in used {
      for (fraction, dilutions) in own {
        for dilution in dilutions { counts[fraction, default: [:]][dilution, default: 0] += 1 }
      }
    }
    return used.keys.sorted().compactMap { line in
      func isOfOthers(_ dilution: Double, _ fraction: Fraction) -> Bool {
        counts[fraction]?[dilution] ?? 0 > (used[line]?[fraction]?.contains(dilution) == true ? 1 : 0)
      }
      guard let medium = used[line]?[.medium], let cells = used[line]?[.cellLayer],
        !medium.contains(where: { isOfOthers($0, .medium) }), medium.allSatisfy({ isOfOthers($0, .cellLayer) }),
        cells.allSatisfy({ isOfOthers($0, .medium) })
      else { return nil }
      return first[line]
    }
  }

  /// Lines diluted otherwise than all others in a fraction that the others dilute alike, and standards with a dilution.
  static func dilutions(_ plates: [PlateEvaluation]) -> [AssayWarning] {
    var used: [Fraction: [String: Set<Double>]] = [:]
    var first: [String: (file: String, line: Int)] = [:]
    var warnings: [AssayWarning] = []
    for plate in plates {
      if let well = plate.wells.map(\.well).first(where: { $0.role == .standard && $0.dilution != 1 }) {
        warnings.append(
          AssayWarning(
            file: plate.record.file, line: well.line,
            "standards have a dilution_factor of \(NumberText.significant(well.dilution)): their nominal_conc is taken for the concentration in the well"
          ))
      }
      for well in plate.wells.map(\.well) where well.role == .unknown {
        guard let line = well.cellLine, let fraction = well.fraction else { continue }
        used[fraction, default: [:]][line, default: []].insert(well.dilution)
        first[line] = first[line] ?? (plate.record.file, well.line)
      }
    }
    for fraction in Fraction.allCases {
      let byLine = used[fraction] ?? [:]
      // The dilutions of more than half of the lines; lines that share none of them stand out.
      let sets = Dictionary(grouping: byLine.keys, by: { byLine[$0] ?? [] })
      guard byLine.count >= 4, let usual = sets.first(where: { 2 * $0.value.count > byLine.count })?.key else {
        continue
      }
      for line in byLine.keys.sorted() {
        guard let own = byLine[line], own.isDisjoint(with: usual), let place = first[line] else { continue }
        func words(_ dilutions: Set<Double>) -> String {
          dilutions.sorted().map { NumberText.significant($0) }.joined(separator: " and ")
        }
        warnings.append(
          AssayWarning(
            file: place.file, line: place.line,
            "line \(line.quoted()): its \(fraction.rawValue) was diluted \(words(own))-fold, that of most lines \(words(usual))-fold; is it right?"
          ))
      }
    }
    return warnings
  }

  /// Controls that secrete a share which no normal fibroblasts do.
  private static func secretion(_ dishes: [DishMeasurement]) -> [AssayWarning] {
    let fractions = dishes.filter { $0.dish.role == .control }.map(\.secretionPercent).filter(\.isFinite)
    guard !fractions.isEmpty, fractions.median < 75 else { return [] }
    return [
      AssayWarning(
        file: "",
        "the controls secreted \(NumberText.fixed(fractions.median, 1)) % of their collagen; normal skin fibroblasts 94 % in 18-24 h (J Invest Dermatol 1980;75:425): check volumes, dilutions and the labels medium and cell_layer"
      )
    ]
  }
}

extension [Double] {
  /// Without one of the elements of this value.
  fileprivate func without(_ value: Double) -> [Double] {
    var rest = self
    if let index = firstIndex(of: value) { rest.remove(at: index) }
    return rest
  }
}

extension DishMeasurement.Normalizer {
  /// The column of the cultures that holds it.
  fileprivate var column: String {
    switch self {
    case .dna: "dna_ug"
    case .protein: "protein_ug"
    case .cells: "cells_x1e5"
    case .dish: ""
    }
  }
}
