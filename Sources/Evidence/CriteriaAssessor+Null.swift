// PVS1: null variants and losses of critical regions, by the decision tree of the rule pack.

import BioSequence
import HGVS
import Reporting
import TypeICollagen

extension CriteriaAssessor {
  /// PVS1 by the decision tree of the rule pack.
  func nullVariant() -> CriterionOutcome {
    let (found, given) = nullBranch()
    let (id, more) = branchInGene(found, given)
    let branch = inputs.pack.branch(id)
    var text = branch.text
    if let stop = more.first(where: { $0.name == "stop_codon" }), branch.strength != nil, meaning.skip == nil {
      text +=
        " (stop at codon \(stop.value); stops from codon \(CollagenLocus.firstEscapingStop(in: meaning.gene)) on escape)"
    } else if let stop = more.first(where: { $0.name == "stop_codon" }), branch.strength != nil {
      text += " (stop at codon \(stop.value) of the changed mRNA)"
    }
    var strength = branch.strength
    // Two alleles of one kind are no surer a loss than one where one causes disease.
    if id != found, let full = strength, let alone = inputs.pack.branch(found).strength, alone < full {
      strength = alone
      text += "; no more than \(alone.rawValue), as of one such allele where one causes disease"
    }
    if meaning.splicedExon != nil, meaning.gene.nullAllele != .disease, let lower = branch.strengthIfNullTolerated {
      strength = lower
      text += "; not upweighted, because another outcome of the lost site, a null allele, is tolerated in this gene"
    }
    // Of several transcripts that an altered site may give, none is sure; a stop in the sequence itself is.
    if meaning.stop == nil, finding.collagenEffect.contains(.spliceUncertain), let full = strength {
      let isSkip = meaning.event != nil || finding.collagenEffect.contains(.inFrameExonSkip)
      // The branch of the first donor knows of the doubt, and every transcript that it names is a null allele.
      let most: EvidenceStrength = isSkip || found == "PVS1.first_donor" ? .strong : .moderate
      if full > most {
        strength = most
        text += "; no more than \(most.rawValue), because which transcript results is uncertain"
      }
    }
    var inputs = names + more
    if let seen = seenInTranscripts {
      inputs.append(Input("transcripts", "\(seen.words), fraction \(seen.fraction.text(decimals: 2))"))
    }
    let status = strength.map { CriterionOutcome.Status.applied($0) } ?? .notMet
    return CriterionOutcome(.pvs1, status, rule: id, inputs: inputs, reason: "\(text) (\(branch.source))")
  }

  /// A lost allele that is tolerated is judged as such; what is no null variant in either gene says so.
  func branchInGene(_ id: String, _ more: [Input]) -> (id: String, inputs: [Input]) {
    guard meaning.gene.nullAllele != .disease, inputs.pack.branch(id).strength != nil, !id.hasPrefix("PVS1.in_frame")
    else { return (id, more) }
    let given = more + [Input("gene", finding.gene)]
    if meaning.gene.nullAllele == .unknown { return ("PVS1.unknown_gene", given) }
    guard meaning.isOnBothAlleles else { return ("PVS1.gene", given) }
    return (id.hasSuffix("escape") ? "PVS1.biallelic_escape" : "PVS1.biallelic", given)
  }

  private func nullBranch() -> (id: String, inputs: [Input]) {
    if let event = meaning.event { return eventBranch(event) }
    if let exon = meaning.splicedExon, let skip = meaning.skip {
      let number = Input("exon", "\(exon + 1)")
      switch skip {
      case .inFrame(let residues):
        return (
          inFrameBranch(residues), [number, Input("residues_lost", "\(residues.lowerBound)-\(residues.upperBound)")]
        )
      case .frameshift(let stop, let decay):
        let id = decay == .expected ? "PVS1.skip_frameshift" : "PVS1.skip_frameshift_escape"
        return (id, [number, Input("stop_codon", "\(stop)"), Input("decay", decay.rawValue)])
      case .untranslatable:
        guard exon == 0, let stop = CollagenLocus.firstIntronStop(in: meaning.gene) else {
          return ("PVS1.splice_unknown", [number])
        }
        return ("PVS1.first_donor", [number, Input("stop_codon_in_intron_1", "\(stop)")])
      }
    }
    if let stop = meaning.stop {
      let more = [Input("stop_codon", "\(stop)"), Input("decay", meaning.decay.rawValue)]
      return (meaning.decay == .expected ? "PVS1.nmd" : "PVS1.escape", more)
    }
    let terms = finding.consequence
    if isAtCanonicalSite { return uncertainSiteBranch() }
    if terms.contains(.startLost) { return startBranch() }
    // A null allele that is one of several possible outcomes of splicing is a prediction: PP3 weighs it.
    let isNull = finding.collagenEffect.contains(.nullAllele) && !finding.collagenEffect.contains(.spliceUncertain)
    if terms.contains(.transcriptAblation) || isNull {
      return ("PVS1.allele_lost", [Input("effects", effectWords)])
    }
    return ("PVS1.not_null", [])
  }

  /// Whether one of the two outermost bases of an intron is changed.
  var isAtCanonicalSite: Bool {
    finding.consequence.contains(.spliceDonor) || finding.consequence.contains(.spliceAcceptor)
  }

  /// The branch of a canonical site where the sequence alone does not tell which transcript its loss makes.
  private func uncertainSiteBranch() -> (id: String, inputs: [Input]) {
    let site = place?.sites.first(where: \.touchesDinucleotide)
    let number = site.map { [Input("exon", "\($0.exon + 1)")] } ?? []
    if let site, site.isDonor, site.exon == 0, let stop = CollagenLocus.firstIntronStop(in: meaning.gene) {
      return ("PVS1.first_donor", number + [Input("stop_codon_in_intron_1", "\(stop)")])
    }
    guard finding.collagenEffect.contains(.inFrameExonSkip) else { return ("PVS1.splice_unknown", number) }
    guard let site, case .inFrame(let residues) = CollagenLocus.skipping(exon: site.exon, of: meaning.gene) else {
      return ("PVS1.in_frame_helix", number)
    }
    return (
      inFrameBranch(residues), number + [Input("residues_lost", "\(residues.lowerBound)-\(residues.upperBound)")]
    )
  }

  /// The branch of residues that are lost in frame, by the part of the chain that they belong to.
  func inFrameBranch(_ residues: ClosedRange<Int>) -> String {
    let gene = meaning.gene
    if residues.contains(gene.residues(of: .nPropeptide).upperBound) { return "PVS1.in_frame_n_proteinase" }
    if residues.overlaps(gene.tripleHelix) { return "PVS1.in_frame_helix" }
    let propeptide = gene.residues(of: .cPropeptide)
    if residues.overlaps(propeptide) { return "PVS1.in_frame_c_propeptide" }
    let isLong = Double(residues.count) > inputs.pack.longFraction * Double(propeptide.upperBound)
    return isLong ? "PVS1.in_frame_long" : "PVS1.in_frame_other"
  }

  private func startBranch() -> (id: String, inputs: [Input]) {
    guard let next = CollagenLocus.nextStart(in: meaning.gene) else { return ("PVS1.start", []) }
    let leavesOutSignal = next > meaning.gene.residues(of: .signalPeptide).upperBound
    return (leavesOutSignal ? "PVS1.start_signal" : "PVS1.start", [Input("next_methionine", "\(next)")])
  }

  /// The branch of whole exons that are lost or doubled (the tree of Abou Tayoun et al. 2018, Hum Mutat 39:1517).
  private func eventBranch(_ event: ExonEvent) -> (id: String, inputs: [Input]) {
    var more = [Input("exons", event.words)]
    if event.isWholeGene { return (event.isDeletion ? "PVS1.allele_lost" : "PVS1.not_null", more) }
    switch meaning.skip {
    case .inFrame(let residues):
      more.append(
        Input(event.isDeletion ? "residues_lost" : "residues_doubled", "\(residues.lowerBound)-\(residues.upperBound)"))
      return (event.isDeletion ? inFrameBranch(residues) : "PVS1.exon_duplication_in_frame", more)
    case .frameshift(let stop, let decay):
      more += [Input("stop_codon", "\(stop)"), Input("decay", decay.rawValue)]
      if event.isDeletion {
        return (decay == .expected ? "PVS1.exon_deletion_frameshift" : "PVS1.exon_deletion_escape", more)
      }
      return (event.isResolved ? "PVS1.exon_duplication_frameshift" : "PVS1.exon_duplication_presumed", more)
    case .untranslatable, nil: return (event.isDeletion ? "PVS1.allele_lost" : "PVS1.not_null", more)
    }
  }

  var effectWords: String { finding.collagenEffectWords ?? "" }
}
