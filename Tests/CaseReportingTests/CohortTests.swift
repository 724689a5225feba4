// Tests of the cohort: the seed paper's numbers, what is kept, what a bad case does, and the sheet's faults.

import Documents
import Evidence
import Foundation
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import CaseReporting
@testable import Collagen

@Suite struct CohortTests {
  private static let folder = repository("fixtures/cases/smith1995")

  /// The calls that the simulated reads hold; the reads themselves are screened by tests of the command.
  @Sendable private static func screen(
    _ options: ScreenOptions, _: [String], _: [String]
  ) throws -> CaseScreen {
    let sample = options.sample
    var calls: [Call] = []
    if sample == "smith1995-04" {
      var call = Call(
        gene: "COL1A1", hgvsC: "NM_000088.4:c.1243C>T", hgvsP: "NP_000079.2:p.(Arg415Ter)", consequence: "stop_gained")
      (call.pos, call.ref, call.alt) = (50_195_288, "G", "A")
      (call.depth, call.altDepth, call.vaf) = (30, 14, 0.4667)
      calls.append(try named(call))
    } else if sample == "smith1995-11" {
      var call = Call(
        gene: "COL1A2", hgvsC: "NM_000089.4:c.1645C>G", hgvsP: "NP_000080.2:p.(Pro549Ala)",
        consequence: "missense_variant")
      (call.pos, call.ref, call.alt) = (94_413_927, "C", "G")
      (call.depth, call.altDepth, call.vaf) = (28, 13, 0.4643)
      calls.append(try named(call))
    }
    for index in calls.indices { calls[index].zygosity = .heterozygous }
    return CaseScreen(document: screenDocument(sample, calls: calls))
  }

  private func cohort(_ output: String, _ sheet: CohortSheet) -> Cohort {
    var cohort = Cohort(sheet: sheet, options: CohortOptions(output: output))
    cohort.version = testVersion
    cohort.stages.screen = CohortTests.screen
    return cohort
  }

  private func run(
    _ output: String, sheet text: String? = nil, stages: CohortStages? = nil,
    isCancelled: @escaping () -> Bool = { false }, progress: @escaping (CohortProgress) -> Void = { _ in }
  ) throws -> [CohortEntry] {
    let source = try fixture("smith1995/cohort.csv")
    let sheet = try CohortSheet(text: text ?? source.text(), file: "cohort.csv", base: CohortTests.folder) {
      FileManager.default.fileExists(atPath: CohortTests.folder + "/" + $0) ? .file : nil
    }
    var cohort = cohort(output, sheet)
    if let stages { cohort.stages = stages }
    return try cohort.run(isCancelled: isCancelled, progress: progress)
  }

  private func temporary() throws -> String {
    let path = NSTemporaryDirectory() + "collagen-cohort-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  @Test func theSeedPaperComesOutAsItsAbstractSays() throws {
    let output = try temporary()
    defer { try? FileManager.default.removeItem(atPath: output) }
    let entries = try run(output)
    #expect(entries.count == 24 && entries.allSatisfy { $0.report != nil })
    let table = CohortTable(entries.compactMap(\.report?.cohortCase))
    func number(_ measure: String) -> Double? { table.row(measure)?.value }
    let expected: [(String, Double)] = [
      ("patients", 24), ("first_pregnancy", 17), ("age_mean", 27), ("age_min", 21), ("age_max", 36),
      ("symptom_back", 18),
      ("symptom_hip", 5), ("symptom_ankle", 1), ("pre_existing", 4), ("pre_existing_corticosteroid", 1),
      ("pre_existing_heparin", 1), ("pre_existing_mild_oi", 1), ("pre_existing_anorexia_nervosa", 1), ("biopsies", 11),
      ("subsequent_pregnancies", 14), ("subsequent_pregnancy_patients", 10), ("recurrence_none", 10),
      ("recurrence_mild", 4), ("recurrence_full", 0), ("follow_up_max_years", 24), ("repeated_fractures", 1),
      ("abnormal_collagen", 1), ("abnormal_collagen_without_oi", 0),
    ]
    for (measure, value) in expected { #expect(number(measure) == value, "\(measure)") }
    #expect(table.row("bmd_spine_low")?.value == 24 && table.row("bmd_spine_low")?.denominator == 24)
    #expect((number("bmd_forearm_normal") ?? 0) > 0)
    // How many lines were cultured is not known.
    #expect(table.row("abnormal_collagen")?.denominator == nil)
    let paper = try PublishedFigures(text: fixture("smith1995/paper.tsv").text(), file: "paper.tsv")
    let beside = paper.beside(table)
    // Every statement of the abstract has a number of the cohort beside it, and no number differs.
    #expect(beside.count == 30 && beside.allSatisfy { $0.cohort?.value != nil && $0.isEqual != false })
    // A figure is compared to the decimals that the publication gives; a measure that no cohort has is not compared.
    let odd = try PublishedFigures(
      text:
        "statement\tmeasure\tpublished\tdenominator\tsource\na\tage_mean\t27\t.\tx\nb\tage_mean\t27.4\t.\tx\nc\tage_maen\t27\t.\tx\n",
      file: "odd.tsv")
    #expect(odd.beside(table).map(\.isEqual) == [true, false, nil])
    let files = try CohortFiles.files(entries, version: testVersion, published: paper)
    let besides = try #require(files.first { $0.name == "cohort.html" }).text
    #expect(besides.contains("27 (n 24)") && !besides.contains("27 of 24") && !besides.contains("21 of 24"))
    #expect(files.allSatisfy { !$0.text.contains("23 ") || $0.name.hasSuffix("html") || $0.name.hasSuffix(".json") })
    let tsv = try #require(files.first { $0.name == "cohort.tsv" }).text
    #expect(tsv.contains("all\tabnormal_collagen\t1\t.\n"))
    #expect(tsv.contains("all\tage_mean\t27\t24\n"))
    for file in files { try expectSnapshot(file.text, "smith1995/expected/" + file.name) }
    #expect(HTMLCheck.faults(try #require(files.first { $0.name == "cohort.html" }).text).isEmpty)
    try checkVerdicts(entries)
  }

  private func checkVerdicts(_ entries: [CohortEntry]) throws {
    func assessment(_ id: String) throws -> CaseAssessment {
      try #require(entries.first { $0.id == id }?.report).assessment
    }
    let mild = try assessment("smith1995-04")
    #expect(mild.assay?.verdict == .quantitative)
    #expect(mild.calls.first?.concordance?.verdict == .concordant)
    #expect(mild.pathogenic.count == 1)
    for id in ["smith1995-07", "smith1995-11"] {
      let normal = try assessment(id)
      #expect(normal.assay?.verdict == .normal, "\(id)")
      #expect((normal.assay?.power ?? 0) >= 0.9)
      #expect(normal.pathogenic.isEmpty)
    }
    // Every cultured line but that of the woman with osteogenesis imperfecta is normal, with a power that is stated.
    #expect(try assessment("smith1995-15").assay?.verdict == .normal)
    #expect(try assessment("smith1995-15").assay?.power != nil)
  }

  @Test func doneCasesAreKeptAndGiveTheSameFiles() throws {
    let output = try temporary()
    defer { try? FileManager.default.removeItem(atPath: output) }
    var states: [String] = []
    let first = try run(output)
    let second = try run(output, progress: { states.append($0.state) })
    #expect(first.allSatisfy { $0.state == .done })
    #expect(second.allSatisfy { $0.state == .kept })
    #expect(states.count == 48 && states.filter { $0 == "kept" }.count == 24)
    let files = try CohortFiles.files(first, version: testVersion)
    #expect(try CohortFiles.files(second, version: testVersion).map(\.text) == files.map(\.text))
    try FileManager.default.removeItem(atPath: output + "/smith1995-04/smith1995-04.assay.json")
    let third = try run(output)
    #expect(third.filter { $0.state == .done }.map(\.id) == ["smith1995-04"])
  }

  @Test func oneBadCaseDoesNotStopTheOthers() throws {
    struct Broken: Error, CustomStringConvertible { let description = "the reads end early" }
    let output = try temporary()
    defer { try? FileManager.default.removeItem(atPath: output) }
    var broken = CohortStages()
    broken.screen = { options, first, second in
      if options.sample == "smith1995-07" { throw Broken() }
      return try CohortTests.screen(options, first, second)
    }
    let entries = try run(output, stages: broken)
    #expect(entries.filter { $0.report == nil }.map(\.state) == [.failed("the reads end early")])
    #expect(!FileManager.default.fileExists(atPath: output + "/smith1995-07"))
    let files = try CohortFiles.files(entries, version: testVersion)
    #expect(files.contains { $0.text.contains("the reads end early") })
  }

  @Test func RNAIsScreenedOrTakenAndKept() throws {
    let output = try temporary()
    defer { try? FileManager.default.removeItem(atPath: output) }
    let base = output + "/in"
    try FileManager.default.createDirectory(atPath: base + "/done", withIntermediateDirectories: true)
    for (name, text) in [
      ("done/a.json", CohortTests.rnaScreen("a").text()), ("b_1.fq", "1"), ("b_2.fq", "2"), ("c.fq", "3"),
    ] {
      try text.write(toFile: base + "/" + name, atomically: true, encoding: .utf8)
    }
    let sheet = try CohortSheet(
      text: "case_id,rna\na,done/\nb,b_1.fq;b_2.fq\nc,c.fq\n", file: "s.csv", base: base
    ) { $0.hasPrefix("done") ? .folder(["a.json", "a.vcf.gz", "a_mqc.json", "manifest.json"]) : .file }
    #expect(sheet.rows.map(\.rnaScreen) == ["done/a.json", nil, nil])
    func run() throws -> [CohortEntry] {
      var cohort = cohort(output + "/out", sheet)
      cohort.stages.screen = { options, first, second in
        let sample = options.sample
        #expect(options.molecule == .rna && first.map { $0.suffix(6) } == [sample == "b" ? "b_1.fq" : "n/c.fq"])
        #expect(second.count == (sample == "b" ? 1 : 0))
        return CaseScreen(document: CohortTests.rnaScreen(sample))
      }
      return try cohort.run { _ in }
    }
    let first = try run()
    #expect(first.allSatisfy { $0.state == .done && $0.report?.assessment.splicing != nil })
    let names = try FileManager.default.contentsOfDirectory(atPath: output + "/out/b")
    #expect(names.contains("b.rna.json") && !names.contains("b.screen.json"))
    let second = try run()
    #expect(second.allSatisfy { $0.state == .kept })
    let files = try CohortFiles.files(first, version: testVersion)
    #expect(try CohortFiles.files(second, version: testVersion).map(\.text) == files.map(\.text))
    #expect(files.first { $0.name == "cohort.tsv" }?.text.contains("all\taberrant_splicing\t3\t3\n") == true)
    try "4".write(toFile: base + "/b_2.fq", atomically: true, encoding: .utf8)
    #expect(try run().map(\.state) == [.kept, .done, .kept])
  }

  /// A screen of RNA with one exon left out.
  private static func rnaScreen(_ sample: String) -> ScreenDocument {
    let known = (try? JunctionNamesTests.known()) ?? []
    let junctions = known + ((try? JunctionNamesTests.skip(8)).map { [$0] } ?? [])
    return screenDocument(
      sample, rna: SplicingReport(junctions: junctions, alleleRatios: [], unsplicedFraction: 0.01))
  }

  @Test func aCancelledRunEndsBetweenCasesAndGoesOnLater() throws {
    let output = try temporary()
    defer { try? FileManager.default.removeItem(atPath: output) }
    var finished = 0
    #expect(throws: CancellationError.self) {
      try run(output, isCancelled: { finished == 3 }, progress: { finished = $0.finished })
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: output)
    #expect(names.sorted() == ["smith1995-01", "smith1995-02", "smith1995-03"])
    #expect(try run(output).map(\.state.word).prefix(4) == ["kept", "kept", "kept", "done"])
  }

  @Test func whatIsHandedOnIsWhatIsOnDisk() throws {
    let output = try temporary()
    defer { try? FileManager.default.removeItem(atPath: output) }
    let entries = try run(output)
    let screen = try #require(entries.first { $0.id == "smith1995-04" }?.report?.assessment.screen)
    let path = output + "/smith1995-04/smith1995-04.screen.json"
    let onDisk = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try ScreenDocument(json: onDisk, file: "s.json") == screen)
  }

  @Test func variantsOfParentsAreOneTable() throws {
    let output = try temporary()
    defer { try? FileManager.default.removeItem(atPath: output) }
    let name = "COL1A1:c.1243C>T"
    let stages = CohortStages(screen: { options, _, _ in
      var screen = screenDocument(options.sample, calls: [])
      screen.confirmations = options.confirm.map { query in
        Reporting.Confirmation(
          description: query.description, gene: "COL1A1", name: "NM_000088.4:c.1243C>T", altDepth: 0, refDepth: 300,
          vaf: 0, vafLow: 0, vafHigh: 0.0122, detectionLimit: 0.0208)
      }
      return CaseScreen(document: screen)
    })
    let text = "case_id,reads1,confirm\nsmith1995-04,cohort.csv,\nmother,paper.tsv,\(name)\n"
    let sheet = try CohortSheet(text: text, file: "cohort.csv", base: CohortTests.folder) { _ in .file }
    #expect(sheet.rows.map(\.confirm) == [[], [name]])
    var cohort = cohort(output, sheet)
    cohort.stages = stages
    let entries = try cohort.run(progress: { _ in })
    #expect(entries.map(\.state.word) == ["done", "done"])
    let table = try #require(CohortFiles.confirmations(entries)).split(separator: "\n").map {
      $0.split(separator: "\t")
    }
    #expect(table.count == 2 && table[1].count == table[0].count)
    // P(X < 3) for 300 molecules and a fraction of 0.01: 0.99^300 + 300 x 0.01 x 0.99^299 + 44,850 x 0.0001 x 0.99^298.
    #expect(table[1][0] == "mother" && table[1][10] == "0.4221")
    #expect(table[1].last?.contains("would have been missed with a probability of 42 %") == true)
    #expect(CohortFiles.confirmations([entries[0]]) == nil)
    // A kept case has the same line; another question is another case.
    var again = self.cohort(output, sheet)
    again.stages = stages
    let kept = try again.run(progress: { _ in })
    #expect(
      kept.map(\.state.word) == ["kept", "kept"]
        && CohortFiles.confirmations(kept) == CohortFiles.confirmations(entries))
    let wrong = try CohortSheet(
      text: text.replacing(name, with: "COL1A1:c.nonsense"), file: "cohort.csv", base: CohortTests.folder
    ) { _ in .file }
    var third = self.cohort(output, wrong)
    third.stages = stages
    let failed = try third.run(progress: { _ in })
    #expect(failed.map(\.state.word) == ["kept", "failed"], "\(failed.map(\.state))")
  }

  @Test func variantsAreCountedInReadsOnly() throws {
    let sheet = try CohortSheet(text: "case_id,clinical,confirm\na,a.json,COL1A1:c.1A>G\n", file: "s.csv") { _ in .file
    }
    #expect(sheet.rows.map { $0.faults.map(\.code) } == [[.conflict]])
  }

  @Test func faultsOfTheColumnRNA() throws {
    let text = """
      case_id,reads1,rna
      a,,x.json;y.fq
      b,,x.fq;y.fq;z.fq
      c,,empty
      d,screen,
      e,,two
      f,,gone.fq
      g,,locked
      """
    let folders: [String: CohortSheet.Entry] = [
      "empty": .folder(["a.txt"]), "screen": .folder(["a.json"]), "two": .folder(["a.json", "b.json"]),
      "locked": .unreadable,
    ]
    let sheet = try CohortSheet(text: text + "\nh,x.fq,\n", file: "s.csv") {
      $0 == "gone.fq" ? nil : folders[$0] ?? .file
    }
    let found = sheet.rows.map { row in
      row.faults.map { "\($0.line ?? 0):\($0.column ?? 0):\($0.code.rawValue)" }.joined(separator: " ")
    }
    #expect(
      found == [
        "2:3:CONFLICT", "3:3:CONFLICT", "4:3:INVALID_VALUE", "5:2:INVALID_VALUE", "6:3:INVALID_VALUE", "7:3:MISSING",
        "8:3:MISSING", "",
      ])
  }

  @Test func everyFaultOfASheetIsToldWithRowColumnAndRemedy() throws {
    let text = """
      case_id,reads1,reads2,assay,clinical
      a,x.fq,,,
      a,,,,c.yaml
      ../b,,,,c.yaml
      c,a/../../x,,,
      d,../x,,,
      e,,,,
      f,x.fq;y.fq,y.fq,,
      g,x.fq
      ,,,,c.yaml
      h,missing.fq,,,
      i,x.fq;;y.fq,,,
      cohort.tsv,,,,c.yaml
      """
    let error = #expect(throws: EvidenceError.self) {
      try CohortSheet(text: text, file: "s.csv") { ["x.fq", "y.fq", "c.yaml"].contains($0) ? .file : nil }
    }
    func places(_ faults: [InputFault]) -> [String] {
      faults.map { "\($0.line ?? 0):\($0.column ?? 0):\($0.code.rawValue)" }
    }
    // Rows without a name of their own, and rows whose cells are not those of the columns, spoil the whole sheet.
    #expect(
      places(error?.faults ?? []) == [
        "3:1:DUPLICATE", "4:1:INVALID_VALUE", "9:3:ROW_LENGTH", "10:1:MISSING", "13:1:INVALID_VALUE",
      ])
    // What is wrong in the cells of a case is the fault of that case alone.
    let rest = text.split(separator: "\n").enumerated().filter { ![2, 3, 8, 9, 12].contains($0.offset) }.map(\.element)
    let sheet = try CohortSheet(text: rest.joined(separator: "\n"), file: "s.csv") {
      ["x.fq", "y.fq", "c.yaml"].contains($0) ? .file : nil
    }
    #expect(
      sheet.rows.map { places($0.faults).joined(separator: " ") } == [
        "", "3:2:INVALID_VALUE", "4:2:INVALID_VALUE", "5:1:MISSING", "6:3:CONFLICT", "7:2:MISSING", "8:2:INVALID_VALUE",
      ])
    for bad in [
      "", "case_id;clinical\na;b\n", "case_id\tclinical\na\tb\n", "case_id,red1\na,b\n", "case_id\n", "reads1\nx.fq\n",
      "case_id,case_id\na,a\n", "case_id,clinical\n\"a,c\n",
    ] {
      #expect(throws: EvidenceError.self) { try CohortSheet(text: bad, file: "s.csv") { _ in .file } }
    }
  }
}
