// The assay of the case's line from assay.json (schemas/assay.schema.json).

import Documents
import DocumentsYAML
import Numerics

extension AssayFinding {
  /// Reads the case line of an assay's JSON.
  ///
  /// - Parameters:
  ///   - line: the case's line; may be left out if the file holds one case line only.
  /// - Throws: ``EvidenceError`` if the text is no such document, or which line is the case's cannot be told.
  package init(json text: String, file: String, line: String? = nil) throws(EvidenceError) {
    let document = try DocumentNode.parse(text, file: file)
    func fault(_ code: InputFault.Code, _ place: String, _ reason: String) -> EvidenceError {
      EvidenceError(InputFault(code, file: file, line: document.mark.line, place: place, reason: reason))
    }
    guard document["kind"]?.text == "collagen.assay", document["schemaVersion"]?.text?.hasPrefix("1.") == true else {
      throw fault(.invalidValue, "kind", "not the JSON of an assay (collagen.assay, version 1)")
    }
    let lines = document["lines"]?.elements ?? []
    let cases = lines.filter { $0["role"]?.text == "case" }
    let named = line.flatMap { name in cases.first { $0["line"]?.text == name } }
    guard let own = named ?? (cases.count == 1 ? cases[0] : nil) else {
      throw fault(
        cases.isEmpty ? .missing : .conflict, "lines",
        cases.isEmpty
          ? "no line has the role case" : "\(cases.count) lines have the role case; name the case's line like the case")
    }
    guard let name = own["line"]?.text, let word = own["class"]?.text, let verdict = Verdict(rawValue: word) else {
      throw fault(.invalidValue, "lines", "the case line needs a name and a class")
    }
    let controls = lines.filter { $0["role"]?.text == "control" }
    let axes = (own["axes"]?.elements ?? []).compactMap { AxisReading(node: $0, controls: controls) }
    self.init(
      line: name, verdict: verdict, reasons: [own["reason"]?.text].compactMap { $0 }, axes: axes,
      flags: (own["flags"]?.elements ?? []).compactMap(\.text),
      power: axes.first { $0.kind == .synthesis }?.power)
  }
}

extension AxisReading {
  /// An axis of a line; `nil` for axes that have no pattern here and for those without controls.
  init?(node: DocumentNode, controls lines: [DocumentNode]) {
    let kinds: [String: AssayAxisKind] = [
      "synthesis": .synthesis, "export": .secretion, "migration": .migration, "chain_ratio": .chainRatio,
      "type_three": .typeIIIRatio, "melting": .melting,
    ]
    guard let kind = node["axis"]?.text.flatMap({ kinds[$0] }), let mean = node["controlMean"]?.number,
      let difference = node["difference"]?.number, let error = node["standardError"]?.number,
      let freedom = node["degreesOfFreedom"]?.number, let count = node["controlLines"]?.integer
    else { return nil }
    var values: [Double] = []
    switch kind {
    case .synthesis:
      values = lines.compactMap { $0["synthesis"]?["value"]?.number }.filter { $0 > 0 }.map(Elementary.log)
    case .secretion:
      values = lines.compactMap { $0["export"]?["value"]?.number }.filter { $0 > 0 && $0 < 100 }
        .map { Elementary.log($0 / (100 - $0)) }
    default: break
    }
    self.init(
      kind: kind, value: mean + difference, controlMean: mean, controlSD: node["controlDeviation"]?.number ?? 0,
      controls: count, standardError: error, degreesOfFreedom: freedom, pValue: node["pTwoSided"]?.number,
      power: node["power"]?.number, isUsable: node["excludedByQuality"]?.boolean != true, controlValues: values)
  }
}
