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

  /// What this run is: what earlier runs must be like.
  struct Run {
    /// The unit of synthesis.
    let unit: String
    /// What measures the collagen.
    let measure: String
    /// What synthesis is divided by.
    let normalizer: DishMeasurement.Normalizer
    /// The dishes: a document that holds the same ones is this run's own.
    let dishes: [DishMeasurement]
    /// The roles of the lines.
    let roles: [String: CellLineRole]
    /// The SHA-256 of the files that measure something.
    let digests: [String]
  }

  /// The lines of all dishes.
  var lines: [String] { Set(dishes.map(\.line)).sorted() }

  /// Measuring files by SHA-256, and dishes by line, number and figures, with the run that has them.
  private var files: [String: String] = [:]
  private var figures: [String: String] = [:]

  /// Reads the documents of earlier runs.
  ///
  /// Dishes whose culture failed are left out, as they are in their own run; so are those of a line that is no control here,
  /// and whole runs that were read before.
  ///
  /// - Parameters:
  ///   - documents: name and text of every assay.json; JSON of another kind is passed over.
  ///   - run: this run.
  /// - Throws: a fault for a document that is not whole, or that measures something else or in another unit.
  init(_ documents: [(name: String, bytes: [UInt8])], of run: Run) throws(InputFaults) {
    for digest in run.digests { files[digest] = "" }
    for dish in run.dishes {
      let synthesis = Elementary.log(dish.synthesis(run.normalizer))
      figures[Self.figure(dish.dish.line, dish.dish.bioRep, synthesis, dish.logitSecretion)] = ""
    }
    var unnamed: [String] = []
    for document in documents {
      let node = try DocumentNode.json(String(decoding: document.bytes, as: UTF8.self), file: document.name)
      guard let schema = node["schema"]?.text, schema.hasPrefix("collagen.assay/") else { continue }
      guard schema == "collagen.assay/2", let theirs = node["synthesis_unit"]?.text else {
        throw InputFaults(
          .unknownFormat, file: document.name, reason: "a result of another version",
          remedy: "evaluate that run again, or take the file out of the history")
      }
      guard theirs == run.unit else {
        throw InputFaults(
          .inconsistent, file: document.name,
          "synthesis is in \(theirs.quoted()) there and in \(run.unit.quoted()) here: take the run out of the history, or give both one unit and normaliser"
        )
      }
      if try !isAlike(node["collagen_measure"]?.text ?? "", run.measure, document.name) {
        unnamed.append(document.name)
      }
      add(document.name, node, run)
    }
    if let first = unnamed.first {
      let more = unnamed.count > 1 ? " and \(unnamed.count - 1) more" : ""
      warnings.append(
        AssayWarning(
          file: first,
          "the result\(more) does not say all of what was measured there; here it is \(run.measure.quoted()): is it the same?"
        ))
    }
    guard !documents.isEmpty, runs.isEmpty else { return }
    warnings.append(AssayWarning(file: "", "the history holds no control line of an earlier run"))
  }

  /// Whether two runs measured the same; `false` where one of them does not say all of it.
  private func isAlike(_ theirs: String, _ ours: String, _ name: String) throws(InputFaults) -> Bool {
    guard theirs != ours, !ours.isEmpty else { return true }
    func parts(_ measure: String) -> (kind: String, analyte: String) {
      guard let place = measure.firstRange(of: " of ") else { return (measure, "") }
      return (
        String(measure[..<place.lowerBound]), CollagenAnalyte(String(measure[place.upperBound...])).name
      )
    }
    let (a, b) = (parts(theirs), parts(ours))
    func folded(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
    let isOther =
      a.kind != b.kind || (folded(a.analyte) != folded(b.analyte) && !a.analyte.isEmpty && !b.analyte.isEmpty)
    guard isOther, !theirs.isEmpty else { return !isOther && !a.analyte.isEmpty && !b.analyte.isEmpty }
    throw InputFaults(
      .inconsistent, file: name,
      "the collagen is measured as \(theirs.quoted()) there and as \(ours.quoted()) here: take the run out of the history"
    )
  }

  /// Whether an input of a kind measures something.
  static func measures(_ kind: String) -> Bool {
    ![TableKind.cultures.rawValue, TableKind.plateMap.rawValue].contains(kind)
  }

  /// A dish with its figures to seven digits; assay.json keeps ten.
  private static func figure(_ line: String, _ rep: Int, _ synthesis: Double, _ secretion: Double) -> String {
    let words = [synthesis, secretion].map { $0.isFinite ? NumberText.significant($0, 7) : "" }
    return ([line, String(rep)] + words).joined(separator: "\t")
  }

  /// The earlier run (empty for this one) that holds a file or a dish of a document; `nil` for none.
  private func same(_ node: DocumentNode, _ own: [Dish]) -> String? {
    // A table that several runs are given, such as one of sites, does not make them one: all that measured must be known.
    let measured = (node["inputs"]?.elements ?? []).filter { Self.measures($0["kind"]?.text ?? "") }
    let known = measured.map { $0["sha256"]?.text.flatMap { files[$0] } }
    if let first = known.first ?? nil, known.allSatisfy({ $0 == first }) { return first }
    for dish in own where dish.synthesis.isFinite && dish.secretion.isFinite {
      if let other = figures[Self.figure(dish.line, dish.bioRep, dish.synthesis, dish.secretion)] { return other }
    }
    return nil
  }

  private mutating func add(_ name: String, _ node: DocumentNode, _ run: Run) {
    let own = controlDishes(name, node, run)
    if let other = same(node, own) {
      let words = other.isEmpty ? "this very run" : "the run of \(other.quoted()) again"
      warnings.append(AssayWarning(file: name, "the history holds \(words): it is passed over"))
      return
    }
    for input in node["inputs"]?.elements ?? [] where Self.measures(input["kind"]?.text ?? "") {
      if let digest = input["sha256"]?.text { files[digest] = name }
    }
    for dish in own { figures[Self.figure(dish.line, dish.bioRep, dish.synthesis, dish.secretion)] = name }
    let others = contradictions(name, node, run)
    let used = own.filter { !others.contains($0.line) }
    guard !used.isEmpty else { return }
    dishes += used
    runs.append(name)
  }

  /// The dishes of sound cultures of the control lines of a document.
  private func controlDishes(_ name: String, _ node: DocumentNode, _ run: Run) -> [Dish] {
    let controls = Set(
      (node["lines"]?.elements ?? []).compactMap { $0["role"]?.text == "control" ? $0["line"]?.text : nil })
    let failed = [QualityFlag.notConfluent.rawValue, QualityFlag.noAscorbate.rawValue]
    let limits = [QualityFlag.mediumBelowLimit.rawValue, QualityFlag.cellLayerBelowLimit.rawValue]
    return (node["dishes"]?.elements ?? []).compactMap { dish in
      guard let line = dish["line"]?.text, controls.contains(line) else { return nil }
      let flags = (dish["flags"]?.elements ?? []).compactMap(\.text)
      guard !flags.contains(where: failed.contains) else { return nil }
      let synthesis = dish["synthesis"]?[run.normalizer.documentKey]?.number ?? .nan
      return Dish(
        line: line, bioRep: dish["bio_rep"]?.integer ?? 1, run: name + ": " + (dish["batch"]?.text ?? ""),
        synthesis: synthesis > 0 ? Elementary.log(synthesis) : .nan,
        secretion: flags.contains(where: limits.contains) ? .nan : dish["logit_secretion"]?.number ?? .nan)
    }
  }

  /// The controls of a document that are none here, and a word about these and about controls that were none there.
  private mutating func contradictions(_ name: String, _ node: DocumentNode, _ run: Run) -> Set<String> {
    var left: Set<String> = []
    for item in node["lines"]?.elements ?? [] {
      guard let line = item["line"]?.text, let theirs = item["role"]?.text, let ours = run.roles[line],
        theirs != ours.rawValue
      else { continue }
      if theirs == CellLineRole.control.rawValue {
        left.insert(line)
        warnings.append(
          AssayWarning(
            file: name,
            "line \(line.quoted()) is a control in the history and \(ours.rawValue) here: its dishes there are left out"
          ))
      } else if ours == .control {
        warnings.append(
          AssayWarning(
            file: name, "line \(line.quoted()) is a control here and was \(theirs) in the history: is it sound?"))
      }
    }
    return left
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
