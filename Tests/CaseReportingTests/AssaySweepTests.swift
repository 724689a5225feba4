// Every value of an assay's and a cohort's document replaced by extreme ones: refused at its place, or carried through.

import Documents
import Evidence
import Foundation
import Numerics
import Reporting
import Testing

@testable import CaseReporting

@Suite struct AssaySweepTests {
  private static let extremes: [JSONValue] = [
    .integer(-1), .integer(0), .integer(.max), .integer(.min), .number(0.5), .number(1.7e308), .number(-1.7e308),
    .text(""), .text("NaN"), .text("9223372036854775807"), .text(String(repeating: "x", count: 5000)), .null,
    .boolean(true), .list([]), .object([:]),
  ]

  /// The document with at most two elements of every list, the case line among the lines.
  private static func thinned(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let object): .object(JSONObject(object.members.map { ($0.key, thinned($0.value)) }))
    case .list(let values):
      .list(
        (values.filter { $0["role"] == .text("case") }.prefix(1)
          + values.filter { $0["role"] != .text("case") }.prefix(2)).map(thinned))
    default: value
    }
  }

  private static func assay() throws -> JSONValue {
    let file = try fixture("glycine/glycine.assay.json")
    let whole = JSONValue(try DocumentNode.json(file.text(), file: file.name))
    var value = thinned(whole)
    // The lines, and the dishes of each, are all there: figures and counts rest on them.
    for key in ["lines", "dishes"] {
      guard case .list(let entries)? = whole[key] else { continue }
      let sorted = entries.filter { $0["role"] == .text("case") } + entries.filter { $0["role"] != .text("case") }
      value = DocumentSweepTests.replaced(value, at: [.key(key)], by: .list(sorted.map(thinned)))
    }
    guard case .list(let intervals)? = value["controls"], case .list(let lines)? = value["lines"] else { return value }
    // Fewer control lines have other intervals.
    let fewer = intervals.map { interval -> JSONValue in
      let key = interval["readout"] == .text("secretion") ? "secretion" : "synthesis"
      let values = lines.filter { $0["role"] == .text("control") }.compactMap { line -> Double? in
        guard case .number(let number)? = line[key]?["value"] else { return nil }
        return key == "secretion" ? Elementary.log(number / (100 - number)) : Elementary.log(number)
      }
      guard case .object(var object) = interval, let range = ReferenceInterval(values) else { return interval }
      (object["low"], object["high"]) = (.number(range.low), .number(range.high))
      object["lines"] = .integer(range.count)
      return .object(object)
    }
    return DocumentSweepTests.replaced(value, at: [.key("controls")], by: .list(fewer))
  }

  /// What the program does with an assay: the finding, and the report of a case.
  private func use(_ text: String) throws(EvidenceError) {
    _ = try AssayFinding(json: text, file: "assay.json", lines: ["glycine"])
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: glycine\n".utf8)))
    sources.assay = SourceFile(name: "assay.json", bytes: Array(text.utf8))
    let report = try CaseReporter.report(sources, version: testVersion)
    do { _ = try CaseReporter.files(report) } catch { Issue.record("\(error)") }
  }

  @Test func extremeValuesOfAnAssayAreRefusedAtTheirPlaceOrCarriedThrough() throws {
    let value = try AssaySweepTests.assay()
    try use(value.document())
    // The case's line, a control line and two dishes stand for the others.
    let paths = DocumentSweepTests.leaves(value).filter { path in
      let place = DocumentSweepTests.text(path)
      return !["lines", "dishes"].contains { key in
        place.hasPrefix(key + "[") && !place.hasPrefix(key + "[1]") && !place.hasPrefix(key + "[2]")
      }
    }
    #expect(paths.count > 200)
    var refused = 0
    for path in paths {
      let place = DocumentSweepTests.text(path)
      for extreme in AssaySweepTests.extremes {
        let text = DocumentSweepTests.replaced(value, at: path[...], by: extreme).document()
        do throws(EvidenceError) {
          try use(text)
          if case .number(let number) = extreme { #expect(abs(number) <= 1e18, "\(place) = \(number) was accepted") }
          if case .integer(let number) = extreme {
            #expect(number > .min && number < .max, "\(place) = \(number) was accepted")
          }
        } catch {
          refused += 1
          let fault = error.faults[0]
          // Another name of the case's line is another person's.
          if fault.code.rawValue == "IDENTITY_MISMATCH", place.hasSuffix(".line") { continue }
          #expect(fault.line != nil && !fault.place.isEmpty, "\(place): \(fault)")
          let codes: [InputFault.Code] = [.invalidValue, .outOfRange, .wrongType, .missing, .conflict]
          #expect(codes.contains(fault.code), "\(place): \(fault)")
        }
      }
    }
    #expect(refused > 6 * paths.count, "\(refused) of \(paths.count * AssaySweepTests.extremes.count) were refused")
  }

  @Test func statisticsOfAnAssayMustFollowFromEachOther() throws {
    let value = try AssaySweepTests.assay()
    guard case .list(let lines)? = value["lines"] else { return }
    let line = try #require(lines.firstIndex { $0["role"] == .text("case") })
    let reading: [DocumentSweepTests.Step] = [.key("lines"), .element(line), .key("readouts"), .element(0)]
    for (key, number) in [
      ("t", 99.0), ("difference", -40), ("difference_low", 40), ("difference_high", -40), ("standard_error", 5),
      ("control_mean", -1), ("control_mean", 40), ("p_low", 0.123), ("p_high", 0.123), ("p_two_sided", 0.123),
      ("power", 1.5), ("control_lines", -2),
    ] {
      let text = DocumentSweepTests.replaced(value, at: (reading + [.key(key)])[...], by: .number(number)).document()
      let error = #expect(throws: EvidenceError.self, "\(key)") { try use(text) }
      #expect(error?.faults.first?.place.contains("readouts[1]") == true, "\(key): \(error?.description ?? "")")
    }
  }

  /// The figures of every curve (used, not used, the reader's) must agree with their intervals and their calibrators.
  @Test func figuresOfACurveMustFollowFromEachOther() throws {
    let file = try fixture("glycine/glycine.assay.json")
    let value = JSONValue(try DocumentNode.json(file.text(), file: file.name))
    try use(value.document())
    for name in ["curve", "alternative"] {
      let curve: [DocumentSweepTests.Step] = [.key("plates"), .element(0), .key(name)]
      let parameter = curve + [.key("parameters"), .element(2)]
      for (place, number) in [
        (parameter + [.key("standard_error")], 500.0), (parameter + [.key("value")], 7), (parameter + [.key("low")], 1),
        (parameter + [.key("high")], 1e9), (curve + [.key("r_squared")], 1.5),
        (curve + [.key("residual_sum_of_squares")], 1e9), (curve + [.key("degrees_of_freedom")], 1),
      ] {
        let text = DocumentSweepTests.replaced(value, at: place[...], by: .number(number)).document()
        let error = #expect(throws: EvidenceError.self, "\(place)") { try use(text) }
        #expect(error?.faults.first?.place.hasPrefix("plates[1].\(name)") == true, "\(error?.description ?? "")")
      }
    }
  }

  /// Figures of the case line and of its dishes that contradict each other, however likely each of them looks.
  @Test func amountsAndFiguresMustFollowFromEachOther() throws {
    let file = try fixture("glycine/glycine.assay.json")
    let value = JSONValue(try DocumentNode.json(file.text(), file: file.name))
    guard case .list(let lines)? = value["lines"] else { return }
    let line: [DocumentSweepTests.Step] = [
      .key("lines"), .element(try #require(lines.firstIndex { $0["role"] == .text("case") })),
    ]
    let dish: [DocumentSweepTests.Step] = [.key("dishes"), .element(0)]
    for (place, number) in [
      (line + [.key("synthesis"), .key("value")], 5.0), (line + [.key("synthesis"), .key("low")], 73),
      (line + [.key("secretion"), .key("value")], 12), (line + [.key("secretion"), .key("high")], 101),
      (line + [.key("synthesis_percent_of_control")], 48), (line + [.key("secretion_percent_of_control")], 100),
      (line + [.key("secretion_odds_ratio")], -1), (line + [.key("readouts"), .element(0), .key("value")], -1),
      (dish + [.key("medium")], 1000), (dish + [.key("cell_layer")], -1), (dish + [.key("secretion_percent")], 75),
      (dish + [.key("logit_secretion")], 0), (dish + [.key("logit_secretion_error")], 1),
      (dish + [.key("degraded_fraction")], -1), (dish + [.key("synthesis"), .key("per_dish")], -1),
      ([.key("plates"), .element(0), .key("calibrators"), .element(1), .key("back_calculated")], 50),
      ([.key("plates"), .element(0), .key("limits"), .key("limit_of_detection")], -1),
      ([.key("controls"), .element(0), .key("low")], 9),
    ] as [([DocumentSweepTests.Step], Double)] {
      let text = DocumentSweepTests.replaced(value, at: place[...], by: .number(number)).document()
      let error = #expect(throws: EvidenceError.self, "\(DocumentSweepTests.text(place))") { try use(text) }
      #expect(error?.faults.first?.code == .invalidValue, "\(error?.description ?? "")")
    }
  }

  @Test func extremeValuesOfACohortAreRefusedAtTheirPlaceOrCarriedThrough() throws {
    var done = CohortDocument.Case(id: "a")
    (done.ok, done.answer, done.flags, done.assay) = (true, "One.", ["SYNTHETIC"], "NORMAL")
    done.sequenced = true
    (done.classes, done.concordance, done.noCallBases) = (["Benign"], "CONCORDANT", 7)
    let document = CohortDocument(
      version: "v", synthetic: true, researchUse: "r", rules: ["x"],
      rows: [.init(group: "all", measure: "patients", value: 2, denominator: 2)],
      variants: [.init(gene: "COL1A1", hgvsC: "c.1A>G", hgvsP: "p.?", cases: ["a"])],
      cases: [done, .init(id: "b", error: "no")])
    let value = JSONValue(encoding: document)
    for path in DocumentSweepTests.leaves(value) {
      let place = DocumentSweepTests.text(path)
      for extreme in AssaySweepTests.extremes {
        let text = DocumentSweepTests.replaced(value, at: path[...], by: extreme).document()
        do throws(InputFaults) {
          let read = try CohortDocument(json: text, file: "cohort.json")
          // A median of Z-scores may well lie below 0.
          let isMeasured = place.hasSuffix("value")
          if case .integer(let number) = extreme {
            #expect(number == 0 || (isMeasured && number == -1), "\(place) = \(number)")
          }
          _ = read.text()
        } catch {
          #expect(error.faults[0].line != nil && !error.faults[0].place.isEmpty, "\(place): \(error)")
        }
      }
    }
    let error = #expect(throws: InputFaults.self) {
      try CohortDocument(json: document.text().replacing("\"a\"\n      ]", with: "\"c\"\n      ]"), file: "c")
    }
    #expect(error?.faults.first?.place == "variants[1].cases", "\(error?.description ?? "")")
  }
}
