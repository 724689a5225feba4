// assay-benchmark [nist|anova|parity|coverage|export|chase|lanes|classes|mutations|speed|all] [--write]

import ExportAssay
import Foundation

@main
struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let wanted = arguments.first { !$0.hasPrefix("--") } ?? "all"
    let parts: [(String, () throws -> String)] = [
      ("nist", Certified.nonlinear), ("anova", Certified.variance), ("parity", Parity.table), ("speed", Parity.speed),
      ("coverage", Coverage.curves), ("export", Coverage.export), ("chase", Coverage.chase), ("lanes", Coverage.lanes),
      ("classes", Classes.table), ("mutations", Mutations.table),
    ]
    var text =
      "# Results of the assay benchmarks\n\nMade by `swift run -c release assay-benchmark all --write` in this folder. All seeds are fixed.\n"
    for (name, run) in parts where wanted == "all" || wanted == name {
      let start = ContinuousClock.now
      let section = try run()
      print(section)
      FileHandle.standardError.write(Data("\(name): \(ContinuousClock.now - start)\n".utf8))
      text += "\n" + section
    }
    if arguments.contains("--write") {
      try text.write(to: Files.here.appending(path: "RESULTS.md"), atomically: true, encoding: .utf8)
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
