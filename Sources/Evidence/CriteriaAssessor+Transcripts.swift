// A call's predicted skipping or decay against the transcripts of the same person.

import BioSequence
import Numerics
import Reporting
import TypeICollagen

extension CriteriaAssessor {
  /// What the transcripts say of the effect that this call predicts on them; `nil` where it predicts none, or without RNA.
  ///
  /// Normal RNA may be that of the other allele alone: it contradicts a prediction only where a heterozygous exonic variant
  /// of the gene shows that both alleles are in it.
  var transcriptFinding: TranscriptFinding? {
    guard let splicing = inputs.splicing, inputs.transcripts != nil else { return nil }
    if isSplicingPredicted { return splicingTest(splicing) }
    if meaning.event == nil, meaning.decay == .expected { return decayTest() }
    return nil
  }

  /// Whether the call is expected to change splicing: it loses a splice site, whole exons, or may do either.
  private var isSplicingPredicted: Bool {
    if let event = meaning.event { return event.isDeletion && !event.isWholeGene }
    let effects = finding.collagenEffect
    return meaning.splicedExon != nil || effects.contains(.spliceUncertain) || effects.contains(.inFrameExonSkip)
  }

  /// Whether a skip of the exon would shift the frame, so that its transcripts decay.
  private var isDecayPossible: Bool {
    if case .frameshift(_, .expected)? = meaning.skip { return true }
    return finding.collagenEffect.contains(.nullAllele) || meaning.skip == .untranslatable
  }

  private func splicingTest(_ splicing: SplicingReport) -> TranscriptFinding {
    func test(_ verdict: TranscriptFinding.Verdict, _ reason: String) -> TranscriptFinding {
      TranscriptFinding(prediction: .splicing, verdict: verdict, reason: reason)
    }
    if let seen = seenInTranscripts {
      return test(.confirmed, "\(seen.words), fraction \(seen.fraction.text(decimals: 2))")
    }
    if let (_, why) = attribution.others.first { return test(.notTestable, why) }
    let sites = markers
    let single = sites.filter { $0.state == .lost || $0.state == .reduced }
    if isDecayPossible, let site = single.first, !sites.contains(where: \.showsBothAlleles) {
      return test(
        .confirmed,
        "an allele without its transcripts, as their decay would leave it: \(site.sentence)"
          + (isInPhase(site) ? "" : "; which allele it is the phase does not tell"))
    }
    guard meaning.event == nil else { return test(.notTestable, "no transcript without these exons was seen") }
    let junctions = neighbours(splicing)
    let least = inputs.pack.rna.leastReads
    guard !junctions.isEmpty, junctions.allSatisfy({ $0.reads >= least }) else {
      return test(.notTestable, "the junctions beside it have fewer than \(least) reads")
    }
    let rare = splicing.events.first {
      $0.isExplained(by: finding, meaning) && $0.ratioHigh >= ReportedJunction.common
    }
    if let rare { return test(.notTestable, "too few fragments for a decision on: \(rare.words)") }
    if let open = junctions.first(where: { !$0.leavesNoRoom }) {
      return test(
        .notTestable,
        "the reads over \(open.exon) leave room for another form in a fifth of the transcripts: as known "
          + open.fraction.text(decimals: 2))
    }
    if let why = unresolvedBorder(at: junctions.map(\.exon)) { return test(.notTestable, why) }
    let shown = junctions.map { "\($0.exon): \($0.reads) reads" }.joined(separator: ", ")
    let normal = "splicing is normal (\(shown))"
    if finding.zygosity == .homozygous { return test(.contradicted, "\(normal), and no other allele is there") }
    if let own, own.showsVariant { return test(.contradicted, "\(normal), and has the variant: \(own.sentence)") }
    guard finding.zygosity != .mosaic else {
      return test(.notTestable, "\(normal), but the variant is mosaic and may not be in the cells that were sequenced")
    }
    if let site = sites.first(where: \.showsBothAlleles) {
      return test(.contradicted, "\(normal), and both alleles are in the RNA: \(site.sentence)")
    }
    let why = single.first.map { "only one allele is well seen: \($0.sentence)" }
    return test(
      .notTestable,
      "\(normal), but it may be that of the other allele alone: "
        + (why ?? "no heterozygous exonic variant shows both alleles"))
  }

  /// Why splicing is not known at one of these known junctions: the transcripts have or lack bases there, and the DNA does not.
  func unresolvedBorder(at junctions: [String]) -> String? {
    inputs.borders.first { change in change.call.gene == finding.gene && junctions.contains { change.lies(at: $0) } }?
      .sentence
  }

  private func decayTest() -> TranscriptFinding {
    func test(_ verdict: TranscriptFinding.Verdict, _ reason: String) -> TranscriptFinding {
      TranscriptFinding(prediction: .decay, verdict: verdict, reason: reason)
    }
    if let own, own.state != .notTestable {
      if own.showsBothAlleles { return test(.contradicted, "its allele is in the transcripts: \(own.sentence)") }
      switch own.state {
      case .lost, .reduced:
        return own.balance.value < 0.5
          ? test(.confirmed, "its allele leaves fewer transcripts: \(own.sentence)")
          : test(.contradicted, "the other allele leaves fewer transcripts: \(own.sentence)")
      default: return test(.notTestable, "too few fragments: \(own.sentence)")
      }
    }
    if let site = markers.first(where: \.showsBothAlleles) {
      return test(.contradicted, "both alleles are in the RNA: \(site.sentence)")
    }
    if let site = markers.first(where: { $0.state == .lost || $0.state == .reduced }) {
      return test(
        .confirmed,
        "one allele leaves fewer transcripts: \(site.sentence)"
          + (isInPhase(site) ? "" : "; which allele it is the phase does not tell"))
    }
    return test(.notTestable, own?.sentence ?? "no heterozygous exonic variant of the gene was counted in the RNA")
  }

  /// The call itself in the RNA.
  private var own: TranscribedSite? {
    inputs.transcripts?.sites(of: finding.gene).first { $0.call.hgvsC == finding.hgvsC }
  }

  /// The gene's other heterozygous sites in the RNA.
  var markers: [TranscribedSite] {
    (inputs.transcripts?.sites(of: finding.gene) ?? []).filter { $0.call.hgvsC != finding.hgvsC }
  }

  /// Whether the phase of a site with this call is known, and the allele with fewer transcripts is the call's.
  private func isInPhase(_ site: TranscribedSite) -> Bool {
    guard let set = finding.phaseSet, set == site.call.phaseSet, let own = finding.genotype,
      let other = site.call.genotype, own.contains("|"), other.contains("|")
    else { return false }
    return (own == other) == (site.balance.value < 0.5)
  }

  /// The known junctions on both sides of the exon whose site the call changes, or beside the call.
  private func neighbours(_ splicing: SplicingReport) -> [ReportedJunction] {
    let exon = meaning.splicedExon ?? place?.site(inputs.pack.splicing)?.exon
    let names: [String] =
      if let exon {
        ["\(exon)^\(exon + 1)", "\(exon + 1)^\(exon + 2)"]
      } else {
        place?.junctions ?? []
      }
    return splicing.junctions.filter { $0.kind == .canonical && $0.gene == finding.gene && names.contains($0.exon) }
  }

  /// PVS1 of a predicted loss of splicing that the transcripts contradict.
  func contradictedSplicing() -> CriterionOutcome? {
    guard let test = transcriptFinding, test.prediction == .splicing, test.verdict == .contradicted, meaning.stop == nil
    else { return nil }
    return CriterionOutcome(
      .pvs1, .notMet, rule: "PVS1.rna", inputs: names + [Input("transcripts", test.reason)], isRNA: true,
      reason:
        "the transcripts contradict the prediction: \(test.reason); neither PVS1 nor PM4 nor PP3 of splicing is kept "
        + "(\(inputs.pack.rna.source))")
  }
}
