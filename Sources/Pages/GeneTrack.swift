// A gene drawn: exons to scale, introns short; calls above; below bases without a call, the depth, the parts of the chain.

/// The one picture of a gene. Places are offsets on the gene's record, 0-based, in the direction of the transcript.
package struct GeneTrack: Sendable {
  /// A variant above the exons: a triangle at a base, or a bar over the bases that a large one covers.
  package struct Call: Sendable {
    /// The first base.
    package let offset: Int
    /// All bases of a deletion or duplication that is drawn as a bar.
    package let extent: Range<Int>?
    /// What is shown where the pointer rests.
    package let title: String
    /// What stands above it; empty for nothing.
    package let label: String
    /// Whether it is drawn in the colour of what counts.
    package let isLeading: Bool
    /// The number of cases that have it, which a stem shows; `nil` in the picture of one sample.
    package let cases: Int?

    /// A variant.
    package init(
      offset: Int, extent: Range<Int>? = nil, title: String, label: String = "", isLeading: Bool = true,
      cases: Int? = nil
    ) {
      self.cases = cases
      self.offset = offset
      self.extent = extent
      self.title = title
      self.label = label
      self.isLeading = isLeading
    }
  }

  /// A stretch of the record with something to say: bases without a call, or a part of the chain.
  package struct Stretch: Sendable {
    /// The bases.
    package let range: Range<Int>
    /// What is shown where the pointer rests.
    package let title: String
    /// The class of the style sheet; of parts of the chain their kind.
    package let style: String
    /// What stands below it; empty for nothing.
    package let label: String

    /// A stretch.
    package init(_ range: Range<Int>, title: String, style: String = "", label: String = "") {
      self.range = range
      self.title = title
      self.style = style
      self.label = label
    }
  }

  /// A junction of transcripts: an arc from donor to acceptor.
  package struct Arc: Sendable {
    /// What it leaves out.
    package let range: Range<Int>
    /// What is shown where the pointer rests.
    package let title: String
    /// What stands above it; empty for nothing.
    package let label: String
    /// Share (0-1) of the transcripts there: how strong it is drawn.
    package let fraction: Double
    /// Whether it is drawn in the colour of what counts.
    package let isLeading: Bool

    /// An arc.
    package init(_ range: Range<Int>, title: String, label: String = "", fraction: Double, isLeading: Bool = false) {
      self.range = range
      self.title = title
      self.label = label
      self.fraction = fraction
      self.isLeading = isLeading
    }
  }

  /// The gene's symbol.
  package let symbol: String
  /// The exons of the preferred transcript.
  package let exons: [Range<Int>]
  /// Variants.
  package var calls: [Call] = []
  /// Stretches without a call; `nil` if coverage is not known.
  package var gaps: [Stretch]?
  /// Runs of bases with their median depth.
  package var depths: [(range: Range<Int>, depth: Int)] = []
  /// Junctions, of transcripts only.
  package var arcs: [Arc] = []
  /// The parts of the chain.
  package var domains: [Stretch] = []

  private static let width = 1000.0
  private static let intron = 5.0
  /// Height of the strip that shows the depth.
  private static let strip = 22.0
  /// Height above the exons that arcs take.
  private static let sky = 46.0

  /// A gene without anything to show but its exons.
  package init(symbol: String, exons: [Range<Int>]) {
    self.symbol = symbol
    self.exons = exons
  }

  /// The depth that fills the strip, of one or two digits and zeros (64 stays, 117 becomes 120); `nil` without depth.
  package var fullDepth: Int? {
    guard let most = depths.map(\.depth).max().map({ max($0, 1) }) else { return nil }
    var unit = 1
    while most / unit >= 100 { unit *= 10 }
    return (most + unit - 1) / unit * unit
  }

  /// How much lower everything below the exons lies because of the strip.
  private var shift: Double { depths.isEmpty ? 0 : GeneTrack.strip + 4 }

  private var unit: Double {
    (GeneTrack.width - GeneTrack.intron * Double(exons.count - 1)) / Double(max(1, exons.reduce(0) { $0 + $1.count }))
  }

  /// The place of a record offset in the picture; offsets in introns fall between the exons.
  private func x(_ offset: Int) -> Double {
    var left = 0.0
    let unit = self.unit
    for exon in exons {
      if offset < exon.lowerBound { return left - GeneTrack.intron / 2 }
      if offset < exon.upperBound { return left + Double(offset - exon.lowerBound) * unit }
      left += Double(exon.count) * unit + GeneTrack.intron
    }
    return GeneTrack.width
  }

  /// The whole picture.
  package func svg() -> Markup {
    var body = SVG.line("intron", 0, 46, GeneTrack.width, 46)
    let unit = self.unit
    for (index, exon) in exons.enumerated() {
      let left = x(exon.lowerBound)
      let width = Double(exon.count) * unit
      body += SVG.box("exon", left, 36, width, 20, title: "exon \(index + 1)")
      if index == 0 || (index + 1) % 10 == 0 {
        body += SVG.text("tick", left + width / 2, 72 + shift, "\(index + 1)")
      }
    }
    body += depthStrip() + gapBoxes() + domainBoxes() + arcs.map(arc).joined
    body += calls.filter { $0.cases == nil }.map(marker).joined + stems()
    let height = (domains.isEmpty ? 78 : 100) + shift
    guard !arcs.isEmpty || calls.contains(where: { $0.cases != nil }) else {
      return SVG.picture(width: GeneTrack.width, height: height, alternative: words, body)
    }
    return SVG.picture(
      width: GeneTrack.width, height: height + GeneTrack.sky, alternative: words,
      SVG.moved(by: GeneTrack.sky, body))
  }

  /// An arc over the exons; an aberrant one stands higher, with its label.
  private func arc(_ arc: Arc) -> Markup {
    let ends = [x(arc.range.lowerBound - 1) + unit, x(arc.range.upperBound)].map { min(max($0, 0), GeneTrack.width) }
    let rise = arc.isLeading ? GeneTrack.sky : 14 + 10 * arc.fraction
    let middle = (ends[0] + ends[1]) / 2
    let path =
      "M\(SVG.number(ends[0])) 36Q\(SVG.number(middle)) \(SVG.number(36 - 2 * rise)) \(SVG.number(ends[1])) 36"
    let drawn = SVG.path(arc.isLeading ? "arc leading" : "arc", path, title: arc.title)
    guard !arc.label.isEmpty else { return drawn }
    return drawn
      + SVG.text("label", middle, 36 - rise - 6, arc.label, anchor: .inside(middle, width: GeneTrack.width))
  }

  private var words: String {
    let coverage =
      switch gaps?.count {
      case nil: "coverage not known"
      case 0: "no gap in the target"
      case 1: "1 stretch without a call, in red"
      case let count?: "\(count) stretches without a call, in red"
      }
    let depth =
      depths.isEmpty ? "" : ", depth \(depths.map(\.depth).min() ?? 0) to \(depths.map(\.depth).max() ?? 0)"
    let junctions =
      arcs.isEmpty ? "" : ", \(arcs.count) junctions, \(arcs.count { $0.isLeading }) of them aberrant"
    return "\(symbol), 5' to 3': \(exons.count) exons, \(calls.count) \(calls.count == 1 ? "call" : "calls"), "
      + coverage + depth + junctions
  }

  /// The median depth of every run of target bases inside exons, as one filled outline on the line of no depth.
  private func depthStrip() -> Markup {
    guard let fullDepth else { return .empty }
    let floor = 58 + GeneTrack.strip
    var outline = ""
    for run in depths {
      for exon in exons where exon.overlaps(run.range) {
        let part = run.range.clamped(to: exon)
        let start = x(part.lowerBound)
        let top = floor - GeneTrack.strip * Double(run.depth) / Double(fullDepth)
        let (bottom, end) = (SVG.number(floor), start + Double(part.count) * unit)
        outline += "M\(SVG.number(start)) \(bottom)V\(SVG.number(top))H\(SVG.number(end))V\(bottom)z"
      }
    }
    return SVG.line("intron", 0, floor, GeneTrack.width, floor)
      + SVG.path("depth", outline, title: "median depth, full height \(fullDepth)")
  }

  private func gapBoxes() -> Markup {
    (gaps ?? []).filter { !$0.range.isEmpty }.map { gap in
      let start = x(gap.range.lowerBound)
      return SVG.box(
        "gap", min(max(start, 0), GeneTrack.width - 2), 50, max(x(gap.range.upperBound - 1) - start, 2), 10,
        title: gap.title)
    }.joined
  }

  private func domainBoxes() -> Markup {
    domains.filter { !$0.range.isEmpty }.map { domain in
      let (start, end) = (x(domain.range.lowerBound), x(domain.range.upperBound - 1))
      let box = SVG.box("domain \(domain.style)", start, 76 + shift, end - start, 8, title: domain.title)
      return domain.label.isEmpty ? box : box + SVG.text("tick", (start + end) / 2, 96 + shift, domain.label)
    }.joined
  }

  /// Variants of a cohort: a stem as high as the number of cases, to five, and names where there is room, those of most
  /// cases first.
  private func stems() -> Markup {
    var named: [Double] = []
    return calls.filter { $0.cases != nil }.sorted { ($0.cases ?? 0, $1.offset) > ($1.cases ?? 0, $0.offset) }.map {
      call in
      let place = min(max(x(call.offset), 6), GeneTrack.width - 6)
      let top = 32 - 8 * Double(min(call.cases ?? 1, 5))
      var drawn =
        SVG.line("mark", place, 36, place, top)
        + SVG.circle(call.isLeading ? "call" : "call other", place, top, radius: 4.5, title: call.title)
      if !call.label.isEmpty, !named.contains(where: { abs($0 - place) < 130 }) {
        named.append(place)
        drawn += SVG.text("label", place, top - 8, call.label, anchor: .inside(place, width: GeneTrack.width))
      }
      return drawn
    }.joined
  }

  private func marker(_ call: Call) -> Markup {
    let style = call.isLeading ? "call" : "call other"
    func label(_ place: Double) -> Markup {
      call.label.isEmpty
        ? .empty : SVG.text("label", place, 17, call.label, anchor: .inside(place, width: GeneTrack.width))
    }
    if let extent = call.extent, !extent.isEmpty {
      let ends = [x(extent.lowerBound), x(extent.upperBound - 1)].map { min(max($0, 0), GeneTrack.width) }
      return SVG.box(style, ends[0], 26, max(ends[1] - ends[0], 2), 7, title: call.title)
        + label((ends[0] + ends[1]) / 2)
    }
    let place = min(max(x(call.offset), 6), GeneTrack.width - 6)
    return SVG.arrow(style, place, 34, title: call.title) + label(place)
  }
}
