// Documents and schemas hold together: what is written validates, and a key more or less does not.

import Documents
import Evidence
import Foundation
import Reporting
import Testing

@testable import CaseReporting

@Suite struct SchemaTests {
  /// The first place at which a value breaks a schema; `nil` if it is valid. Knows the words that our schemas use.
  private func fault(_ value: JSONValue, _ schema: JSONValue, at place: String = "$") -> String? {
    if let wanted = schema["const"], wanted != value { return "\(place): not the constant" }
    if case .list(let allowed)? = schema["enum"], !allowed.contains(value) { return "\(place): none of the words" }
    if case .list(let choices)? = schema["anyOf"] {
      let faults = choices.compactMap { fault(value, $0, at: place) }
      if faults.count == choices.count { return faults[0] }
    }
    let types: [JSONValue] = if case .list(let all)? = schema["type"] { all } else { schema["type"].map { [$0] } ?? [] }
    if !types.isEmpty, !types.contains(where: { isOf($0, value) }) { return "\(place): another type" }
    switch value {
    case .integer(let number): return range(Double(number), schema, place)
    case .number(let number): return range(number, schema, place)
    case .list(let values):
      guard let items = schema["items"] else { return nil }
      return values.enumerated().lazy.compactMap { fault($1, items, at: "\(place)[\($0)]") }.first
    case .object(let object): return fault(in: object, schema, place)
    default: return nil
    }
  }

  private func fault(in object: JSONObject, _ schema: JSONValue, _ place: String) -> String? {
    if case .list(let required)? = schema["required"] {
      for case .text(let key) in required where object[key] == nil { return "\(place).\(key): missing" }
    }
    for member in object.members {
      if let known = schema["properties"]?[member.key] {
        if let fault = fault(member.value, known, at: "\(place).\(member.key)") { return fault }
      } else if let other = schema["additionalProperties"] {
        if other == .boolean(false) { return "\(place).\(member.key): not known" }
        if let fault = fault(member.value, other, at: "\(place).\(member.key)") { return fault }
      }
    }
    return nil
  }

  private func range(_ number: Double, _ schema: JSONValue, _ place: String) -> String? {
    func bound(_ key: String) -> Double? {
      switch schema[key] {
      case .integer(let value): Double(value)
      case .number(let value): value
      default: nil
      }
    }
    return number < bound("minimum") ?? -.infinity || number > bound("maximum") ?? .infinity
      ? "\(place): out of range" : nil
  }

  private func isOf(_ type: JSONValue, _ value: JSONValue) -> Bool {
    switch (type, value) {
    case (.text("null"), .null), (.text("boolean"), .boolean), (.text("string"), .text), (.text("array"), .list),
      (.text("object"), .object), (.text("integer"), .integer), (.text("number"), .integer), (.text("number"), .number):
      true
    default: false
    }
  }

  private func schema(_ name: String) throws -> JSONValue {
    let text = try #require(DocumentSchemas.text(name))
    return JSONValue(try DocumentNode.json(text, file: name))
  }

  @Test func whatIsEmbeddedIsWhatLiesInTheRepository() throws {
    for name in ["assay", "case", "cohort", "manifest", "names", "report", "screen", "verify"] {
      let file = try String(contentsOfFile: repository("schemas/\(name).schema.json"), encoding: .utf8)
      #expect(DocumentSchemas.text(name) == file, "\(name): run benchmarks/evidence/make_schemas.py")
    }
    #expect(DocumentSchemas.text("nothing") == nil)
  }

  /// A document that is read back may hold no number that nothing limits, and no value that nothing describes.
  @Test func everyNumberHasARange() throws {
    func open(_ node: JSONValue, _ place: String, into found: inout [String]) {
      switch node {
      case .list(let all): for (index, one) in all.enumerated() { open(one, "\(place)/\(index)", into: &found) }
      case .object(let object):
        let types: [JSONValue] =
          if case .list(let all)? = object["type"] { all } else { object["type"].map { [$0] } ?? [] }
        let isNumber = types.contains(.text("number")) || types.contains(.text("integer"))
        if isNumber, !types.contains(.text("string")), object["minimum"] == nil || object["maximum"] == nil {
          found.append(place)
        }
        for member in object.members { open(member.value, "\(place)/\(member.key)", into: &found) }
      default: break
      }
    }
    for name in ["assay", "case", "cohort", "report", "screen"] {
      var found: [String] = []
      open(try schema(name), name, into: &found)
      #expect(found.isEmpty)
    }
  }

  @Test func aScreenFollowsItsSchemaAndNoOther() throws {
    var document = DocumentSweepTests.document()
    document.insertSizes = InsertSizes(sorted: [300, 350, 400], scale: .gene, median: 350, low: 300, high: 400)
    let side = BaseQualities.Side(reads: 9, phred30: 0.9, meanByPosition: [35.5, nil], phred30ByPosition: [1, nil])
    document.baseQualities = BaseQualities(
      state: .measured, values: 30, unknownFraction: 0.01, first: side, second: side)
    let screen = JSONValue(encoding: document)
    let schema = try schema("screen")
    #expect(fault(screen, schema) == nil)
    guard case .object(let object) = screen else { return }
    for member in object.members {
      var other = object
      other[member.key] = nil
      // Documents of older programs have no curves.
      let isLater = ["insert_sizes", "base_qualities"].contains(member.key)
      #expect(fault(.object(other), schema) == (isLater ? nil : "$.\(member.key): missing"))
    }
    var more = object
    more["later"] = .integer(1)
    #expect(fault(.object(more), schema) == "$.later: not known")
  }

  @Test func reportsAndCohortsFollowTheirSchemas() throws {
    var sources = try glycineSources()
    #expect(
      fault(CaseReportJSON.value(try CaseReporter.report(sources, version: testVersion)), try schema("report")) == nil)
    var rna = DocumentSweepTests.document()
    rna.sample = "glycine"
    sources.rna = SourceFile(name: "rna.json", document: rna)
    let report = try CaseReporter.report(sources, version: testVersion)
    #expect(fault(CaseReportJSON.value(report), try schema("report")) == nil)
    let record = try #require(CaseReportJSON.value(report)["case"])
    #expect(fault(record, try schema("case")) == nil)
    let entries = [
      CohortEntry(id: report.id, state: .done, report: report),
      CohortEntry(id: "b", state: .failed("no"), report: nil),
    ]
    let table = CohortTable([CohortCase(report.assessment)])
    let cohort = CohortFiles.document(
      table, entries: entries, warnings: CohortStatements.warnings(entries), version: testVersion)
    #expect(fault(JSONValue(encoding: cohort), try schema("cohort")) == nil)
    #expect(try CohortDocument(json: cohort.text(), file: "cohort.json") == cohort)
  }

  @Test func theScreenOfTheRepositoryFollowsItsSchema() throws {
    let file = try fixture("glycine/glycine.screen.json")
    #expect(fault(JSONValue(try DocumentNode.json(file.text(), file: file.name)), try schema("screen")) == nil)
  }
}
