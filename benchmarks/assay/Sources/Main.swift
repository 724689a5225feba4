// assay-benchmark [nist|anova|parity|coverage|export|lines|rates|limits|cost|chase|chase-designs|lanes|classes|semantics|mutations|mutations-new-seed|speed|all] [--write]

import Dispatch
import Documents
import ExportAssay
import Foundation
import Synchronization

@main
struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let wanted = arguments.first { !$0.hasPrefix("--") } ?? "all"
    let parts: [Part] = [
      ("nist", Certified.nonlinear), ("anova", Certified.variance), ("parity", Parity.table), ("speed", Parity.speed),
      ("coverage", Coverage.curves), ("export", Coverage.secretion), ("chase", ChaseCoverage.standard),
      ("chase-designs", ChaseCoverage.offDesign), ("lines", LineCoverage.table), ("cost", Cost.table),
      ("lanes", LaneCoverage.table), ("rates", ClassRates.table), ("limits", PowerLimit.table),
      ("classes", Classes.table),
      ("semantics", Semantics.table), ("mutations", { try Mutations.sweep(seed: 2027 + Coverage.extraSeed) }),
      ("mutations-new-seed", { try Mutations.sweep(seed: 40_961 + Coverage.extraSeed) }),
    ]
    let chosen = parts.filter { wanted == "all" || wanted == $0.name }
    let isWriting = arguments.contains("--write")
    // The times are taken while nothing else runs.
    let quick = chosen.filter { ["nist", "anova", "parity", "speed", "cost", "limits"].contains($0.name) }
    let long = chosen.filter { part in !quick.contains { $0.name == part.name } }
    var made: [String] = []
    for part in quick {
      made.append(try section(part))
      if isWriting { try Results.write(made) }
    }
    made += try together(long) { sections in if isWriting { try Results.write(made + sections) } }
    // All of it: in order, and nothing of an earlier state.
    if isWriting, wanted == "all" { try Results.write(made, isWhole: true) }
    if !isWriting { print(made.joined(separator: "\n")) }
    if made.isEmpty {
      FileHandle.standardError.write(Data("no such section: \(wanted)\n".utf8))
      exit(64)
    }
  }
}

typealias Part = (name: String, run: @Sendable () throws -> String)

extension Main {
  /// Makes one section and tells its time on standard error.
  static func section(_ part: Part) throws -> String {
    let start = ContinuousClock.now
    let section = try part.run()
    FileHandle.standardError.write(Data("\(part.name): \(ContinuousClock.now - start)\n".utf8))
    return section
  }

  /// Makes sections at the same time, as many as there are cores; `done` gets what is there after each, in order, so that
  /// an interrupted run loses no more than those under way.
  static func together(_ parts: [Part], done: ([String]) throws -> Void) throws -> [String] {
    let results = Mutex<[Result<String, any Error>?]>([Result<String, any Error>?](repeating: nil, count: parts.count))
    let next = Mutex(0)
    let finished = DispatchSemaphore(value: 0)
    for _ in 0..<Swift.min(parts.count, ProcessInfo.processInfo.activeProcessorCount) {
      Thread.detachNewThread {
        while true {
          let index = next.withLock { value in
            defer { value += 1 }
            return value
          }
          guard index < parts.count else { return }
          let result = Result { try section(parts[index]) }
          results.withLock { $0[index] = result }
          finished.signal()
        }
      }
    }
    var made: [String] = []
    for _ in parts {
      finished.wait()
      made = try results.withLock { $0 }.compactMap { try $0?.get() }
      try done(made)
    }
    return made
  }
}

/// RESULTS.md, section by section.
enum Results {
  static let preface = """
    # Results of the assay benchmarks

    Made by `COLLAGEN_BENCHMARKS=1 swift run -c release assay-benchmark all --write`; a single section by its name, which leaves the others \
    as they are. All seeds are fixed; only the times vary. ASSAY_TRIALS multiplies the numbers of trials, ASSAY_SEED is added to \
    the seeds (`ASSAY_SEED=100 ASSAY_TRIALS=2 assay-benchmark chase`).

    """

  /// Puts sections in the place of those with the same heading, or at the end; or in the place of all.
  static func write(_ sections: [String], isWhole: Bool = false) throws {
    let file = Files.here.appending(path: "RESULTS.md")
    let old = isWhole ? "" : (try? String(contentsOf: file, encoding: .utf8)) ?? ""
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
  static let fixtures = here.deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/assay")

  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: fixtures.appending(path: name))) }
  static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
}

func fixed(_ value: Double, _ decimals: Int) -> String { NumberText.fixed(value, decimals) }
