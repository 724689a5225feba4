// What a departure of splicing or a lost allele means for the chain, how it fits the calls, and how it fits the assay.

import TypeICollagen

/// One observation on the messages, read. It is told in words; no criterion rests on it alone.
package struct MessageReading: Sendable, Hashable {
  /// Gene symbol.
  package let gene: String
  /// What was seen, in a few words.
  package let observation: String
  /// Its share of the messages.
  package let share: MessageFinding.Share
  /// What it supports, in a sentence without the full stop.
  package let text: String
  /// The class whose assay pattern is expected of it; `nil` if it points to none.
  package let molecularClass: PatternClass?
  /// The comparison of that pattern with the assay, if there is one.
  package let concordance: Concordance?
  /// The call that explains it, by coding name.
  package let explainedBy: String?

  /// Whether one allele leaves next to no message.
  package let isLostAllele: Bool

  /// Whether it points to an effect on the chain.
  package var isTelling: Bool { molecularClass != PatternClass.none }

  /// Whether the assay shows what it leads one to expect.
  var isFit: Bool { isTelling && concordance?.verdict == .concordant }

  /// Whether it fits the assay and no call explains it.
  var isUnexplainedFit: Bool { isFit && explainedBy == nil }

  /// Why splicing is shown and weighed only beside a lost splice site.
  package static let rule =
    "A departure that follows the loss of a splice site is named with PVS1 or PM4 and never counted as PS3 or BS3 "
    + "(Walker et al. 2023, Am J Hum Genet 110:1046); all else here is shown and not counted"
}

extension MessageFinding.Event {
  /// The pattern that the changed chain leads one to expect.
  func molecularClass(in gene: CollagenGene?) -> PatternClass {
    if effects.contains(.nProteinaseSite) { return .nProteinaseSite }
    if effects.contains(.cProteinaseSite) { return .cProteinaseSite }
    if effects.contains(.inFrameExonSkip) || effects.contains(.inFrameIndel) { return .helixInFrame }
    if effects.contains(.nullAllele) {
      return gene.map { PatternClass(of: .null, in: $0) } ?? .uncertain
    }
    if effects.contains(.cPropeptide) { return .cPropeptide }
    return effects == [.noncoding] || effects == [.synonymous] ? .none : .uncertain
  }

  /// What the event supports.
  func support(in gene: CollagenGene?) -> String {
    switch molecularClass(in: gene) {
    case .helixInFrame: "supports a structural effect: a chain of another length is made and built in"
    case .col1a1Null: "supports a null allele; as such messages decay, the share says too little"
    case .col1a2NullHeterozygous:
      "supports the loss of this message, which in one \(self.gene) allele does not cause osteogenesis imperfecta"
    case .cPropeptide: "supports a chain with a broken C-propeptide"
    case .nProteinaseSite: "supports the loss of the N-proteinase site, which is arthrochalasia"
    case .cProteinaseSite: "supports the loss of the C-proteinase site"
    case .none: "outside the coding sequence: no effect on the chain is expected"
    default: "what it makes of the chain cannot be told"
    }
  }

  /// Whether the loss of a splice site, or of whole exons, by this call leads to just this event.
  func isExplained(by finding: SequenceFinding, _ meaning: MolecularMeaning) -> Bool {
    guard finding.gene == gene, let exons else { return false }
    if let site = meaning.splicedExon { return exons.contains(site + 1) }
    if let lost = meaning.event, lost.isDeletion {
      return kind == "exon_skip" && lost.exons.lowerBound + 1 == exons.lowerBound
        && lost.exons.upperBound + 1 == exons.upperBound
    }
    return false
  }
}

extension MessageFinding {
  /// The called event that a call explains, if any.
  func event(explainedBy finding: SequenceFinding, _ meaning: MolecularMeaning) -> Event? {
    calledEvents.first { $0.isExplained(by: finding, meaning) }
  }

  /// Every called event and every lost allele, read beside the calls and the assay.
  func readings(calls: [AssessedCall], assay: AssayFinding?, genes: GeneCatalog) -> [MessageReading] {
    let events = calledEvents.map { event in
      let cause = calls.first { event.isExplained(by: $0.finding, $0.meaning) }
      let gene = genes.gene(symbol: event.gene)
      let pattern = event.molecularClass(in: gene)
      let reason = cause.map { "; it follows from \($0.finding.shortCodingName)" } ?? ""
      return MessageReading(
        gene: event.gene, observation: event.words, share: event.share, text: event.support(in: gene) + reason,
        molecularClass: pattern, concordance: assay.map { Concordance(pattern, assay: $0) },
        explainedBy: cause?.finding.hgvsC, isLostAllele: false)
    }
    let lost = sites.filter { $0.verdict == .alleleLost }.map {
      lostAllele($0, calls: calls, assay: assay, genes: genes)
    }
    return events + lost
  }

  private func lostAllele(
    _ ratio: AlleleRatio, calls: [AssessedCall], assay: AssayFinding?, genes: GeneCatalog
  ) -> MessageReading {
    let gene = genes.gene(symbol: ratio.gene)
    let pattern = gene.map { PatternClass(of: .null, in: $0) } ?? .uncertain
    let cause = calls.first {
      $0.finding.gene == ratio.gene && ($0.meaning.molecularClass == pattern)
    }
    let which = ratio.share.value < 0.5 ? "the allele with" : "the allele without"
    let name = ratio.hgvsC.split(separator: ":").last.map(String.init) ?? ratio.hgvsC
    var text = "supports a null allele"
    if gene?.nullAllele == .tolerated {
      text += ", which in one \(ratio.gene) allele does not cause osteogenesis imperfecta"
    }
    if let cause { text += "; fits \(cause.finding.shortCodingName)" }
    return MessageReading(
      gene: ratio.gene, observation: "\(which) \(name) leaves next to no message", share: ratio.share, text: text,
      molecularClass: pattern, concordance: assay.map { Concordance(pattern, assay: $0) },
      explainedBy: cause?.finding.hgvsC, isLostAllele: true)
  }
}
