// The triple helix drawn as its three chains from residue 1 to 1014, with the calls of both genes at their residues.

import Evidence
import TypeICollagen

/// The picture of the triple helix for a case.
struct TripleHelixMap {
  private static let left = 40.0
  private static let span = 920.0
  private static let residues = 1014

  /// The picture, or `nil` if no call lies in the helix.
  static func svg(calls: [AssessedCall]) -> String? {
    let inside = calls.filter { $0.meaning.helixResidue != nil }
    guard !inside.isEmpty else { return nil }
    var body = ""
    for stretch in MolecularMeaning.lethalStretches {
      body += SVGText.box(
        "lethal", x(stretch.lowerBound), 26, x(stretch.upperBound) - x(stretch.lowerBound), 48,
        title:
          "alpha1: all glycine substitutions seen in residues \(stretch.lowerBound)-\(stretch.upperBound) were lethal")
    }
    body += strands()
    for tick in [1, 200, 400, 600, 800, 1014] {
      body += SVGText.line("intron", x(tick), 76, x(tick), 80) + SVGText.text("tick", x(tick), 91, "\(tick)")
    }
    body +=
      SVGText.text("tick", left - 8, 53, "N", anchor: "end")
      + SVGText.text("tick", left + span + 8, 53, "C", anchor: "start")
    for call in inside { body += marker(call) }
    let words = inside.map { "\($0.finding.label) at helix residue \($0.meaning.helixResidue ?? 0)" }
    return SVGText.picture(
      width: 1000, height: 98, alternative: "Triple helix, residues 1 to 1014: " + words.joined(separator: "; "), body)
  }

  private static func x(_ residue: Int) -> Double {
    left + span * Double(residue - 1) / Double(residues - 1)
  }

  /// Three chains wound around each other: one wave a chain, a third of a turn apart. Ten turns stand for the real 300.
  private static func strands() -> String {
    var text = ""
    for (chain, style) in ["strand one", "strand one", "strand two"].enumerated() {
      var data = ""
      for step in 0...200 {
        let share = Double(step) / 200
        let phase = share * 10 + Double(chain) / 3
        let wave = TripleHelixMap.wave(phase - phase.rounded(.down))
        data += (step == 0 ? "M" : "L") + SVGText.number(left + span * share) + " " + SVGText.number(50 + 16 * wave)
      }
      text += SVGText.path(style, data)
    }
    return text
  }

  /// One turn of a smooth wave from -1 to 1 without trigonometry: a parabola for each half (phase 0-1).
  private static func wave(_ phase: Double) -> Double {
    let half = phase < 0.5 ? phase : phase - 0.5
    let arch = 16 * half * (0.5 - half)
    return phase < 0.5 ? arch : -arch
  }

  private static func marker(_ call: AssessedCall) -> String {
    let residue = call.meaning.helixResidue ?? 1
    let place = x(residue)
    let isUpper = call.finding.gene == "COL1A1"
    let anchor = place < 150 ? "start" : place > 850 ? "end" : "middle"
    let style = call.isPathogenic ? "call" : "call other"
    let label = "\(isUpper ? "alpha1" : "alpha2") \(call.finding.shortProteinName.prefix(30)): \(residue)"
    let data =
      isUpper ? "M\(SVGText.number(place)) 32l-5 -11h10z" : "M\(SVGText.number(place)) 68l-5 11h10z"
    var text = SVGText.line("mark", place, 30, place, 70) + SVGText.path(style, data, title: label)
    if call.isPathogenic || call.meaning.isHelixGlycineSubstitution {
      text += SVGText.text("label", place, isUpper ? 16 : 92, label, anchor: anchor)
    }
    return text
  }
}
