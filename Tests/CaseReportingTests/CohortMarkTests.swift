// A cohort that goes on in spite of names marks every output of the cases concerned, however it is worked out; tables of an
// assay that are another case's, and lines of which nothing was measured, are told.

import Documents
import Evidence
import Foundation
import Reporting
import Testing

@testable import CaseReporting
@testable import Collagen

/// A folder with files, and a sheet of them.
private struct Folder {
  let path = NSTemporaryDirectory() + "collagen-marks-" + UUID().uuidString

  init(_ files: [String: String]) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path + "/" + name))
  }

  func sheet(_ text: String) throws -> CohortSheet {
    try CohortSheet(text: text, file: "s.csv", base: path) {
      FileManager.default.fileExists(atPath: path + "/" + $0) ? .file : nil
    }
  }

  func output(_ name: String) -> String { path + "/" + name }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Every file below a folder with its text, those of other bytes left out.
  func texts(_ name: String) throws -> [String: String] {
    try FileManager.default.subpathsOfDirectory(atPath: output(name)).reduce(into: [:]) { found, file in
      guard !file.hasPrefix("."), let text = try? String(contentsOfFile: output(name) + "/" + file, encoding: .utf8)
      else { return }
      found[file] = text
    }
  }
}

@Suite struct CohortMarkTests {
  private static let stages: CohortStages = {
    var stages = CohortStages()
    stages.screen = { options, _, _ in
      var document = screenDocument(options.sample, calls: [])
      document.warnings = options.remarks
      return CaseScreen(document: document)
    }
    return stages
  }()

  private func run(
    _ folder: Folder, _ sheet: String, _ name: String, goesOn: Bool = false, part: CohortPart = .all
  ) throws -> [CohortEntry] {
    var options = CohortOptions(output: folder.output(name))
    (options.allowsIdentityMismatch, options.part) = (goesOn, part)
    let entries = try Cohort(
      sheet: folder.sheet(sheet), options: options, stages: Self.stages, version: testVersion
    ).run(progress: { _ in })
    if case .shard = part { return entries }
    _ = try Cohort.publishTables(entries, options: options)
    return entries
  }

  private func faults(_ entries: [CohortEntry]) -> [String] {
    entries.map { entry in if case .failed(let reason) = entry.state { reason } else { "" } }
  }

  private static let records = [
    "PA.yaml": "id: PA\n", "PB.yaml": "id: PB\n", "PC.yaml": "id: PC\n", "PA_R1.fq": "a1", "PB_R1.fq": "b1",
    "PC_R1.fq": "c1", "PA_R2.fq": "a2", "PB_R2.fq": "b2", "x1.fq": "x1", "x2.fq": "x2",
  ]

  /// Sheets whose names say of PA and PB, and of no other case, that parts were exchanged.
  private static let exchanged = [
    "case_id,reads1,clinical\nPA,PB_R1.fq,PA.yaml\nPB,PA_R1.fq,PB.yaml\nPC,PC_R1.fq,PC.yaml\n",
    "case_id,reads1,clinical,sample\nPA,x1.fq,PA.yaml,PB\nPB,x2.fq,PB.yaml,PA\nPC,PC_R1.fq,PC.yaml,\n",
  ]

  @Test(arguments: exchanged) func goingOnMarksEveryOutput(_ sheet: String) throws {
    let folder = try Folder(Self.records)
    defer { folder.remove() }
    #expect(faults(try run(folder, sheet, "refused")).map { $0.contains("IDENTITY_MISMATCH") } == [true, true, false])

    let entries = try run(folder, sheet, "marked", goesOn: true)
    #expect(entries.allSatisfy { $0.report != nil })
    let texts = try folder.texts("marked")
    for (id, isMarked) in [("PA", true), ("PB", true), ("PC", false)] {
      for form in ["report.html", "report.txt", "report.json", "phenopacket.json"] {
        let text = try #require(texts["\(id)/\(id).\(form)"])
        #expect(text.contains("IDENTITY NOT CONFIRMED") == isMarked, "\(id) \(form)")
      }
    }
    for name in ["cohort.html", "cohort.json"] {
      let text = try #require(texts[name])
      #expect(text.contains("IDENTITY NOT CONFIRMED: case PA:") && text.contains("IDENTITY NOT CONFIRMED: case PB:"))
      #expect(!text.contains("IDENTITY NOT CONFIRMED: case PC"), "\(name)")
    }
    // What the command says on standard error are these warnings.
    #expect(CohortStatements.warnings(entries).count { $0.hasPrefix("IDENTITY NOT CONFIRMED: case ") } >= 2)
  }

  /// However the cohort is split, and whether its cases are kept, the marks are the same.
  @Test(arguments: exchanged) func partsAndKeptCasesAreMarkedAlike(_ sheet: String) throws {
    let folder = try Folder(Self.records)
    defer { folder.remove() }
    _ = try run(folder, sheet, "whole", goesOn: true)
    for index in 1...3 { _ = try run(folder, sheet, "parts", goesOn: true, part: .shard(index: index, count: 3)) }
    _ = try run(folder, sheet, "parts", goesOn: true, part: .gathered)
    #expect(try folder.texts("whole") == folder.texts("parts"))
    let again = try run(folder, sheet, "whole", goesOn: true)
    #expect(again.allSatisfy { $0.state == .kept })
    #expect(try folder.texts("whole") == folder.texts("parts"))
    // A case that was worked out without a mark is not kept when the sheet says more.
    let right = "case_id,reads1,clinical\nPA,PA_R1.fq,PA.yaml\nPB,x2.fq,PB.yaml\n"
    _ = try run(folder, right, "more", goesOn: true)
    let wrong = "case_id,reads1,clinical,sample\nPA,PA_R1.fq,PA.yaml,\nPB,x2.fq,PB.yaml,PA\n"
    _ = try run(folder, wrong, "more", goesOn: true)
    #expect(try folder.texts("more")["PB/PB.report.txt"]?.contains("IDENTITY NOT CONFIRMED") == true)
  }

  @Test func anotherCasesRecordIsRefusedInSpiteOfAll() throws {
    let folder = try Folder(Self.records)
    defer { folder.remove() }
    let sheet = "case_id,reads1,clinical\nPA,PA_R1.fq,PB.yaml\nPC,PC_R1.fq,PC.yaml\n"
    #expect(faults(try run(folder, sheet, "o", goesOn: true)).map(\.isEmpty) == [false, true])
  }

  @Test func aFileWithoutItsMateIsTold() throws {
    let folder = try Folder(Self.records)
    defer { folder.remove() }
    func told(_ sheet: String, _ name: String) throws -> [String] {
      CohortStatements.warnings(try run(folder, sheet, name)).filter { $0.contains("without its mates") }
    }
    let alone = try told("case_id,reads1,clinical\nPA,PA_R1.fq,PA.yaml\nPC,PC_R1.fq,PC.yaml\n", "alone")
    #expect(alone.count == 1 && alone[0].contains("case PA: PA_R1.fq") && alone[0].contains("PA_R2.fq lies beside it"))
    #expect(try told("case_id,reads1,reads2,clinical\nPA,PA_R1.fq,PA_R2.fq,PA.yaml\n", "paired").isEmpty)
  }
}

// MARK: tables of assays

extension CohortMarkTests {
  /// The rows of a made-up run for other lines; those of a further line stand in other wells of the plate.
  ///
  /// - Parameter factor: multiplies all signals, so that two plates are not one.
  private func table(_ kind: String, _ lines: [String], factor: Double = 1) throws -> String {
    let rows = try fixture("smith1995/assay/smith1995-04.\(kind).csv").text().split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let head = rows.prefix { $0[0].hasPrefix("#") || $0.contains("line_id") }
    let isPlate = kind == "plate"
    let place = isPlate ? 4 : 0
    func written(_ row: [String], _ line: String, _ number: Int) -> [String] {
      var row = row
      if row[place] == "smith1995-04" { row[place] = line }
      guard isPlate else { return row }
      row[0] = lines.joined()
      row[1] = "\(row[1].prefix(1))\((Int(row[1].dropFirst()) ?? 0) + 12 * number)"
      row[3] = row[3].replacing("smith1995-04", with: line)
      row[10] = NumberText.fixed((Double(row[10]) ?? 0) * factor * (1 + 0.01 * Double(number)), 4)
      return row
    }
    let body = rows.dropFirst(head.count)
    let controls = body.filter { $0[place] != "smith1995-04" }.map { written($0, "", 0) }
    let named = lines.enumerated().flatMap { number, line in
      body.filter { $0[place] == "smith1995-04" }.map { written($0, line, number) }
    }
    return (Array(head) + controls + named).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  private func folder() throws -> Folder {
    var files = Self.records
    for line in ["PA", "PB", "PC"] {
      for kind in ["cultures", "plate"] { files["\(line).\(kind).csv"] = try table(kind, [line]) }
    }
    for kind in ["cultures", "plate"] { files["run.\(kind).csv"] = try table(kind, ["PA", "PB"]) }
    files["x.plate.csv"] = try table("plate", ["PB"], factor: 1.01)
    files["y.plate.csv"] = try table("plate", ["PA"], factor: 0.99)
    return try Folder(files)
  }

  private func sheet(_ pa: String, _ pb: String) -> String {
    "case_id,assay,clinical\nPA,\(pa),PA.yaml\nPB,\(pb),PB.yaml\n"
  }

  @Test func tablesOfAnotherCaseAreTold() throws {
    let folder = try folder()
    defer { folder.remove() }
    for (number, (pa, pb)) in [
      ("PA.cultures.csv;PB.plate.csv", "PB.cultures.csv;PA.plate.csv"),
      // Names that nobody knows; the lines in them decide.
      ("PA.cultures.csv;x.plate.csv", "PB.cultures.csv;y.plate.csv"),
    ].enumerated() {
      let told = faults(try run(folder, sheet(pa, pb), "o\(number)"))
      #expect(told[0].contains("IDENTITY_MISMATCH") && told[0].contains("assay"), "\(pa): \(told)")
      #expect(told[1].contains("IDENTITY_MISMATCH") && told[1].contains("assay"), "\(pb): \(told)")
    }
    try folder.write("PB2.yaml", "id: PA\n")
    try folder.write("PA2.yaml", "id: PB\n")
    let records = faults(try run(folder, "case_id,clinical\nPA,PB2.yaml\nPB,PA2.yaml\n", "r"))
    #expect(records.allSatisfy { $0.isEmpty }, "PB2 is not PB")
    try folder.write("PB.yaml", "id: PA\n")
    try folder.write("PA.yaml", "id: PB\n")
    let exchanged = faults(try run(folder, "case_id,clinical\nPA,PB.yaml\nPB,PA.yaml\n", "s"))
    #expect(exchanged.allSatisfy { $0.contains("IDENTITY_MISMATCH") && $0.contains("clinical") }, "\(exchanged)")
  }

  @Test func sharedPlatesAreOrdinary() throws {
    let folder = try folder()
    defer { folder.remove() }
    for (number, (pa, pb)) in [
      ("PA.cultures.csv;PA.plate.csv", "PB.cultures.csv;PB.plate.csv"),
      ("run.cultures.csv;run.plate.csv", "run.cultures.csv;run.plate.csv"),
      ("PA.cultures.csv;run.plate.csv", "PB.cultures.csv;run.plate.csv"),
      ("run.cultures.csv;x.plate.csv;y.plate.csv", "run.cultures.csv;x.plate.csv;y.plate.csv"),
    ].enumerated() {
      let entries = try run(folder, sheet(pa, pb), "o\(number)")
      #expect(faults(entries).filter { !$0.isEmpty } == [], "\(pa)")
      let told = CohortStatements.warnings(entries).filter { $0.contains("not in the cultures table") }
      #expect(told.isEmpty, "\(pa): \(told)")
    }
  }

  /// What the assay warns of is passed on: in text, JSON and page of the report, and by the cohort.
  @Test func warningsOfTheAssayArePassedOn() throws {
    let folder = try folder()
    defer { folder.remove() }
    // A line that nobody else of the sheet has is on the plate and not in the cultures.
    try folder.write("PA.plate.csv", table("plate", ["PA", "Q7"]))
    let entries = try run(folder, "case_id,assay,clinical\nPA,PA.cultures.csv;PA.plate.csv,PA.yaml\n", "o")
    let words = "line 'Q7', dish 1 is on the plate but not in the cultures table"
    #expect(
      CohortStatements.warnings(entries).contains {
        $0.contains(#/^case PA: PA\.plate\.csv:[0-9]+: /#) && $0.contains(words)
      })
    let texts = try folder.texts("o")
    let joined = texts.mapValues { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    for name in ["PA/PA.report.txt", "PA/PA.report.json", "cohort.json"] {
      #expect(joined[name]?.contains(words) == true, "\(name)")
    }
    #expect(joined["PA/PA.report.html"]?.contains("dish 1 is on the plate but not in the cultures table") == true)
  }

  @Test func aLineOfWhichNothingWasMeasuredHadNoAssay() throws {
    let folder = try folder()
    defer { folder.remove() }
    try folder.write("z.plate.csv", table("plate", ["Q7"]))
    let sheet = sheet("PA.cultures.csv;z.plate.csv", "PB.cultures.csv;PB.plate.csv")
    let entries = try run(folder, sheet, "o")
    #expect(faults(entries).filter { !$0.isEmpty } == [])
    let assessment = try #require(entries[0].report).assessment
    #expect(assessment.answer.contains("othing was measured of line PA"), "\(assessment.answer)")
    #expect(!assessment.answer.contains("indeterminate"))
    #expect(assessment.flags.map(\.code).contains(.assayNotMeasured))
    #expect(!assessment.flags.map(\.code).contains(.assayIndeterminate))
    let table = CohortTable(entries.compactMap(\.report?.cohortCase))
    #expect(table.row("assays")?.value == 1 && table.row("assays_indeterminate")?.value == 0)
    let texts = try folder.texts("o")
    #expect(texts["collagen_gs_mqc.json"]?.contains("not measured") == true)
    #expect(texts["collagen_gs_mqc.json"]?.contains("INDETERMINATE") == false)
    #expect(texts["PA/PA.report.txt"]?.contains("FIBROBLAST ASSAY: nothing was measured of line PA") == true)
    let measured = try #require(entries[1].report).assessment
    #expect(measured.assay?.isMeasured == true && !measured.answer.contains("nothing was measured"))
  }
}
