// The two tables a laboratory may bring: its own controls, and scores of predictors.

import Documents

extension ControlCounts {
  /// Reads a validation table: TSV `control_id truth readout` (pathogenic|benign, abnormal|normal).
  ///
  /// - Throws: ``EvidenceError`` with every wrong word and every control that stands twice.
  package init(text: String, file: String) throws(EvidenceError) {
    let table = try NamedTable(evidence: text, file: file, columns: ["control_id", "truth", "readout"])
    var counts: [String: Int] = [:]
    var seen: Set<String> = []
    var faults: [InputFault] = []
    for row in table.rows {
      let truth = table.text(row, "truth")
      let readout = table.text(row, "readout")
      func fault(_ code: InputFault.Code, _ column: String, _ reason: String) {
        faults.append(table.fault(code, row, column, reason))
      }
      if truth != "pathogenic" && truth != "benign" { fault(.invalidValue, "truth", "pathogenic or benign") }
      if readout != "abnormal" && readout != "normal" { fault(.invalidValue, "readout", "abnormal or normal") }
      if !seen.insert(table.text(row, "control_id")).inserted {
        fault(.duplicate, "control_id", "the control stands twice; a control counts once")
      }
      counts[truth + " " + readout, default: 0] += 1
    }
    guard faults.isEmpty else { throw EvidenceError(faults) }
    self.init(
      pathogenicAbnormal: counts["pathogenic abnormal"] ?? 0, pathogenicNormal: counts["pathogenic normal"] ?? 0,
      benignAbnormal: counts["benign abnormal"] ?? 0, benignNormal: counts["benign normal"] ?? 0)
  }
}

/// Scores of predictors by the variant's `c.` name.
package struct PredictorScores: Sendable, Hashable {
  /// A score.
  package struct Score: Sendable, Hashable {
    /// The predictor as the file names it.
    package let predictor: String
    /// The value.
    package let value: Double
  }

  private var scores: [String: [Score]]

  /// No scores.
  package init() { scores = [:] }

  /// Reads a table: TSV `hgvs_c predictor score`.
  ///
  /// - Throws: ``EvidenceError`` with every score that is no number or outside its predictor's range, and every score
  ///   that stands twice.
  package init(text: String, file: String) throws(EvidenceError) {
    let table = try NamedTable(evidence: text, file: file, columns: ["hgvs_c", "predictor", "score"])
    var scores: [String: [Score]] = [:]
    var faults: [InputFault] = []
    for row in table.rows {
      let name = table.text(row, "hgvs_c")
      let predictor = table.text(row, "predictor")
      guard let value = NumberText.parse(table.text(row, "score")) else {
        faults.append(table.fault(.invalidValue, row, "score", "a number is expected"))
        continue
      }
      if let known = RulePack.embedded.predictors.first(where: { $0.isNamed(predictor) }), !known.range.contains(value)
      {
        faults.append(
          table.fault(
            .invalidValue, row, "score",
            "\(known.name) scores lie between \(decimal(known.range.lowerBound, 3)) and "
              + "\(decimal(known.range.upperBound, 3)): this is another scale or another predictor"))
        continue
      }
      let key = PredictorScores.key(name)
      if scores[key]?.contains(where: { $0.predictor == predictor }) == true {
        faults.append(table.fault(.duplicate, row, "predictor", "this predictor's score of the variant stands twice"))
      }
      scores[key, default: []].append(Score(predictor: predictor, value: value))
    }
    guard faults.isEmpty else { throw EvidenceError(faults) }
    self.scores = scores
  }

  /// These scores with those of another table; where both have a predictor's score of a variant, these count.
  package func adding(_ other: PredictorScores) -> PredictorScores {
    var both = self
    both.scores.merge(other.scores) { own, more in
      own + more.filter { score in !own.contains { $0.predictor == score.predictor } }
    }
    return both
  }

  /// The scores of a variant, by its `c.` name; versions of one transcript count as the same.
  package subscript(name: String) -> [Score] { scores[PredictorScores.key(name)] ?? [] }

  private static func key(_ name: String) -> String {
    guard let colon = name.firstIndex(of: ":") else { return name }
    let accession = name[..<colon].split(separator: ".").first ?? name[..<colon]
    return String(accession) + String(name[colon...])
  }
}

extension NamedTable {
  /// A tab-separated table with exactly these columns.
  fileprivate init(evidence text: String, file: String, columns: [String]) throws(InputFaults) {
    try self.init(DecodedText(file: file, bytes: Array(text.utf8)), form: .tabs)
    try check(columns, required: columns)
  }
}
