// The part of assay.html about one case: its readouts with what normal lines have, and the notes that concern it.

internal import Documents
internal import ExportAssay
internal import Numerics
internal import Pages
internal import TypeICollagen

extension AssayReport {
  /// Every readout of a case: the figure, where it lies against the controls, the range of 95 % of normal lines, and whether
  /// it lies in it.
  static func readoutTable(_ line: CellLineResult) -> Markup {
    let rows = line.findings.map { item -> [String] in
      let place = Place(item)
      return [
        item.readout.rawValue.split(separator: "_").joined(separator: " "),
        item.bound.words + Format.number(item.value, 3), place.value, place.range,
        item.comparison.map { "\($0.controlCount)" } ?? "—", Format.p(item.comparison?.p ?? .nan),
        Format.power(item.power), place.verdict,
      ]
    }
    guard !rows.isEmpty else { return .empty }
    return .table(
      [
        "readout", "measured", "against the controls", "95 % of normal lines", "control lines", "p", "power", "verdict",
      ],
      rows)
  }

  /// Where a readout lies against the controls, in words that agree with the figures shown.
  private struct Place {
    let value: String
    let range: String
    let verdict: String

    init(_ item: ReadoutFinding) {
      guard let comparison = item.comparison else {
        (value, range, verdict) = ("—", "—", "not compared")
        return
      }
      let half = comparison.interval().high - comparison.difference
      func shown(_ difference: Double) -> String {
        switch item.readout {
        case .secretion:
          let mean = 1 / (1 + Elementary.exp(-comparison.controlMean))
          return Format.percent(100 / (1 + Elementary.exp(-comparison.controlMean - difference)) / mean)
        case .synthesis, .chainRatio, .typeThree, .rate: return Format.percent(100 * Elementary.exp(difference))
        case .secondBand, .propeptide: return Format.number(100 * difference, 2) + " points"
        case .migration: return Format.number(difference, 2) + " points"
        case .melting: return Format.number(difference, 2) + " °C"
        }
      }
      value = item.bound.words + shown(comparison.difference)
      range = shown(-half) + " to " + shown(half)
      let place =
        comparison.difference < -half ? "below" : comparison.difference > half ? "above" : "within"
      verdict = item.isExcluded ? place + "; not counted (quality)" : place
    }
  }

  /// The notes that concern a line: those that name it, and those that name no line.
  static func about(_ line: CellLineResult, _ result: AssayResult) -> [AssayWarning] {
    let others = result.lines.map(\.line).filter { $0 != line.line }.map { $0.quoted() }
    return result.warnings.filter { note in
      note.message.contains(line.line.quoted()) || !others.contains { note.message.contains($0) }
    }
  }

  /// What the exports say of the reader, in one line, and the program.
  static func provenance(_ result: AssayResult, _ version: String?) -> Markup {
    var parts: [String] = []
    for input in result.inputs {
      guard let said = input.provenance else { continue }
      let named: [(String, String?)] = [
        ("", said.instrument ?? said.software), ("serial number ", said.serialNumber), ("read on ", said.measured),
        ("operator ", said.person), ("protocol ", said.protocolName),
      ]
      let words = named.compactMap { name, value in value.map { name + $0 } }.joined(separator: ", ")
      if !words.isEmpty, !parts.contains(words) { parts.append(words) }
    }
    parts.append("evaluated by collagen\(version.map { " " + $0 } ?? ""); files and digests are in the appendix")
    return .paragraph(parts.joined(separator: "; ") + ".", "small")
  }
}
