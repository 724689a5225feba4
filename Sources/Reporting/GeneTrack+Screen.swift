// What a screen shows of a gene: its calls, where there is none, and the depth.

import BioSequence
import Documents
import Pages
import TypeICollagen

extension GeneTrack {
  /// The picture of a gene of a screen; `nil` if the gene has no place on the assembly.
  init?(gene: CollagenGene, report: ScreenDocument) {
    guard let mapping = gene.record.mapping(on: report.assembly) else { return nil }
    let exons = gene.record.preferredTranscript.exons
    self.init(symbol: gene.symbol, exons: exons)
    let rows = (report.coverage?.runs ?? []).filter { $0.gene == gene.symbol }
    gaps = rows.filter { $0.verdict == .noCall }.map { row in
      Stretch(
        mapping.recordRange(ofChromosomeRange: row.start..<row.end),
        title: "\(row.region): no call, \(row.reason ?? "")")
    }
    depths = rows.map { (mapping.recordRange(ofChromosomeRange: $0.start..<$0.end), $0.depthMedian) }
    arcs = (report.rna?.junctions ?? []).filter {
      $0.gene == gene.symbol && $0.reads > 0 && ($0.kind == .canonical || $0.isCalled)
    }.map { row in
      let fraction = row.fraction
      let kind = row.kind.rawValue.split(separator: "_").joined(separator: " ")
      let percent = NumberText.fixed(100 * fraction.value, 0) + " %"
      return Arc(
        mapping.recordRange(ofChromosomeRange: row.start..<row.end),
        title: "\(kind) \(row.exon): \(row.reads) fragments, \(percent) of the transcripts",
        label: row.kind == .canonical ? "" : "\(row.reads) (\(percent))", fraction: fraction.value,
        isLeading: row.kind != .canonical)
    }
    calls = report.passed.filter { $0.gene == gene.symbol }.map { call in
      let start = call.pos - 1
      let range = mapping.recordRange(ofChromosomeRange: start..<start + call.ref.utf8.count)
      return Call(offset: range.lowerBound, title: call.name)
    }
  }
}
