// A report that is issued again says what changed: whatever differs between two documents is told, and nothing else is.

import Documents
import Evidence
import Foundation
import Numerics
import Reporting
import Testing

@testable import CaseReporting

@Suite struct ReissueTests {
  private func sources(_ change: (inout CaseSources) throws -> Void = { _ in }) throws -> CaseSources {
    var sources = try glycineSources()
    try change(&sources)
    return sources
  }

  private func report(
    date: String? = nil, version: String = testVersion, _ change: (inout CaseSources) throws -> Void = { _ in }
  ) throws -> CaseReport {
    try CaseReporter.report(sources(change), version: version, date: date.flatMap { TimeStamp($0) })
  }

  private func file(_ report: CaseReport) -> SourceFile {
    SourceFile(name: "earlier.report.json", bytes: Array(CaseReportJSON.text(report).utf8))
  }

  private func edited(_ file: SourceFile, _ old: String, _ new: String) throws -> SourceFile {
    let text = try file.text()
    #expect(text.contains(old))
    return SourceFile(name: file.name, bytes: Array(text.replacing(old, with: new).utf8))
  }

  private func joined(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  @Test func theSameReportAgainHasNoChanges() throws {
    let first = try report(date: "2026-01-10")
    let second = try report(date: "2026-03-01") { $0.previous = file(first) }
    #expect(second.reissue?.changes == [] && second.issue == 2 && first.issue == 1)
    #expect(second.digest == first.digest)
    let text = joined(CaseReportText.text(second))
    #expect(text.contains("Report 2 of this case. It takes the place of report 1 of 2026-01-10"))
    #expect(text.contains("Nothing differs but the date of issue."))
    #expect(try CaseReportHTML.text(second).contains("Nothing differs but the date of issue."))
    let third = try report { $0.previous = file(second) }
    #expect(third.issue == 3 && third.reissue?.changes == [])
    #expect(!CaseReportText.text(first).contains("CHANGED SINCE"))
  }

  /// Another person's sequence under the name of the case.
  @Test func genotypesOfAnotherPersonAreADoubt() throws {
    let first = try report()
    let calls = first.assessment.calls.map(\.finding)
    let lost = try #require(calls.first { $0.zygosity == .heterozygous && $0.isPass })
    // The new screen has the reference where the call was.
    let file = try #require(try sources().screen)
    var screen = try file.document(ScreenDocument.self)
    screen.calls.removeAll { $0.hgvsC == lost.hgvsC }
    screen.genotypes?.removeAll { $0.name == lost.name }
    let runs = try #require(screen.coverage?.runs).map { run in
      let isThere = run.chrom == lost.chrom && (run.start..<run.end).contains(lost.pos - 1)
      return CoverageRun(
        chrom: run.chrom, start: run.start, end: run.end, gene: run.gene, region: run.region,
        depthMedian: isThere ? 60 : run.depthMedian, verdict: isThere ? .reference : run.verdict, reason: run.reason)
    }
    screen.coverage = ScreenCoverage(runs: runs)
    let other = SourceFile(name: "other.json", document: screen)
    let second = try report {
      $0.screen = other
      $0.previous = self.file(first)
    }
    #expect(second.assessment.identityDoubts.contains { $0.contains(lost.name) && $0.contains("report before") })
    #expect(try CaseReportHTML.text(second).contains("IDENTITY_UNCERTAIN"))
    let same = try report { $0.previous = self.file(first) }
    #expect(same.assessment.identityDoubts.isEmpty)
  }

  /// A VCF does not say what is absent, and one that lists nothing of the report before may be another person's.
  @Test func aVCFWithoutAnyVariantOfTheReportBeforeIsADoubt() throws {
    let first = try report()
    let calls = first.assessment.calls.map(\.finding).filter { $0.isPass && !$0.isSymbolic }
    func doubts(_ rows: [String]) throws -> [String] {
      let header = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tglycine\n"
      let text = header + rows.map { $0 + "\n" }.joined()
      return try report {
        $0.previous = self.file(first)
        $0.screen = nil
        $0.vcf = SourceFile(name: "new.vcf", bytes: Array(text.utf8))
      }.assessment.identityDoubts
    }
    func row(_ call: Call) -> String {
      "\(call.chrom)\t\(call.pos)\t.\t\(call.ref)\t\(call.alt)\t50\tPASS\t.\tGT\t0/1"
    }
    let foreign = "chr17\t50198002\t.\tC\tA\t50\tPASS\t.\tGT\t0/1"
    let own = try #require(calls.first)
    #expect(try doubts([foreign]).contains { $0.contains(own.shortCodingName) && $0.contains("new VCF") })
    #expect(try doubts([foreign, row(own)]).isEmpty)
  }

  /// What an added part changes elsewhere is told in its sentences, never as "differs" alone.
  @Test func anAddedAssayIsToldInWords() throws {
    let first = try report { $0.assay = nil }
    let second = try report { $0.previous = file(first) }
    let changes = try #require(second.reissue?.changes)
    let limits = try #require(changes.first { $0.part == .other && $0.subject == "limits" })
    #expect(limits.after?.contains("not diagnostic cut-offs") == true)
    let identity = try #require(changes.first { $0.part == .other && $0.subject == "identity" })
    #expect(identity.after?.contains("rests on its name") == true)
    #expect(changes.filter { $0.part == .other }.allSatisfy { $0.before != nil || $0.after != nil }, "\(changes)")
  }

  @Test func aJudgementThatMovesTheClassIsToldFirst() throws {
    let first = try report()
    let record = String(decoding: try sources().record.bytes, as: UTF8.self)
    let entry =
      "curation:\n  - {code: PM1, strength: not_met, reason: our series, by: A. Curator, date: 2026-02-01}\n"
      + "  - {code: PS3, strength: not_met, reason: assay in doubt, by: A. Curator, date: 2026-02-01}\n"
    let second = try report {
      $0.previous = file(first)
      $0.record = SourceFile(name: "case.yaml", bytes: Array((record + entry).utf8))
    }
    let changes = try #require(second.reissue?.changes)
    let moved = try #require(changes.first { $0.part == .class })
    #expect(moved.subject == "COL1A1 c.3496G>T")
    #expect(moved.before?.hasPrefix("Pathogenic (") == true && moved.after?.hasPrefix("Pathogenic (") == false)
    #expect(changes.contains { $0.part == .result })
    let criterion = try #require(changes.first { $0.part == .criterion && $0.subject == "PM1 of COL1A1 c.3496G>T" })
    #expect(criterion.before == "PM1_Strong" && criterion.after?.hasPrefix("not met (our series") == true)
    #expect(changes.count { $0.part == .curation } == 2)
    #expect(changes.contains { $0.part == .input && $0.subject == "case case.yaml" })
    for text in [joined(CaseReportText.text(second)), try joined(CaseReportHTML.text(second))] {
      for word in [moved.before, moved.after, "our series, by A. Curator, 2026-02-01"] {
        #expect(text.contains(word ?? "?"), "\(word ?? "")")
      }
    }
    guard case .list(let told)? = CaseReportJSON.value(second)["previous"]?["changes"] else {
      Issue.record("no changes in the JSON")
      return
    }
    #expect(told.count == changes.count)
  }

  @Test func versionKnowledgeAndVariantsAreTold() throws {
    let first = try report(version: "collagen 0.1.0")
    let second = try report(version: "collagen 0.2.0") {
      $0.previous = file(first)
      $0.shared.known = []
      $0.assay = nil
    }
    let changes = try #require(second.reissue?.changes)
    let program = try #require(changes.first { $0.part == .program })
    #expect(program.before == "collagen 0.1.0" && program.after == "collagen 0.2.0")
    #expect(changes.contains { $0.part == .knowledge && $0.before?.contains("known.vcf") == true && $0.after == nil })
    #expect(changes.contains { $0.part == .assay && $0.before?.hasPrefix("STRUCTURAL") == true && $0.after == nil })
    #expect(changes.contains { $0.part == .criterion && $0.subject.hasPrefix("PS3 of ") })
    // A variant that is no longer called, and one that is new.
    let third = try report {
      $0.previous = file(first)
      let screen = try #require($0.screen)
      // A file whose names do not fit its bases would be refused; a document of this run is not read back.
      var document = try screen.document(ScreenDocument.self)
      for index in document.calls.indices {
        document.calls[index].hgvsC = document.calls[index].hgvsC?.replacing("c.3496G>T", with: "c.3497G>T")
      }
      $0.screen = SourceFile(name: screen.name, document: document)
    }
    let variants = try #require(third.reissue?.changes.filter { $0.part == .variant })
    #expect(variants.contains { $0.subject == "COL1A1 c.3496G>T" && $0.after == nil && $0.before != nil })
    #expect(variants.contains { $0.subject == "COL1A1 c.3497G>T" && $0.before == nil && $0.after != nil })
  }

  /// Sabotage: whatever single value of the earlier document is another one, the new report says that something differs.
  @Test func noSingleDifferenceIsPassedOver() throws {
    let first = try report()
    let document = CaseReportJSON.plain(first)
    var places: [[JSONStep]] = []
    JSONStep.walk(document, []) { places.append($0) }
    let seed: UInt64 = 20_261_129
    var random = SplitMix64(seed: seed)
    let unsaid: Set<String> = ["schema", "date", "digest"]
    #expect(places.count > 500)
    for _ in 0..<400 {
      let place = places[Int(random.next() % UInt64(places.count))]
      if case .key(let key)? = place.first, unsaid.contains(key) { continue }
      let other = JSONStep.changed(document, place[...])
      let changes = ReportComparison(before: other, after: document).changes()
      #expect(!changes.isEmpty, "seed \(seed): \(place)")
    }
  }

  /// Sabotage: an earlier report of which any single value was edited is not believed.
  @Test func anEditedReportIsRefused() throws {
    let first = try report(date: "2026-03-01")
    guard case .object(let whole) = JSONValue(try DocumentNode.json(CaseReportJSON.text(first), file: "")) else {
      Issue.record("the report is no object")
      return
    }
    _ = try report(date: "2026-03-02") { $0.previous = file(first) }
    var places: [[JSONStep]] = []
    JSONStep.walk(.object(whole), []) { places.append($0) }
    var random = SplitMix64(seed: 77)
    for _ in 0..<60 {
      let place = places[Int(random.next() % UInt64(places.count))]
      let text = JSONStep.changed(.object(whole), place[...]).document()
      #expect(throws: EvidenceError.self, "\(place)") {
        try report(date: "2026-03-02") { $0.previous = SourceFile(name: "e.json", bytes: Array(text.utf8)) }
      }
    }
    let edited = file(first)
    let answer = Array(CaseReportJSON.text(first).replacing("\"research_use\": \"", with: "\"research_use\": \"X").utf8)
    let error = #expect(throws: EvidenceError.self) {
      try report(date: "2026-03-02") { $0.previous = SourceFile(name: edited.name, bytes: answer) }
    }
    #expect(error?.faults.map(\.code.rawValue) == ["CHANGED_FILE"])
  }

  @Test func aFileThatIsNotTheReportBeforeIsRefused() throws {
    let good = file(try report(date: "2026-03-01"))
    for (wrong, place) in [
      (try edited(good, "\"id\": \"glycine\"", "\"id\": \"other\""), "case"),
      (try edited(good, "collagen.report/2", "collagen.report/1"), "schema"),
      (try edited(good, "\"answer\":", "\"reply\":"), "answer"), (good, "date"),
    ] {
      let error = #expect(throws: EvidenceError.self) {
        try report(date: "2026-02-01") { $0.previous = wrong }
      }
      #expect(error?.faults.map(\.place) == [place] && error?.faults.first?.remedy.isEmpty == false)
    }
    let screen = try #require(try sources().screen)
    #expect(throws: EvidenceError.self) { try report { $0.previous = screen } }
    #expect(throws: EvidenceError.self) {
      try report { $0.previous = SourceFile(name: "x.json", bytes: Array("{".utf8)) }
    }
  }

  @Test func everyJudgementIsInTheTrail() throws {
    let record = String(decoding: try sources().record.bytes, as: UTF8.self)
    let long = String(repeating: "a family of many ", count: 60) + "END"
    let entries =
      "curation:\n  - {code: PS4, strength: strong, count: 9, reason: \(long), by: B. First, date: 2026-01-01}\n"
      + "  - {code: PS4, strength: moderate, count: 4, reason: two were relatives, by: A. Curator, date: 2026-02-01}\n"
    let report = try report { $0.record = SourceFile(name: "case.yaml", bytes: Array((record + entries).utf8)) }
    let trail = CurationTrail(report.assessment).entries
    #expect(trail.map(\.standing) == [.replaced, .counts])
    #expect(trail[1].automatic?.hasPrefix("not_used: ") == true)
    for text in [joined(CaseReportText.text(report)), try joined(CaseReportHTML.text(report))] {
      for word in [
        "B. First, 2026-01-01", "A. Curator, 2026-02-01", "Replaced by a later judgement of PS4", "many END",
      ] {
        #expect(text.contains(word), "\(word)")
      }
    }
    guard case .list(let rows)? = CaseReportJSON.value(report)["audit_trail"] else { return }
    #expect(rows.map { $0["standing"] } == [.text("replaced"), .text("counts")])
  }
}

/// One step into a JSON document.
private enum JSONStep: CustomStringConvertible {
  case key(String)
  case index(Int)

  var description: String {
    switch self {
    case .key(let key): key
    case .index(let index): "\(index)"
    }
  }

  /// The paths of all values that have no parts.
  static func walk(_ value: JSONValue, _ path: [JSONStep], _ visit: ([JSONStep]) -> Void) {
    switch value {
    case .list(let values): for (index, part) in values.enumerated() { walk(part, path + [.index(index)], visit) }
    case .object(let object): for member in object.members { walk(member.value, path + [.key(member.key)], visit) }
    default: visit(path)
    }
  }

  /// The document with another value at a path.
  static func changed(_ value: JSONValue, _ path: ArraySlice<JSONStep>) -> JSONValue {
    guard let step = path.first else {
      switch value {
      case .text(let text): return .text(text + "x")
      case .integer(let number): return .integer(number + 1)
      case .number(let number): return .number(number + 0.125)
      case .boolean(let flag): return .boolean(!flag)
      default: return .text("x")
      }
    }
    switch (step, value) {
    case (.key(let key), .object(var object)):
      object[key] = object[key].map { changed($0, path.dropFirst()) }
      return .object(object)
    case (.index(let index), .list(var values)):
      values[index] = changed(values[index], path.dropFirst())
      return .list(values)
    default: return value
    }
  }
}
