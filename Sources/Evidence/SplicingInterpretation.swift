// What aberrant splicing or a lost allele means for the chain, how it fits the calls, and how it fits the assay.

import BioSequence
package import Reporting
import TypeICollagen

/// One observation on the transcripts, interpreted in words. What a call explains is counted as PVS1 (RNA).
package struct SplicingInterpretation: Sendable, Hashable {
  /// Gene symbol.
  package let gene: String
  /// What was seen, in a few words.
  package let observation: String
  /// The fraction of the transcripts that show it.
  package let fraction: Fraction
  /// What it supports, in a sentence without the full stop.
  package let text: String
  /// The class whose assay pattern is expected of it; `nil` if it points to none.
  package let molecularClass: PatternClass?
  /// The comparison of that pattern with the assay, if there is one.
  package let concordance: Concordance?
  /// The call that explains it, by coding name.
  package let explainedBy: String?

  /// Whether one allele leaves next to no transcript.
  package let isLostAllele: Bool

  /// Whether it points to an effect on the chain.
  package var isInformative: Bool { molecularClass != PatternClass.none }

  /// Whether the assay shows the phenotype expected of it.
  var isFit: Bool { isInformative && concordance?.verdict == .concordant }

  /// Whether it fits the assay and no call explains it.
  var isUnexplainedFit: Bool { isFit && explainedBy == nil }

  /// Whether it may cause a disease and no call explains it.
  var isUnexplainedCause: Bool {
    isInformative && explainedBy == nil && molecularClass != .col1a2NullHeterozygous
  }

  /// Why splicing is shown and weighed only beside a lost splice site.
  package static let rule =
    "Aberrant splicing that a called variant explains is counted as PVS1 (RNA), proven normal splicing as BP7 (RNA), never as "
    + "PS3 or BS3 (Walker et al. 2023, Am J Hum Genet 110:1046); everything else here is shown but not counted"
}

extension ReportedJunction {
  /// The kind and place in words, such as `exon 8 left out`.
  package var words: String {
    let number = exon.hasSuffix("i") ? String(exon.dropLast()) : exon
    return switch kind {
    case .exonSkip: exon.contains("-") ? "exons \(exon) skipped" : "exon \(exon) skipped"
    case .intronRetention: "intron \(number) kept"
    case .crypticDonor: "another donor used at exon \(number)"
    case .crypticAcceptor: "another acceptor used at exon \(number)"
    case .crypticExon: "a new exon in intron \(number)"
    case .canonical: "exons \(exon)"
    }
  }

  /// The exons named, 1-based; for an intron the two beside it.
  var exons: ClosedRange<Int>? {
    let isIntron = exon.hasSuffix("i")
    let ends = exon.prefix { $0 != "i" }.split(separator: "-").map { Int($0) }
    guard let first = ends.first.flatMap(\.self), let last = ends.last.flatMap(\.self), 0 < first, first <= last,
      last < 1000
    else { return nil }
    return isIntron ? first...last + 1 : first...last
  }

  /// The biochemical phenotype expected of the changed chain.
  func molecularClass(in gene: CollagenGene?) -> PatternClass {
    if collagenEffect.contains(.nProteinaseSite) { return .nProteinaseSite }
    if collagenEffect.contains(.cProteinaseSite) { return .cProteinaseSite }
    if collagenEffect == [.noncoding] || collagenEffect == [.synonymous] { return .none }
    if kind == .exonSkip, let gene, let exons, exons.upperBound <= gene.record.preferredTranscript.exons.count {
      let skip = CollagenLocus.skipping(exons: exons.lowerBound - 1...exons.upperBound - 1, of: gene)
      if case .inFrame = skip {
        return PatternClass(of: skip, isDeletion: true, in: gene, null: PatternClass(of: .null, in: gene))
      }
    }
    if collagenEffect.contains(.inFrameExonSkip) || collagenEffect.contains(.inFrameIndel) {
      return collagenEffect.contains(.cPropeptide) ? .cPropeptide : .helixInFrame
    }
    if collagenEffect.contains(.nullAllele) {
      return gene.map { PatternClass(of: .null, in: $0) } ?? .uncertain
    }
    if collagenEffect.contains(.cPropeptide) { return .cPropeptide }
    return .uncertain
  }

  /// What the event supports.
  func support(in gene: CollagenGene?) -> String {
    switch molecularClass(in: gene) {
    case .helixInFrame: "supports a structural effect: a chain of altered length is made and incorporated"
    case .col1a1Null: "supports a null allele; as such transcripts undergo decay, the fraction underestimates it"
    case .col1a2NullHeterozygous:
      "supports the loss of this transcript, which in one \(self.gene) allele does not cause osteogenesis imperfecta"
    case .cPropeptide: "supports a chain with a truncated C-propeptide"
    case .nProteinaseSite: "supports the loss of the N-proteinase site, which is arthrochalasia"
    case .cProteinaseSite: "supports the loss of the C-proteinase site"
    case .none: "outside the coding sequence: no effect on the chain is expected"
    default: "its effect on the chain cannot be predicted"
    }
  }

  /// Whether this call explains the event: by the loss of a splice site or of whole exons, or because it lies in the motif
  /// of the site that is used differently, or in the intron that keeps a new exon.
  func isExplained(by call: Call, _ meaning: MolecularConsequence) -> Bool {
    guard call.gene == gene, let exons else { return false }
    if let site = meaning.splicedExon { return exons.contains(site + 1) }
    if let lost = meaning.event {
      return lost.isDeletion && kind == .exonSkip && lost.exons.lowerBound + 1 == exons.lowerBound
        && lost.exons.upperBound + 1 == exons.upperBound
    }
    guard let place = SplicePlace(call, variant: call.recordVariant(on: meaning.gene), gene: meaning.gene) else {
      return false
    }
    if let site = place.site(RulePack.embedded.splicing) {
      // Of an intron that is kept, `exons` are the two beside it: a donor belongs to the first, an acceptor to the second.
      if kind == .intronRetention { return (site.isDonor ? exons.lowerBound : exons.upperBound) == site.exon + 1 }
      return exons.contains(site.exon + 1)
    }
    return (kind == .crypticExon || kind == .intronRetention)
      && place.intron.map { exons.lowerBound == $0 + 1 } ?? false
  }
}

extension SplicingReport {
  /// Every called event, every border that is not resolved and every lost allele, read beside the calls and the assay.
  ///
  /// - Parameters:
  ///   - borders: what is open at borders of exons.
  ///   - common: calls that are too common to be a cause.
  func interpretations(
    calls: [AssessedCall], borders: [BorderChange], common: Set<Call>, assay: AssayFinding?, genes: GeneCatalog
  ) -> [SplicingInterpretation] {
    let events = calledEvents.map { event in
      let able = calls.filter {
        !common.contains($0.finding) && event.isExplained(by: $0.finding, $0.meaning)
      }
      let cause = able.first { $0.finding.losesSite($0.meaning) } ?? able.first
      let gene = genes.gene(symbol: event.gene)
      let pattern = event.molecularClass(in: gene)
      let reason = cause.map { "; it follows from \($0.finding.shortCodingName)" } ?? ""
      return SplicingInterpretation(
        gene: event.gene, observation: event.words, fraction: event.fraction, text: event.support(in: gene) + reason,
        molecularClass: pattern, concordance: assay.map { Concordance(pattern, assay: $0) },
        explainedBy: cause?.finding.hgvsC, isLostAllele: false)
    }
    return events
      + borders.filter(\.call.isPass).map { unresolved($0, calls: calls, assay: assay, genes: genes) }
      + losses(calls).map { lostAllele($0, calls: calls, assay: assay, genes: genes) }
  }

  /// A border of an exon at which the transcripts have or lack bases and the DNA does not.
  private func unresolved(
    _ change: BorderChange, calls: [AssessedCall], assay: AssayFinding?, genes: GeneCatalog
  ) -> SplicingInterpretation {
    let cause = genes.gene(symbol: change.call.gene).flatMap { gene in
      calls.first { $0.finding != change.call && change.mayFollow(from: $0.finding, in: gene) }
    }
    let reason = cause.map { "; it may follow from \($0.finding.shortCodingName)" } ?? ""
    return SplicingInterpretation(
      gene: change.call.gene, observation: change.observation,
      fraction: change.call.copyFraction ?? Fraction(0, 0, 1),
      text: "may be \(BorderChange.meaning): splicing there is not known to be normal\(reason)",
      molecularClass: .uncertain, concordance: assay.map { Concordance(.uncertain, assay: $0) },
      explainedBy: cause?.finding.hgvsC, isLostAllele: false)
  }

  /// Sites that show one allele to be lost: each loss once, with all sites whose phase tells that it is the same.
  private func losses(_ calls: [AssessedCall]) -> [[ReportedAlleleRatio]] {
    func isSame(_ left: ReportedAlleleRatio, _ right: ReportedAlleleRatio) -> Bool {
      func call(_ ratio: ReportedAlleleRatio) -> Call? {
        calls.first { $0.finding.gene == ratio.gene && $0.finding.hgvsC == ratio.hgvsC }?.finding
      }
      guard let one = call(left), let other = call(right), let isCis = one.isInCis(with: other) else { return false }
      return isCis == ((left.ratio < 0.5) == (right.ratio < 0.5))
    }
    return sites.filter { $0.verdict == .alleleLost }.reduce(into: []) { groups, site in
      if let same = groups.firstIndex(where: { isSame($0[0], site) }) {
        groups[same].append(site)
      } else {
        groups.append([site])
      }
    }
  }

  private func lostAllele(
    _ told: [ReportedAlleleRatio], calls: [AssessedCall], assay: AssayFinding?, genes: GeneCatalog
  ) -> SplicingInterpretation {
    let ratio = told[0]
    let gene = genes.gene(symbol: ratio.gene)
    let pattern = gene.map { PatternClass(of: .null, in: $0) } ?? .uncertain
    let cause = calls.first { $0.finding.gene == ratio.gene && $0.meaning.molecularClass == pattern }
    let which = told.map { "\($0.ratio < 0.5 ? "with" : "without") \(Call.withoutAccession($0.hgvsC))" }
    // The fraction of the allele that is named.
    let all = ratio.fraction
    let left = ratio.ratio < 0.5 ? all : Fraction(1 - all.value, 1 - all.high, 1 - all.low)
    var text = "supports a null allele"
    if gene?.nullAllele == .tolerated {
      text += ", which in one \(ratio.gene) allele does not cause osteogenesis imperfecta"
    }
    if let cause { text += "; fits \(cause.finding.shortCodingName)" }
    return SplicingInterpretation(
      gene: ratio.gene, observation: "the allele \(which.joined(separator: " and ")) leaves almost no mRNA",
      fraction: left, text: text, molecularClass: pattern,
      concordance: assay.map { Concordance(pattern, assay: $0) }, explainedBy: cause?.finding.hgvsC,
      isLostAllele: true)
  }
}
