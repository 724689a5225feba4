// What a case's page shows of a gene: the calls, where there is none, the depth, and the parts of the chain.

import BioSequence
import Evidence
import Pages
import Reporting
import TypeICollagen

extension GeneTrack {
  /// The picture of a gene of a case.
  init(gene: CollagenGene, screen: ScreenDocument, calls all: [AssessedCall]) {
    self.init(symbol: gene.symbol, exons: gene.record.preferredTranscript.exons)
    let own = all.filter { $0.finding.gene == gene.symbol }
    domains = GeneTrack.domains(of: gene)
    guard let mapping = gene.record.mapping(on: screen.assembly) else { return }
    func range(_ start: Int, _ end: Int) -> Range<Int>? {
      guard start < end, end < 1 << 40 else { return nil }
      return mapping.recordRange(ofChromosomeRange: start..<end)
    }
    if let coverage = screen.coverage {
      gaps = coverage.gaps.filter { $0.gene == gene.symbol }.compactMap { gap in
        range(gap.start, gap.end).map { Stretch($0, title: "\(gap.region): no call, \(gap.reason ?? "")") }
      }
      depths = coverage.runs.filter { $0.gene == gene.symbol }.compactMap { run in
        range(run.start, run.end).map { ($0, run.depthMedian) }
      }
    }
    calls = own.filter { $0.finding.pos > 0 && $0.finding.pos < 1 << 40 }.map { call in
      let finding = call.finding
      let start = max(finding.pos, mapping.range.lowerBound)
      let extent = range(start, min(finding.symbolic?.end ?? 0, mapping.range.upperBound))
      let isNamed = call.isPathogenic || own.count == 1
      return Call(
        offset: finding.recordVariant(on: gene)?.range.lowerBound
          ?? mapping.recordOffset(ofChromosomeOffset: finding.pos - 1),
        extent: extent, title: finding.label,
        label: isNamed ? String(finding.shortCodingName.prefix(extent == nil ? 40 : 60)) : "",
        isLeading: call.isPathogenic)
    }
  }

  /// The variants of a cohort in a gene; `nil` if there are none.
  init?(gene: CollagenGene, cohort: [CohortCase]) {
    self.init(symbol: gene.symbol, exons: gene.record.preferredTranscript.exons)
    domains = GeneTrack.domains(of: gene)
    var found: [String: (offset: Int, label: String, isPathogenic: Bool, cases: Int)] = [:]
    for assessment in cohort.lazy.map(\.assessment) {
      guard let mapping = assessment.screen.flatMap({ gene.record.mapping(on: $0.assembly) }) else { continue }
      var own: Set<String> = []
      for call in assessment.calls where call.finding.gene == gene.symbol && own.insert(call.finding.label).inserted {
        let finding = call.finding
        guard finding.pos > 0, finding.pos < 1 << 40 else { continue }
        let offset =
          finding.recordVariant(on: gene)?.range.lowerBound
          ?? mapping.recordOffset(ofChromosomeOffset: max(finding.pos, mapping.range.lowerBound) - 1)
        let known = found[finding.label]
        found[finding.label] = (
          offset, String(finding.shortCodingName.prefix(40)), call.isPathogenic || known?.isPathogenic == true,
          (known?.cases ?? 0) + 1
        )
      }
    }
    guard !found.isEmpty else { return nil }
    calls = found.sorted { ($0.value.offset, $0.key) < ($1.value.offset, $1.key) }.map { name, variant in
      let count = variant.cases == 1 ? "1 case" : "\(variant.cases) cases"
      return Call(
        offset: variant.offset, title: "\(name): \(count)",
        label: variant.isPathogenic || variant.cases > 1 ? variant.label : "", isLeading: variant.isPathogenic,
        cases: variant.cases)
    }
  }

  private static func domains(of gene: CollagenGene) -> [Stretch] {
    let transcript = gene.record.preferredTranscript
    func offset(_ base: Int) -> Int {
      transcript.recordOffset(ofTranscriptOffset: transcript.codingRange.lowerBound + base)
    }
    return gene.domains.map { domain in
      let residues = domain.residues
      let isNamed = [.nPropeptide, .tripleHelix, .cPropeptide].contains(domain.kind)
      return Stretch(
        offset(3 * (residues.lowerBound - 1))..<offset(3 * residues.upperBound - 1) + 1,
        title: "\(domain.kind.words), p.\(residues.lowerBound)-\(residues.upperBound)", style: domain.kind.rawValue,
        label: isNamed ? domain.kind.words : "")
    }
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
