// Damaged exports: each must end in the right values or in a located error, never in a wrong well.

import ExportAssay
import Foundation

enum Mutations {
  static let kinds = [
    "byte deleted", "byte changed", "cell deleted", "empty cell inserted", "cells swapped", "line deleted",
    "line doubled",
    "cut off", "number replaced by a word", "lines swapped",
  ]

  static func table() throws -> String {
    var text =
      "## 10,000 mutated exports\n\nsame: all wells as in the undamaged file (to 1 % or their flag says otherwise). error: a located error. changed: a value differs without an error.\n\n| mutation | same | error | flagged | changed |\n|---|---|---|---|---|\n"
    var random = SeededGenerator(seed: 99)
    var names = Parity.exports.map { "vendor/" + $0 }
    names.append("study/plate.csv")
    var originals: [(name: String, text: String, wide: Bool, wells: [String: Double])] = []
    for name in names {
      let bytes = try Files.bytes(name)
      let wide = bytes.starts(with: [0xFF, 0xFE])
      let text =
        wide
        ? String(
          decoding: stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 },
          as: UTF16.self) : String(bytes.map { Character(Unicode.Scalar($0)) })
      originals.append((name, text, wide, wells(try AssayRun.run(inputs: [(name, bytes)]))))
    }
    var rows = [[Int]](repeating: [0, 0, 0, 0], count: kinds.count)
    var examples: [String] = []
    for k in 0..<10_000 {
      let original = originals[random.below(originals.count)]
      let kind = k % kinds.count
      let mutated = mutate(original.text, kind, &random)
      let bytes: [UInt8] =
        original.wide
        ? [0xFF, 0xFE] + Array(mutated.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        : mutated.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
      do {
        let result = try AssayRun.run(inputs: [(original.name, bytes)])
        let outcome = compare(original.wells, result)
        rows[kind][outcome.kind] += 1
        if outcome.kind == 3, examples.count < 60 {
          examples.append("\(kinds[kind]) \(original.name): \(outcome.detail)")
        }
      } catch {
        rows[kind][1] += 1
      }
    }
    for (k, row) in rows.enumerated() {
      text += "| \(kinds[k]) | " + row.map(String.init).joined(separator: " | ") + " |\n"
    }
    let sums = (0..<4).map { c in rows.map { $0[c] }.reduce(0, +) }
    text += "| all | " + sums.map(String.init).joined(separator: " | ") + " |\n"
    for example in examples { FileHandle.standardError.write(Data((example + "\n").utf8)) }
    return text
  }

  static func key(_ item: WellResult) -> String {
    item.well.group + "|" + item.well.plate + "|" + item.well.position.description
  }

  static func wells(_ result: AssayResult) -> [String: Double] {
    var out: [String: Double] = [:]
    for plate in result.plates { for item in plate.wells { out[key(item)] = item.reading?.concentration ?? .nan } }
    return out
  }

  /// 0 same, 2 flagged, 3 changed.
  static func compare(_ truth: [String: Double], _ result: AssayResult) -> (kind: Int, detail: String) {
    var worst = (kind: 0, detail: "")
    let scale = truth.values.filter(\.isFinite).map { abs($0) }.max() ?? 1
    for plate in result.plates {
      for item in plate.wells {
        guard let old = truth[key(item)] else {
          return (3, "well \(key(item)) is new")
        }
        let new = item.reading?.concentration ?? .nan
        if old.isNaN && new.isNaN { continue }
        if abs(old - new) <= 0.01 * abs(old) + 0.002 * scale { continue }
        let flagged = item.flags.contains(.vendorDisagrees) || (new.isNaN && !item.flags.isEmpty)
        if flagged {
          if worst.kind == 0 { worst = (2, "") }
        } else {
          return (3, "\(key(item)): \(old) became \(new)")
        }
      }
    }
    return worst
  }

  static func mutate(_ text: String, _ kind: Int, _ random: inout SeededGenerator) -> String {
    var scalars = Array(text.unicodeScalars)
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
      String(String.UnicodeScalarView($0))
    }
    let isTab = text.unicodeScalars.contains("\t")
    func cells(_ line: String) -> [String] {
      line.unicodeScalars.split(separator: isTab ? "\t" : ",", omittingEmptySubsequences: false).map {
        String(String.UnicodeScalarView($0))
      }
    }
    func joined(_ cells: [String]) -> String { cells.joined(separator: isTab ? "\t" : ",") }
    func pick() -> Int {
      for _ in 0..<200 {
        let i = random.below(lines.count)
        if cells(lines[i]).filter({ !$0.isEmpty }).count > 3 { return i }
      }
      return 0
    }
    switch kind {
    case 0: scalars.remove(at: random.below(scalars.count))
    case 1: scalars[random.below(scalars.count)] = Unicode.Scalar(UInt8(32 + random.below(95)))
    case 2, 3, 4, 8:
      let i = pick()
      var row = cells(lines[i])
      let j = random.below(row.count)
      if kind == 2 { row.remove(at: j) }
      if kind == 3 { row.insert("", at: j) }
      if kind == 4 { row.swapAt(j, random.below(row.count)) }
      if kind == 8 { row[j] = "n.d." }
      lines[i] = joined(row)
      return lines.joined(separator: "\n")
    case 5:
      lines.remove(at: pick())
      return lines.joined(separator: "\n")
    case 6:
      let i = pick()
      lines.insert(lines[i], at: i)
      return lines.joined(separator: "\n")
    case 9:
      lines.swapAt(pick(), pick())
      return lines.joined(separator: "\n")
    default: scalars.removeLast(1 + random.below(scalars.count - 1))
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
