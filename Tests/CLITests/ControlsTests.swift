// `collagen screen --controls` as a user meets it: folders of earlier results, good and bad.

import Foundation
import Testing

@Suite struct ControlsTests {
  private static let tooFew = "usable controls are too few for exon dosage: give 3 at least"

  private func screen(_ arguments: [String], in scratch: ScratchFolder) throws -> CommandRun {
    try CommandRun(["screen"] + arguments + ScreenTests.demo, folder: scratch.url)
  }

  /// A folder `name` with one screen result, changed.
  private func folder(
    _ name: String, _ text: String, in scratch: ScratchFolder, replacing old: String = "", by new: String = ""
  ) throws -> String {
    let place = scratch.url.appending(path: name)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    return try URL(
      filePath: scratch.write(name + "/one.json", old.isEmpty ? text : text.replacingOccurrences(of: old, with: new))
    ).deletingLastPathComponent().path
  }

  /// A digest of other reads, told by a name.
  private func digest(_ name: String) -> String {
    String((name.utf8.map { String($0, radix: 16) }.joined() + String(repeating: "0", count: 64)).prefix(64))
  }

  @Test func controlsOfRNAAreOfRNA() throws {
    let scratch = try ScratchFolder()
    let missing = try screen(["-o", "out", "--molecule", "rna", "--controls", "any"], in: scratch)
    #expect(missing.status == 66 && missing.output.isEmpty && missing.errors.contains("no such folder"))
    #expect(try screen(["-o", "runs/demo.collagen"], in: scratch).status == 0)
    let dna = try screen(["-o", "out", "--molecule", "rna", "--controls", "runs"], in: scratch)
    #expect(dna.status == 65 && dna.errors.contains("holds no result of collagen screen --molecule rna"))
    #expect(!scratch.names().contains("out"))
  }

  @Test func controlsOfAnotherKindAreToldApart() throws {
    let scratch = try ScratchFolder()
    #expect(try screen(["-o", "runs/demo.collagen"], in: scratch).status == 0)
    let own = scratch.text("runs/demo.collagen/demo.json")
    func controls(_ name: String, _ changes: [(old: String, new: String)]) throws -> String {
      var text = own.replacingOccurrences(
        of: #""sha256": "[0-9a-f]{64}""#, with: "\"sha256\": \"\(digest(name))\"", options: .regularExpression)
      for (old, new) in changes {
        #expect(text.contains(old), "\(old)")
        text = text.replacingOccurrences(of: old, with: new)
      }
      return try folder(name, text, in: scratch)
    }
    let none = "\"rna\": {\"junctions\": [], \"allele_ratios\": [], \"unspliced_fraction\": 0}"
    let rna = try controls("rna", [("\"molecule\": \"dna\"", "\"molecule\": \"rna\""), ("\"rna\": null", none)])
    let refused = try screen(["-o", "out", "--controls", rna], in: scratch)
    #expect(refused.status == 65 && refused.errors.contains("is of RNA") && !scratch.names().contains("out"))
    let target = try controls("target", [("\"target\": \"exons\"", "\"target\": \"other.bed\"")])
    let elsewhere = try screen(["-o", "elsewhere", "--controls", target], in: scratch)
    #expect(elsewhere.status == 0, "\(elsewhere.errors)")
    #expect(
      elsewhere.output.contains("1 of the controls was screened with another target (other.bed, this sample with"))
    let primers = try controls("primers", [("\"duplicates\": \"marked\"", "\"duplicates\": \"amplicons\"")])
    let amplified = try screen(["-o", "amplified", "--controls", primers], in: scratch)
    #expect(amplified.output.contains("1 of the controls is of amplicons, and this sample is not: skipped"))
    #expect(amplified.output.contains("0 " + Self.tooFew))
    // A deletion of known sequence over 700 bases of COL1A1 takes exons; one of a base does not.
    let ref = try #require(own.firstMatch(of: #/"pos": \d+,[^}]*?"ref": "([ACGT])"/#)?.output.1)
    for (length, isLeftOut) in [(700, true), (1, false)] {
      let name = "deleted-\(length)"
      let text = own.replacingOccurrences(
        of: #""sha256": "[0-9a-f]{64}""#, with: "\"sha256\": \"\(digest(name))\"", options: .regularExpression
      ).replacingOccurrences(
        of: #""ref": "[ACGT]+""#, with: "\"ref\": \"\(ref)\(String(repeating: "N", count: length))\"",
        options: .regularExpression
      ).replacingOccurrences(
        of: #""alt": "[ACGT]+""#, with: "\"alt\": \"\(ref)\"", options: .regularExpression)
      let run = try screen(["-o", "of-" + name, "--controls", try folder(name, text, in: scratch)], in: scratch)
      let isSaid = run.output.contains("1 of the controls has an exon event itself: skipped")
      #expect(run.status == 0 && isSaid == isLeftOut, "\(length): \(run.output)\(run.errors)")
    }
  }

  @Test func earlierResultsAreRefusedLeftOutOrUsed() throws {
    let scratch = try ScratchFolder()
    #expect(try screen(["-o", "runs/demo.collagen"], in: scratch).status == 0)
    let own = scratch.text("runs/demo.collagen/demo.json")
    #expect(own.contains("collagen.exon-depth/1"))
    let version = try #require(own.firstMatch(of: #/"version": "(collagen [^"]+)"/#)?.output.1)
    try FileManager.default.createDirectory(
      at: scratch.url.appending(path: "hollow"), withIntermediateDirectories: true)
    let bad: [(String, Int32, String)] = [
      (scratch.path("absent"), 66, "no such folder"),
      (scratch.path("runs/demo.collagen/demo.json"), 66, "is not a folder"),
      (scratch.path("hollow"), 65, "holds no result of collagen screen"),
      (try folder("other-kind", "{\"a\": [1]}", in: scratch), 65, "holds no result of collagen screen"),
      (try folder("cut", String(own.prefix(500)), in: scratch), 65, "is not whole JSON"),
      (try folder("assembly", own, in: scratch, replacing: "GRCh38", by: "GRCh37"), 65, "is on GRCh37"),
      (
        try folder("version", own, in: scratch, replacing: String(version), by: "collagen 0.0.9"), 65,
        "was made by collagen 0.0.9"
      ),
    ]
    for (controls, status, word) in bad {
      let run = try screen(["-o", "out", "--controls", controls], in: scratch)
      #expect(run.status == status && run.errors.contains(word), "\(controls) \(run.status) \(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1 && run.output.isEmpty)
      #expect(!scratch.names().contains("out"))
    }
    let itself = try screen(["-o", "again", "--controls", "runs"], in: scratch)
    #expect(itself.status == 0 && itself.output.contains("1 of the controls is this very sample: skipped"))
    #expect(itself.output.contains("0 " + Self.tooFew))
    // Results of other reads: another digest each, or the same one for two.
    let mine = try #require(own.firstMatch(of: #/"sha256": "([0-9a-f]{64})"/#)?.output.1)
    for (name, letters) in [("a", "ab"), ("b", "ab"), ("c", "cd"), ("d", "ef")] {
      let other = own.replacingOccurrences(of: mine, with: String(repeating: letters, count: 32))
        .replacingOccurrences(
          of: #""sha256": "[0-9a-f]{64}""#, with: "\"sha256\": \"\(digest(letters))\"", options: .regularExpression)
      _ = try folder("others/\(name).collagen", other, in: scratch)
      guard name == "c" || name == "d" else { continue }
      let run = try screen(["-o", "with-\(name)", "--controls", "others"], in: scratch)
      #expect(run.status == 0 && run.output.contains("1 of the controls repeats the reads of another one: skipped"))
      #expect(run.output.contains("2 " + Self.tooFew) == (name == "c"), "\(run.output)")
      #expect(run.output.contains("Variants 2 called"))
    }
  }
}
