// A gene drawn: exons to scale, introns short, calls above; below bases without a call, the depth, the parts of the chain.

import BioSequence
import Evidence
import TypeICollagen

/// The picture of one gene for a case.
struct GeneMap {
  private let gene: CollagenGene
  private let screen: ScreenFinding
  private let calls: [AssessedCall]
  private let depths: [ScreenFinding.Depth]
  private static let width = 1000.0
  private static let intron = 5.0
  /// Height of the strip that shows the depth.
  private static let strip = 22.0
  /// The depth that fills the strip; `nil` if the screen tells no depth.
  let fullDepth: Int?

  init(gene: CollagenGene, screen: ScreenFinding, calls: [AssessedCall]) {
    self.gene = gene
    self.screen = screen
    self.calls = calls.filter { $0.finding.gene == gene.symbol }
    depths = screen.depths.filter { $0.gene == gene.symbol }
    fullDepth = depths.isEmpty ? nil : GeneMap.rounded(max(depths.map(\.depth).max() ?? 0, 1))
  }

  /// The next depth of one or two digits and zeros: 64 stays, 117 becomes 120.
  private static func rounded(_ depth: Int) -> Int {
    var unit = 1
    while depth / unit >= 100 { unit *= 10 }
    return (depth + unit - 1) / unit * unit
  }

  /// How much lower everything below the exons lies because of the strip.
  private var shift: Double { fullDepth == nil ? 0 : GeneMap.strip + 4 }

  private var exons: [Range<Int>] { gene.record.preferredTranscript.exons }
  private var unit: Double {
    (GeneMap.width - GeneMap.intron * Double(exons.count - 1)) / Double(exons.reduce(0) { $0 + $1.count })
  }

  /// The whole picture.
  func svg() -> String {
    var body = SVGText.line("intron", 0, 46, GeneMap.width, 46)
    var left = 0.0
    for (index, exon) in exons.enumerated() {
      let width = Double(exon.count) * unit
      body += SVGText.box("exon", left, 36, width, 20, title: "exon \(index + 1)")
      if index == 0 || (index + 1) % 10 == 0 {
        body += SVGText.text("tick", left + width / 2, 72 + shift, "\(index + 1)")
      }
      left += width + GeneMap.intron
    }
    body += depthStrip() + gaps() + domains() + markers()
    let count = calls.count
    let words =
      "\(gene.symbol): \(exons.count) exons, \(count) \(count == 1 ? "call" : "calls")"
      + (screen.targetBases == nil
        ? ", coverage not known"
        : ownGaps.isEmpty
          ? ", no gap in the target" : ", \(ownGaps.count) stretches without a call, in red below the line")
      + (depths.isEmpty ? "" : ", depth \(depths.map(\.depth).min() ?? 0) to \(depths.map(\.depth).max() ?? 0)")
    return SVGText.picture(width: GeneMap.width, height: 100 + shift, alternative: words, body)
  }

  /// The place of a record offset in the picture; offsets in introns fall between the exons.
  private func x(_ offset: Int) -> Double {
    var left = 0.0
    for exon in exons {
      if offset < exon.lowerBound { return left - GeneMap.intron / 2 }
      if offset < exon.upperBound { return left + Double(offset - exon.lowerBound) * unit }
      left += Double(exon.count) * unit + GeneMap.intron
    }
    return GeneMap.width
  }

  private var ownGaps: [ScreenFinding.Gap] { screen.gaps.filter { $0.gene == gene.symbol } }

  /// The median depth of every run of target bases inside exons, as one filled outline on the line of no depth.
  private func depthStrip() -> String {
    guard let fullDepth, let mapping = gene.record.mapping(on: screen.assembly) else { return "" }
    let floor = 58 + GeneMap.strip
    var outline = ""
    for run in depths {
      let range = mapping.recordRange(ofChromosomeRange: run.start..<run.end)
      for exon in exons where exon.overlaps(range) {
        let part = range.clamped(to: exon)
        let start = x(part.lowerBound)
        let end = start + Double(part.count) * unit
        let top = floor - GeneMap.strip * Double(run.depth) / Double(fullDepth)
        outline +=
          "M\(SVGText.number(start)) \(SVGText.number(floor))V\(SVGText.number(top))H\(SVGText.number(end))V\(SVGText.number(floor))z"
      }
    }
    return SVGText.line("intron", 0, floor, GeneMap.width, floor)
      + SVGText.path("depth", outline, title: "median depth, full height \(fullDepth)")
  }

  private func gaps() -> String {
    guard let mapping = gene.record.mapping(on: screen.assembly) else { return "" }
    return ownGaps.reduce(into: "") { text, gap in
      guard gap.start < gap.end, gap.end < 1 << 40 else { return }
      let range = mapping.recordRange(ofChromosomeRange: gap.start..<gap.end)
      let start = x(range.lowerBound)
      text += SVGText.box(
        "gap", min(max(start, 0), GeneMap.width - 2), 50, max(x(range.upperBound - 1) - start, 2.0), 10,
        title: "\(gap.region): no call, \(gap.reason)")
    }
  }

  private func domains() -> String {
    let transcript = gene.record.preferredTranscript
    var text = ""
    for domain in gene.domains {
      let first = transcript.codingRange.lowerBound + 3 * (domain.residues.lowerBound - 1)
      let last = transcript.codingRange.lowerBound + 3 * domain.residues.upperBound - 1
      let start = x(transcript.recordOffset(ofTranscriptOffset: first))
      let end = x(transcript.recordOffset(ofTranscriptOffset: last))
      text += SVGText.box(
        "domain \(domain.kind.rawValue)", start, 76 + shift, end - start, 8,
        title: "\(domain.kind.words), p.\(domain.residues.lowerBound)-\(domain.residues.upperBound)")
      if [.nPropeptide, .tripleHelix, .cPropeptide].contains(domain.kind) {
        text += SVGText.text("tick", (start + end) / 2, 96 + shift, domain.kind.words)
      }
    }
    return text
  }

  /// The record offsets that a symbolic allele covers, cut to the record.
  private func stretch(of finding: SequenceFinding, _ mapping: AssemblyMapping) -> Range<Int>? {
    let start = max(finding.pos, mapping.range.lowerBound)
    let end = min(finding.end, mapping.range.upperBound)
    return start < end ? mapping.recordRange(ofChromosomeRange: start..<end) : nil
  }

  private func markers() -> String {
    guard let mapping = gene.record.mapping(on: screen.assembly) else { return "" }
    var text = ""
    for call in calls {
      guard call.finding.pos > 0, call.finding.pos < 1 << 40 else { continue }
      let offset =
        call.finding.recordVariant(on: gene)?.range.lowerBound
        ?? mapping.recordOffset(ofChromosomeOffset: call.finding.pos - 1)
      let place = min(max(x(offset), 6), GeneMap.width - 6)
      let anchor = place < 120 ? "start" : place > 880 ? "end" : "middle"
      let style = call.isPathogenic ? "call" : "call other"
      if let stretch = stretch(of: call.finding, mapping) {
        let ends = [x(stretch.lowerBound), x(stretch.upperBound - 1)].map { min(max($0, 0), GeneMap.width) }
        text += SVGText.box(style, ends[0], 26, max(ends[1] - ends[0], 2), 7, title: call.finding.label)
        if call.isPathogenic || calls.count == 1 {
          let middle = (ends[0] + ends[1]) / 2
          let side = middle < 120 ? "start" : middle > 880 ? "end" : "middle"
          text += SVGText.text("label", middle, 17, String(call.finding.shortCodingName.prefix(60)), anchor: side)
        }
        continue
      }
      text += SVGText.path(style, "M\(SVGText.number(place)) 34l-5 -11h10z", title: call.finding.label)
      if call.isPathogenic || calls.count == 1 {
        text += SVGText.text("label", place, 17, String(call.finding.shortCodingName.prefix(40)), anchor: anchor)
      }
    }
    return text
  }
}

extension ChainDomain.Kind {
  /// The part's name for people.
  var words: String {
    switch self {
    case .signalPeptide: "signal peptide"
    case .nPropeptide: "N-propeptide"
    case .nTelopeptide: "N-telopeptide"
    case .tripleHelix: "triple helix"
    case .cTelopeptide: "C-telopeptide"
    case .cPropeptide: "C-propeptide"
    }
  }
}
