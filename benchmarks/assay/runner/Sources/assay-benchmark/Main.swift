// assay-benchmark [nist|anova|parity|coverage|export|chase|chase-designs|lanes|classes|mutations|speed|all] [--write]

import ExportAssay
import Foundation

@main
struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let wanted = arguments.first { !$0.hasPrefix("--") } ?? "all"
    let parts: [(String, () throws -> String)] = [
      ("nist", Certified.nonlinear), ("anova", Certified.variance), ("parity", Parity.table), ("speed", Parity.speed),
      ("coverage", Coverage.curves), ("export", Coverage.export), ("chase", ChaseCoverage.standard),
      ("chase-designs", ChaseCoverage.offDesign), ("lanes", Coverage.lanes),
      ("classes", Classes.table),
      ("mutations", { try Mutations.sweep(seed: 2027 + Coverage.extraSeed) }),
    ]
    var made: [String] = []
    for (name, run) in parts where wanted == "all" || wanted == name {
      let start = ContinuousClock.now
      let section = try run()
      print(section)
      FileHandle.standardError.write(Data("\(name): \(ContinuousClock.now - start)\n".utf8))
      made.append(section)
      // After each section, so that an interrupted run loses one section and not all.
      if arguments.contains("--write") { try Results.write(made) }
    }
    if made.isEmpty {
      FileHandle.standardError.write(Data("no such section: \(wanted)\n".utf8))
      exit(64)
    }
  }
}

/// RESULTS.md, section by section.
enum Results {
  static let preface = """
    # Results of the assay benchmarks

    Made by `swift run -c release assay-benchmark all --write` in runner/; a single section by its name, which leaves the others \
    as they are. All seeds are fixed; only the times vary. ASSAY_TRIALS multiplies the numbers of trials, ASSAY_SEED is added to \
    the seeds (`ASSAY_SEED=100 ASSAY_TRIALS=2 assay-benchmark chase`).

    """

  /// Puts sections in the place of those with the same heading, or at the end.
  static func write(_ sections: [String]) throws {
    let file = Files.here.appending(path: "RESULTS.md")
    let old = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var kept = split(old)
    for part in sections.flatMap(split) {
      if let index = kept.firstIndex(where: { $0.prefix { $0 != "\n" } == part.prefix { $0 != "\n" } }) {
        kept[index] = part
      } else {
        kept.append(part)
      }
    }
    try (preface + "\n" + kept.joined(separator: "\n")).write(to: file, atomically: true, encoding: .utf8)
  }

  /// The parts that begin with `## `.
  private static func split(_ text: String) -> [String] {
    var parts: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("## ") { parts.append("") }
      if !parts.isEmpty { parts[parts.count - 1] += line + "\n" }
    }
    return parts.map { part in
      var part = part
      while part.hasSuffix("\n\n") { part.removeLast() }
      return part
    }
  }
}

/// Where things lie.
enum Files {
  static let here = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()
  static let fixtures = here.deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/assay")

  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: fixtures.appending(path: name))) }
  static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
}

func fixed(_ value: Double, _ decimals: Int) -> String { NumberText.fixed(value, decimals) }
