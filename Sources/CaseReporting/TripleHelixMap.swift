// The triple helix drawn as its three chains with the calls of its genes at their residues.

import Evidence
import Pages
import Reporting
import TypeICollagen

/// The picture of the triple helix for a case.
struct TripleHelixMap {
  private static let left = 40.0
  private static let span = 920.0

  /// The picture, or `nil` if no call lies in the helix.
  static func svg(calls: [AssessedCall], genes: GeneCatalog) -> Markup? {
    let inside = calls.filter { $0.meaning.helixResidue != nil }
    guard !inside.isEmpty else { return nil }
    // The chains of one molecule have helices of one length; the longest with a call makes the scale.
    let residues = inside.map(\.meaning.gene.tripleHelix.count).max() ?? 1
    var body = Markup.empty
    for gene in genes.genes where gene.tripleHelix.count == residues { body += lethalRegions(of: gene, residues) }
    body += strands()
    for tick in ticks(residues) {
      let place = x(tick, residues)
      body += SVG.line("intron", place, 76, place, 80) + SVG.text("tick", place, 91, "\(tick)")
    }
    body +=
      SVG.text("tick", left - 8, 53, "N", anchor: .end)
      + SVG.text("tick", left + span + 8, 53, "C", anchor: .start)
    for call in inside { body += marker(call, residues) }
    let words = inside.map { "\($0.finding.label) at helix residue \($0.meaning.helixResidue ?? 0)" }
    return SVG.picture(
      width: 1000, height: 98, alternative: "Triple helix, residues 1 to \(residues): " + words.joined(separator: "; "),
      body)
  }

  private static func lethalRegions(of gene: CollagenGene, _ residues: Int) -> Markup {
    gene.regions.filter { $0.kind == .lethal }.map { region -> Markup in
      let (start, end) = (x(region.residues.lowerBound, residues), x(region.residues.upperBound, residues))
      let words = "\(region.residues.lowerBound)-\(region.residues.upperBound)"
      return SVG.box(
        "lethal", start, 26, end - start, 48,
        title: "\(chain(gene)): all glycine substitutions seen in residues \(words) were lethal")
    }.joined
  }

  /// The chain's name without its molecule: `alpha1`.
  private static func chain(_ gene: CollagenGene) -> String { String(gene.chain.prefix { $0 != "(" }) }

  /// The first and last residue, and every hundredth or two hundredth between.
  private static func ticks(_ residues: Int) -> [Int] {
    let step = residues > 500 ? 200 : 50
    return [1] + stride(from: step, through: residues - step / 2, by: step) + [residues]
  }

  private static func x(_ residue: Int, _ residues: Int) -> Double {
    left + span * Double(residue - 1) / Double(residues - 1)
  }

  /// Three chains wound around each other: one wave a chain, a third of a turn apart. Ten turns stand for the real 300.
  private static func strands() -> Markup {
    var text = Markup.empty
    for (chain, style) in ["strand one", "strand one", "strand two"].enumerated() {
      var data = ""
      for step in 0...200 {
        let fraction = Double(step) / 200
        let phase = fraction * 10 + Double(chain) / 3
        let wave = TripleHelixMap.wave(phase - phase.rounded(.down))
        data += (step == 0 ? "M" : "L") + SVG.number(left + span * fraction) + " " + SVG.number(50 + 16 * wave)
      }
      text += SVG.path(style, data)
    }
    return text
  }

  /// One turn of a smooth wave from -1 to 1 without trigonometry: a parabola for each half (phase 0-1).
  private static func wave(_ phase: Double) -> Double {
    let half = phase < 0.5 ? phase : phase - 0.5
    let arch = 16 * half * (0.5 - half)
    return phase < 0.5 ? arch : -arch
  }

  private static func marker(_ call: AssessedCall, _ residues: Int) -> Markup {
    let residue = call.meaning.helixResidue ?? 1
    let place = x(residue, residues)
    // The chain that is there more than once is drawn above.
    let isUpper = call.meaning.gene.chainCopies > 1
    let style = call.isPathogenic ? "call" : "call other"
    let label = "\(isUpper ? "alpha1" : "alpha2") \((call.finding.shortProteinName ?? "").prefix(30)): \(residue)"
    let data =
      isUpper ? "M\(SVG.number(place)) 32l-5 -11h10z" : "M\(SVG.number(place)) 68l-5 11h10z"
    var text = SVG.line("mark", place, 30, place, 70) + SVG.path(style, data, title: label)
    if call.isPathogenic || call.meaning.isHelixGlycineSubstitution {
      text += SVG.text("label", place, isUpper ? 16 : 92, label, anchor: .inside(place, width: 1000, margin: 150))
    }
    return text
  }
}
