// Damaged exports: each must end in the right values or in a located error, never in a wrong well.

import ExportAssay
import Foundation
import Numerics

enum Mutations {
  /// How a damaged input ended.
  enum Outcome: Int, CaseIterable {
    /// Every well as in the undamaged file.
    case same
    /// An error with file and line.
    case error
    /// An error that names the file but no line.
    case unplaced
    /// The wells that differ carry a flag, or the run warns.
    case flagged
    /// All numbers are right; a free text (name of a sample, group or plate) differs as it does in the file.
    case label
    /// By a rule that does not use the readers (`TableRule`, `ExportRule`), another valid table or export: nothing in it
    /// shows the damage.
    case unknowable
    /// A value differs, or a well is lost or new, without a word.
    case changed
  }

  struct Well: Equatable {
    var value: Double
    var role: WellRole
    var nominal: Double?
    var dilution: Double
    var sample: String
  }

  struct Original {
    let name: String
    let text: String
    let isWide: Bool
    let wells: [String: Well]
    let warnings: Int
  }

  static func originals() throws -> [Original] {
    try (Parity.exports.map { "vendor/" + $0 } + ["study/plate.csv"]).map { name in
      let bytes = try Files.bytes(name)
      let isWide = bytes.starts(with: [0xFF, 0xFE])
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
      let text = isWide ? String(decoding: units, as: UTF16.self) : String(bytes.map { Character(Unicode.Scalar($0)) })
      let result = try AssayRun.run(inputs: [(name, bytes)])
      return Original(
        name: name, text: text, isWide: isWide, wells: wells(result), warnings: result.warnings.count)
    }
  }

  static func sweep(seed: UInt64) throws -> String {
    var random = RandomSource(seed: seed)
    let originals = try originals()
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: Outcome.allCases.count), count: Mutation.allCases.count)
    var details: [String] = []
    for k in 0..<10_000 {
      let original = originals[random.below(originals.count)]
      let mutation = Mutation.allCases[k % Mutation.allCases.count]
      let mutated = mutation.apply(to: original.text, &random)
      let (outcome, detail) = run(original, mutated)
      counts[k % Mutation.allCases.count][outcome.rawValue] += 1
      if [.changed, .flagged, .unplaced, .unknowable].contains(outcome) {
        details.append(
          "\(outcome): \(mutation.rawValue), \(original.name): \(detail) | \(firstDifference(original.text, mutated.text))"
        )
      }
    }
    for line in details { FileHandle.standardError.write(Data((line + "\n").utf8)) }
    return text(counts, seed)
  }

  /// The first line that differs, for the list of what went wrong.
  private static func firstDifference(_ old: String, _ new: String) -> String {
    let a = old.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    let b = new.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    guard let k = zip(a, b).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset else {
      return "\(b.count) of \(a.count) lines"
    }
    func shown(_ line: String) -> String { String(line.prefix(90)).replacingOccurrences(of: "\t", with: "\u{00B7}") }
    return "line \(k + 1): \(shown(a[k])) -> \(shown(b[k]))"
  }

  private static func text(_ counts: [[Int]], _ seed: UInt64) -> String {
    var text = """
      ## 10,000 mutated exports, seed \(seed)

      Six vendor exports and a tidy plate table, one mutation each. **same**: every well has its concentration (to 1 % \
      or 0.2 % of the largest), role, level, dilution and sample. **error**: with file and line. **unplaced**: an error with the \
      file alone. **flagged**: what differs carries a flag or a warning. **label**: all numbers right, a free text (name of a \
      sample, group or plate) reads as the file now has it. **unknowable**: the damaged file is, by a rule that does not \
      use the readers, another valid table (`TableRule.swift`) or exactly what the instrument would have written had the wells \
      held other samples (`ExportRule.swift`: all that Gen5 prints of wells exchanged between them, standards only within their \
      level; another well masked in SoftMax Pro). **changed**: anything else that differs without a word.

      | mutation | same | error | unplaced | flagged | label | unknowable | changed |
      |---|---|---|---|---|---|---|---|

      """
    for (k, row) in counts.enumerated() {
      text += "| \(Mutation.allCases[k].rawValue) | " + row.map(String.init).joined(separator: " | ") + " |\n"
    }
    let sums = Outcome.allCases.map { c in counts.map { $0[c.rawValue] }.reduce(0, +) }
    return text + "| all | " + sums.map(String.init).joined(separator: " | ") + " |\n"
  }

  static func run(_ original: Original, _ mutated: Mutation.Result) -> (Outcome, String) {
    var mutated = mutated
    // In a text of single bytes half a character is a whole one.
    if mutated.cutsBytes, !original.isWide, mutated.text.unicodeScalars.count > 3 {
      mutated.text.unicodeScalars.removeLast()
      mutated.cutsBytes = false
    }
    var bytes: [UInt8]
    switch mutated.encoding {
    case .asBefore where original.isWide, .wide:
      bytes = [0xFF, 0xFE] + Array(mutated.text.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    case .asBefore: bytes = mutated.text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    case .utf8: bytes = Array(mutated.text.utf8)
    case .utf8WithMark: bytes = [0xEF, 0xBB, 0xBF] + Array(mutated.text.utf8)
    }
    if mutated.cutsBytes, bytes.count > 3 { bytes.removeLast(1) }
    do {
      let result = try AssayRun.run(inputs: [(original.name, bytes)])
      let (outcome, detail) = compare(original, result)
      guard outcome == .changed, mutated.text != original.text else { return (outcome, detail) }
      let isOther =
        original.name.hasSuffix(".csv")
        ? TableRule.isValidPlate(mutated.text) : ExportRule.isOtherExport(mutated.text, of: original.text)
      if isOther { return (.unknowable, detail) }
      return (outcome, detail)
    } catch {
      return (error.line == nil ? .unplaced : .error, error.description)
    }
  }

  static func wells(_ result: AssayResult) -> [String: Well] {
    var out: [String: Well] = [:]
    for (number, plate) in result.plates.enumerated() {
      var names: [String] = []
      for item in plate.wells {
        let group = item.well.plate + "|" + item.well.group
        if !names.contains(group) { names.append(group) }
        let key = "\(number)|\(names.firstIndex(of: group) ?? 0)|\(item.well.position)"
        out[key] = Well(
          value: item.reading?.concentration ?? .nan, role: item.well.role, nominal: item.well.nominal,
          dilution: item.well.dilution, sample: item.well.sample)
      }
    }
    return out
  }

  static func compare(_ original: Original, _ result: AssayResult) -> (Outcome, String) {
    let now = wells(result)
    let scale = original.wells.values.map(\.value).filter(\.isFinite).map { abs($0) }.max() ?? 1
    let isWarned = result.warnings.count > original.warnings
    var flags: [String: Bool] = [:]
    for (number, plate) in result.plates.enumerated() {
      for item in plate.wells {
        let isFlagged =
          item.flags.contains(.vendorDisagrees) || (item.reading?.concentration == nil && !item.flags.isEmpty)
        flags["\(number)|\(item.well.position)", default: true] =
          flags["\(number)|\(item.well.position)", default: true] && isFlagged
      }
    }
    var worst = (Outcome.same, "")
    func note(_ outcome: Outcome, _ detail: String) {
      if outcome.rawValue > worst.0.rawValue { worst = (outcome, detail) }
    }
    for (key, old) in original.wells where now[key] == nil {
      note(isWarned ? .flagged : .changed, "\(key) is lost (\(old.sample))")
    }
    for (key, new) in now {
      guard let old = original.wells[key] else {
        note(isWarned ? .flagged : .changed, "\(key) is new")
        continue
      }
      if old.role != new.role || old.nominal != new.nominal || old.dilution != new.dilution {
        let parts = key.split(separator: "|")
        let isFlagged = flags["\(parts[0])|\(parts[2])"] == true
        note(isFlagged || isWarned ? .flagged : .changed, "\(key): role, level or dilution: \(old) became \(new)")
      }
      let a = old.value.isNaN ? 0 : old.value
      let b = new.value.isNaN ? 0 : new.value
      if abs(a - b) > 0.01 * abs(a) + 0.002 * scale {
        let parts = key.split(separator: "|")
        let isFlagged = flags["\(parts[0])|\(parts[2])"] == true
        note(isFlagged || isWarned ? .flagged : .changed, "\(key): \(old.value) became \(new.value)")
      } else if old.sample != new.sample {
        note(.label, "\(key): sample \(old.sample) became \(new.sample)")
      }
    }
    return worst
  }
}
