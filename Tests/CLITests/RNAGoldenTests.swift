// What an RNA screen writes of splicing and alleles, held against files of the repository: table, JSON, text and page.

import Foundation
import Testing

@Suite struct RNAGoldenTests {
  private static let folder =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/fixtures/cases/rna/expected/"

  /// Compares a text with a committed file; COLLAGEN_RECORD_SNAPSHOTS=1 writes it anew, and a missing one fails once.
  private func expect(_ text: String, is name: String) throws {
    let path = RNAGoldenTests.folder + name
    let isRecording = ProcessInfo.processInfo.environment["COLLAGEN_RECORD_SNAPSHOTS"] == "1"
    guard !isRecording, let old = FileManager.default.contents(atPath: path) else {
      try FileManager.default.createDirectory(atPath: RNAGoldenTests.folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: path))
      if !isRecording { Issue.record("the snapshot \(name) was missing and has been written") }
      return
    }
    #expect(
      String(decoding: old, as: UTF8.self) == text, "\(name) differs; COLLAGEN_RECORD_SNAPSHOTS=1 records it anew")
  }

  @Test func tableJSONTextAndPage() throws {
    let scratch = try ScratchFolder()
    let made = try CommandRun(
      [
        "simulate", "--quiet", "-o", "reads", "--sample", "s", "--molecule", "rna", "--depth", "120", "--seed", "1995",
        "--splice", "COL1A1:skip:8@0.6", "--splice", "COL1A1:donor:27:+9@0.5@h2", "--splice",
        "COL1A2:acceptor:30:-21@0.6", "--splice", "COL1A2:retain:12@0.4@h2", "--variant", "NM_000088.4:c.3076C>T",
        "--allele-loss", "COL1A1@0.1",
      ], folder: scratch.url)
    #expect(made.status == 0, "\(made.errors)")
    let run = try CommandRun(
      [
        "screen", "--molecule", "rna", "-o", "out", "--confirm", "NM_000088.4:c.3076C>T",
        scratch.path("reads/s_R1.fastq.gz"), scratch.path("reads/s_R2.fastq.gz"),
      ], folder: scratch.url)
    #expect(run.status == 0, "\(run.errors)")
    try expect(scratch.text("out/s.junctions.tsv"), is: "s.junctions.tsv")

    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("Splicing") })
    let end = try #require(lines[start...].firstIndex(of: ""))
    try expect(lines[start..<end].joined(separator: "\n") + "\n", is: "splicing.txt")

    let object = try JSONSerialization.jsonObject(with: Data(scratch.text("out/s.json").utf8)) as? [String: Any]
    var rna = try #require(object?["rna"] as? [String: Any])
    let rows = try #require(rna["junctions"] as? [[String: Any]])
    #expect(rows.count == scratch.text("out/s.junctions.tsv").split(separator: "\n").count - 1)
    rna["junctions"] = rows.filter { $0["kind"] as? String != "canonical" }
    #expect((rna["base_counts"] as? [[String: Any]])?.map { ($0["a"] as? [Int])?.count } == [5914, 5072])
    rna["base_counts"] = nil
    let json = try JSONSerialization.data(withJSONObject: rna, options: [.prettyPrinted, .sortedKeys])
    try expect(String(decoding: json, as: UTF8.self) + "\n", is: "rna.json")

    let page = scratch.text("out/s.html")
    for row in rows where row["filter"] as? [String] == ["PASS"] {
      let name = try #require(row["hgvs_r"] as? String)
      #expect(page.contains(name) && run.output.contains(name), "\(name)")
    }
  }
}
