// What the documents show is what the program does: every `$ collagen ...` of a console block is run, in order, and its
// output compared; and every file, column and code that the program writes stands in docs/formats.md.

import Foundation
import Testing

@Suite struct DocumentTests {
  /// The documents with console blocks.
  static let documents = [
    "docs/tutorial.md", "docs/plate.md", "docs/validation.md", "docs/interpretation.md", "docs/faq.md",
    "docs/cluster.md",
  ]

  /// One command of a document, and what the document shows of its output.
  private struct Example {
    let line: Int
    let command: String
    var shown: [String] = []
  }

  /// The commands of the document's console blocks, in order.
  private static func examples(_ lines: [String]) -> [Example] {
    var examples: [Example] = []
    var isInside = false
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        examples.append(Example(line: index + 1, command: String(line.dropFirst(2))))
      } else if isInside, !examples.isEmpty {
        examples[examples.count - 1].shown.append(line)
      }
    }
    return examples
  }

  /// Runs all examples of a document in one folder, as a reader would in a clone of the repository.
  ///
  /// The last line `...` of an output stands for the rest. COLLAGEN_RECORD=1 writes the outputs anew, as many lines as there were.
  @Test(arguments: documents)
  func commandsGiveWhatIsShown(_ name: String) throws {
    let scratch = try ScratchFolder()
    for folder in ["fixtures", "workflow"] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path(folder), withDestinationPath: Repository.path(folder))
    }
    let path = Repository.path(name)
    var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    let programs = CommandRun.executable.deletingLastPathComponent().path
    let isRecorded = ProcessInfo.processInfo.environment["COLLAGEN_RECORD"] == "1"
    var moved = 0
    for example in Self.examples(lines) {
      let run = try CommandRun(
        ["-c", "{ \(example.command)\n} 2>&1"], folder: scratch.url,
        environment: [
          "PATH": "\(programs):/usr/bin:/bin", "COLUMNS": "100", "LC_ALL": "C.UTF-8", "COLLAGEN_KNOWLEDGE": "",
        ], executable: URL(filePath: "/bin/sh"))
      var given = run.output.components(separatedBy: "\n")
      while given.last == "" { given.removeLast() }
      let isCut = example.shown.last == "..."
      if isCut { given = Array(given.prefix(example.shown.count - 1)) + ["..."] }
      // Blanks at the ends of lines do not survive every editor.
      given = given.map { String($0.reversed().drop { $0 == " " }.reversed()) }
      if isRecorded {
        let start = example.line + moved
        lines.replaceSubrange(start..<start + example.shown.count, with: given)
        moved += given.count - example.shown.count
      } else {
        #expect(given == example.shown, "\(name):\(example.line): \(example.command)")
      }
    }
    if isRecorded { try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8) }
  }

  /// The files of a screen, an assay and a report, and the header lines of their tables, as they are written.
  @Test func everyColumnIsExplained() throws {
    let text = try String(contentsOfFile: Repository.path("docs/formats.md"), encoding: .utf8)
    let scratch = try ScratchFolder()
    let runs = [
      ["screen", "--quiet", "-o", "screen", "--confirm", "COL1A1:c.589G>T", "--gvcf"] + ScreenTests.demo,
      [
        "assay", "--quiet", "-o", "assay", Repository.path("fixtures/cases/glycine/assay/glycine.cultures.csv"),
        Repository.path("fixtures/cases/glycine/assay/glycine.plate.csv"),
      ],
      [
        "report", "--quiet", "-o", "report", "--case", Repository.path("fixtures/cases/glycine/case.yaml"), "--screen",
        Repository.path("fixtures/cases/glycine/glycine.screen.json"), "--export", "lovd",
      ],
    ]
    for words in runs {
      let run = try CommandRun(words, folder: scratch.url)
      #expect(run.status == 0, "\(run.errors)")
    }
    for folder in ["screen", "assay", "report"] {
      for name in scratch.names(folder) where name != "manifest.json" {
        let ending = name.split(separator: ".", maxSplits: 1).dropFirst().joined()
        let isNamed = text.contains(".\(ending)`") || text.contains("`\(name)`") || text.contains("_mqc.json`")
        #expect(isNamed, "\(name) is not in docs/formats.md")
        guard name.hasSuffix(".tsv"), !name.hasSuffix("lovd.tsv") else { continue }
        let header = scratch.text("\(folder)/\(name)").split(separator: "\n").first ?? ""
        for column in header.split(separator: "\t") {
          #expect(text.contains("`\(column)`"), "\(name): column \(column) is not in docs/formats.md")
        }
      }
    }
  }
}
