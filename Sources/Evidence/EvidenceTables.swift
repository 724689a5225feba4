// The table of a laboratory's own controls.

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

extension NamedTable {
  /// A tab-separated table with exactly these columns.
  init(evidence text: String, file: String, columns: [String]) throws(InputFaults) {
    try self.init(DecodedText(file: file, bytes: Array(text.utf8)), form: .tabs)
    try check(columns, required: columns)
  }
}
