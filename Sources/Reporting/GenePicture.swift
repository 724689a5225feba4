// A gene's exons drawn as SVG: what was covered, what was not, and where the calls lie.

import BioSequence
import TypeICollagen

/// Draws one gene of a screen. Exons keep their proportions; introns are drawn at one short width.
struct GenePicture {
  private let gene: CollagenGene
  private let report: ScreenReport
  private let mapping: AssemblyMapping
  private static let width = 1000.0
  private static let intronWidth = 6.0

  init?(gene: CollagenGene, report: ScreenReport) {
    guard let mapping = gene.record.mapping(on: report.assembly) else { return nil }
    self.gene = gene
    self.report = report
    self.mapping = mapping
  }

  /// The whole picture; every text in it is from the reference tables or a name made by this program.
  func svg() -> String {
    let exons = gene.record.preferredTranscript.exons
    let unit =
      (GenePicture.width - GenePicture.intronWidth * Double(exons.count - 1))
      / Double(exons.reduce(0) { $0 + $1.count })
    var body = "<line class=\"intron\" x1=\"0\" y1=\"40\" x2=\"1000\" y2=\"40\"/>"
    var left = 0.0
    for (index, exon) in exons.enumerated() {
      let width = Double(exon.count) * unit
      body += exonBox(exon, number: index + 1, left: left, unit: unit)
      body += markers(in: exon, left: left, unit: unit, isLast: index == exons.count - 1)
      left += width + GenePicture.intronWidth
    }
    let title = "\(gene.symbol): \(exons.count) exons, 5' to 3'; calls above, bases without a call in red"
    return "<svg viewBox=\"0 0 1000 66\" role=\"img\" aria-label=\"\(title)\"><title>\(title)</title>\(body)</svg>"
  }

  private func exonBox(_ exon: Range<Int>, number: Int, left: Double, unit: Double) -> String {
    let width = Double(exon.count) * unit
    var text = box("exon", left, width, title: "exon \(number)")
    for row in report.coverage where row.gene == gene.symbol && row.verdict == "no_call" {
      let gap = mapping.recordRange(ofChromosomeRange: row.start..<row.end).clamped(to: exon)
      guard !gap.isEmpty else { continue }
      let start = left + Double(gap.lowerBound - exon.lowerBound) * unit
      text += box("gap", start, max(Double(gap.count) * unit, 0.8), title: "exon \(number): no call, \(row.reason)")
    }
    if number == 1 || number % 10 == 0 {
      text += "<text x=\"\(point(left + width / 2))\" y=\"64\" text-anchor=\"middle\">\(number)</text>"
    }
    return text
  }

  /// Marks calls in the exon or in the intron after it.
  private func markers(in exon: Range<Int>, left: Double, unit: Double, isLast: Bool) -> String {
    let exons = gene.record.preferredTranscript.exons
    let next = exons.first { $0.lowerBound > exon.lowerBound }?.lowerBound ?? Int.max
    var text = ""
    for call in report.passed where call.gene == gene.symbol {
      let start = call.pos - 1
      let offset = mapping.recordRange(ofChromosomeRange: start..<start + call.ref.utf8.count).lowerBound
      guard offset >= exon.lowerBound && (offset < next || isLast) else { continue }
      let inside = Double(min(offset, exon.upperBound) - exon.lowerBound) * unit
      let x = point(left + inside + (offset >= exon.upperBound ? GenePicture.intronWidth / 2 : 0))
      text += "<path class=\"call\" d=\"M\(x) 28l-5 -12h10z\"><title>\(escapedForMarkup(call.shortName))</title></path>"
    }
    return text
  }

  private func box(_ style: String, _ left: Double, _ width: Double, title: String) -> String {
    "<rect class=\"\(style)\" x=\"\(point(left))\" y=\"30\" width=\"\(point(width))\" height=\"20\">"
      + "<title>\(title)</title></rect>"
  }

  private func point(_ value: Double) -> String { NumberFormat.fixed(value, digits: 1) }
}

/// Text that is safe between tags and in quoted attributes.
func escapedForMarkup(_ text: String) -> String {
  var result = ""
  for character in text.unicodeScalars {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(character)
    }
  }
  return result
}
