// A cohort worked out in parts is the cohort worked out at once, byte for byte.

import Documents
import Evidence
import Foundation
import Numerics
import Reporting
import Testing

@testable import CaseReporting
@testable import Collagen

@Suite struct CohortPartTests {
  private static let folder = repository("fixtures/cases/smith1995")
  private static let seed: UInt64 = 20_261_130

  /// Screens without a call; the reads of one case are damaged.
  private static let stages: CohortStages = {
    var stages = CohortStages()
    stages.screen = { options, reads, _ in
      if reads[0].contains("smith1995-07") {
        throw EvidenceError(InputFault(.badCompressedData, file: "r", reason: "cut\noff"))
      }
      return CaseScreen(document: screenDocument(options.sample, calls: []))
    }
    return stages
  }()

  private func sheet(isGathered: Bool = false, without missing: String = "") throws -> CohortSheet {
    let text = try fixture("smith1995/cohort.csv").text()
    return try CohortSheet(text: text, file: "cohort.csv", base: Self.folder) {
      FileManager.default.fileExists(atPath: Self.folder + "/" + $0) && (missing.isEmpty || !$0.contains(missing))
        || isGathered
        ? .file : nil
    }
  }

  private func work(_ sheet: CohortSheet, _ options: CohortOptions) throws -> [CohortEntry] {
    try Cohort(sheet: sheet, options: options, stages: Self.stages, version: testVersion).run(progress: { _ in })
  }

  private func temporary() throws -> String {
    let path = NSTemporaryDirectory() + "collagen-parts-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// Every file below a folder with its bytes, hidden ones left out.
  private func files(_ folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where !name.hasPrefix(".") {
      let url = URL(filePath: folder + "/" + name)
      if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory != true {
        found[name] = try Data(contentsOf: url)
      }
    }
    return found
  }

  @Test(arguments: [(1, 1), (1, 4), (3, 1), (5, 2), (40, 1)]) func anySplitGivesTheSameBytes(_ count: Int, _ jobs: Int)
    throws
  {
    let (whole, split) = (try temporary(), try temporary())
    defer { for path in [whole, split] { try? FileManager.default.removeItem(atPath: path) } }
    let entries = try work(try sheet(), CohortOptions(output: whole))
    let failed = entries.filter { $0.report == nil }.map(\.id)
    #expect(failed == ["smith1995-07"])
    _ = try Cohort.publishTables(entries, options: CohortOptions(output: whole))

    var random = SplitMix64(seed: Self.seed)
    for index in (1...count).shuffled(using: &random) {
      var options = CohortOptions(output: split)
      options.part = .shard(index: index, count: count)
      (options.jobs, options.threads) = (jobs, 2)
      let part = try work(try sheet(), options)
      #expect(part.allSatisfy { entry in entries.contains { $0.id == entry.id } })
      #expect(try files(split)["cohort.tsv"] == nil, "a part has no table")
    }
    var options = CohortOptions(output: split)
    options.part = .gathered
    // The reads of every case may be gone by now.
    let gathered = try work(try sheet(isGathered: true, without: ".fastq.gz"), options)
    #expect(gathered.map(\.id) == entries.map(\.id))
    _ = try Cohort.publishTables(gathered, options: options)
    let (one, other) = (try files(whole), try files(split))
    #expect(one.keys.sorted() == other.keys.sorted())
    for (name, bytes) in one where other[name] != bytes {
      Issue.record("\(count) parts, \(jobs) at a time: \(name) differs")
    }
  }

  /// What is not there, was edited, or was made with other options is told, and the others are gathered.
  @Test func gatheringTellsWhatIsMissingOrChanged() throws {
    let output = try temporary()
    defer { try? FileManager.default.removeItem(atPath: output) }
    _ = try work(try sheet(), CohortOptions(output: output))
    try FileManager.default.removeItem(atPath: output + "/smith1995-01")
    try Data("x".utf8).write(to: URL(filePath: output + "/smith1995-02/smith1995-02.report.txt"))
    var options = CohortOptions(output: output)
    options.part = .gathered
    let entries = try work(try sheet(isGathered: true), options)
    func reason(_ id: String) -> String {
      if case .failed(let reason)? = entries.first(where: { $0.id == id })?.state { reason } else { "" }
    }
    #expect(reason("smith1995-01").contains("no finished folder"), "\(reason("smith1995-01"))")
    #expect(reason("smith1995-02").contains("not what its manifest lists"), "\(reason("smith1995-02"))")
    #expect(entries.count { $0.report == nil } == 3)
    options.screening = ScreenOptions(sample: "cohort")
    options.screening?.targetName = "gene"
    let others = try work(try sheet(isGathered: true), options)
    #expect(others.allSatisfy { $0.report == nil })
  }

  @Test func partsOfASheet() {
    for wrong in ["", "1", "0/3", "4/3", "1/0", "a/b", "1/2/3", "-1/3"] {
      #expect(CohortPart(shard: wrong) == nil, "\(wrong)")
    }
    let parts = (1...4).compactMap { CohortPart(shard: "\($0)/4") }
    for row in 0..<23 { #expect(parts.count { $0.holds(row) } == 1) }
  }
}
