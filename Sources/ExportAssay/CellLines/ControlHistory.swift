// Control lines of earlier runs, from the assay.json of each, as a part of the panel.

internal import Documents
import Numerics
internal import TypeICollagen

/// Control dishes of earlier runs.
package struct ControlHistory: Sendable {
  /// A control dish of an earlier run.
  struct Dish: Sendable {
    let line: String
    let bioRep: Int
    /// The run and the plate or batch in it.
    let run: String
    /// ln synthesis per normaliser and hour, and logit secretion; NaN where they were not measured.
    let synthesis: Double
    let secretion: Double
  }
  /// The dishes.
  private(set) var dishes: [Dish] = []
  /// The runs that were read.
  private(set) var runs: [String] = []
  /// What was left out and why.
  private(set) var warnings: [AssayWarning] = []

  /// No history.
  package init() {}

  /// Reads the documents of earlier runs.
  ///
  /// Dishes whose culture failed are left out, as they are in their own run.
  ///
  /// - Parameters:
  ///   - documents: name and text of every assay.json; JSON of another kind is passed over.
  ///   - unit: the unit of synthesis of this run.
  ///   - normalizer: what it is divided by.
  ///   - current: the dishes of this run: a document that holds the same ones is this run's own.
  /// - Throws: a fault for a document that is not whole, or whose synthesis has another unit.
  init(
    _ documents: [(name: String, bytes: [UInt8])], unit: String, normalizer: DishMeasurement.Normalizer,
    current: [DishMeasurement]
  ) throws(InputFaults) {
    for document in documents {
      let node = try DocumentNode.json(String(decoding: document.bytes, as: UTF8.self), file: document.name)
      guard let schema = node["schema"]?.text, schema.hasPrefix("collagen.assay/") else { continue }
      guard schema == "collagen.assay/2", let theirs = node["synthesis_unit"]?.text else {
        throw InputFaults(
          .unknownFormat, file: document.name, reason: "a result of another version",
          remedy: "evaluate that run again, or take the file out of the history")
      }
      guard theirs == unit else {
        throw InputFaults(
          .inconsistent, file: document.name,
          "synthesis is in \(theirs.quoted()) there and in \(unit.quoted()) here: take the run out of the history, or give both one unit and normaliser"
        )
      }
      add(document.name, node, normalizer, current)
    }
    guard !documents.isEmpty, runs.isEmpty else { return }
    warnings.append(AssayWarning(file: "", "the history holds no control line of an earlier run"))
  }

  private mutating func add(
    _ name: String, _ node: DocumentNode, _ normalizer: DishMeasurement.Normalizer, _ current: [DishMeasurement]
  ) {
    let controls = Set(
      (node["lines"]?.elements ?? []).compactMap { $0["role"]?.text == "control" ? $0["line"]?.text : nil })
    let failed = [QualityFlag.notConfluent.rawValue, QualityFlag.noAscorbate.rawValue]
    let limits = [QualityFlag.mediumBelowLimit.rawValue, QualityFlag.cellLayerBelowLimit.rawValue]
    var own: [Dish] = []
    for dish in node["dishes"]?.elements ?? [] {
      guard let line = dish["line"]?.text, controls.contains(line) else { continue }
      let flags = (dish["flags"]?.elements ?? []).compactMap(\.text)
      guard !flags.contains(where: failed.contains) else { continue }
      let synthesis = dish["synthesis"]?[normalizer.documentKey]?.number ?? .nan
      own.append(
        Dish(
          line: line, bioRep: dish["bio_rep"]?.integer ?? 1, run: name + ": " + (dish["batch"]?.text ?? ""),
          synthesis: synthesis > 0 ? Elementary.log(synthesis) : .nan,
          secretion: flags.contains(where: limits.contains) ? .nan : dish["logit_secretion"]?.number ?? .nan))
    }
    let isThisRun = own.contains { dish in
      current.contains {
        $0.dish.line == dish.line && $0.dish.bioRep == dish.bioRep
          && abs(Elementary.log($0.synthesis(normalizer)) - dish.synthesis) < 1e-9
      }
    }
    if isThisRun {
      warnings.append(AssayWarning(file: name, "the history holds this very run: it is passed over"))
    } else if !own.isEmpty {
      dishes += own
      runs.append(name)
    }
  }
}

extension DishMeasurement.Normalizer {
  /// Its key in assay.json.
  fileprivate var documentKey: String {
    switch self {
    case .dna: "per_ug_dna"
    case .protein: "per_ug_protein"
    case .cells: "per_1e5_cells"
    case .dish: "per_dish"
    }
  }
}

extension ControlHistory {
  /// What the controls of this run say against those of earlier runs.
  ///
  /// From five runs on the runs are charted like plates; before, this run's controls are compared with the mean of the others.
  func drift(_ current: [DishMeasurement], _ normalizer: DishMeasurement.Normalizer) -> [AssayWarning] {
    guard !dishes.isEmpty else { return [] }
    let now = current.filter { $0.dish.role == .control && !$0.failsCulture }
    let quantities: [(name: String, now: [Double], before: [(run: String, value: Double)])] = [
      (
        "synthesis", now.map { Elementary.log($0.synthesis(normalizer)) },
        dishes.map { ($0.run.prefix { $0 != ":" }.description, $0.synthesis) }
      ),
      (
        "medium : cell layer", now.map(\.logitSecretion),
        dishes.map { ($0.run.prefix { $0 != ":" }.description, $0.secretion) }
      ),
    ]
    return quantities.compactMap { item in
      let own = item.now.filter(\.isFinite)
      let earlier = runs.map { run in item.before.filter { $0.run == run && $0.value.isFinite }.map(\.value) }
        .filter { !$0.isEmpty }.map(\.mean)
      guard !own.isEmpty, !earlier.isEmpty else { return nil }
      if earlier.count >= 4,
        let chart = ControlChart(
          subject: "the controls", quantity: item.name, runs: (earlier.indices.map { "run \($0 + 1)" }) + ["this run"],
          values: earlier + [own.mean]), let last = chart.scores.last, abs(last) < 3, chart.violations.isEmpty
      {
        return nil
      }
      let difference = own.mean - earlier.mean
      guard abs(difference) > Elementary.log(1.5) || earlier.count >= 4 else { return nil }
      return AssayWarning(
        file: "",
        "the controls of this run have \(NumberText.significant(Elementary.exp(difference), 3)) times the \(item.name) of those of \(earlier.count) earlier runs: the runs drift, and what differs between runs counts as error"
      )
    }
  }
}
