// What a finding means for the chain: place in the helix, early stop and decay, exon left out, and the pattern to expect.

import BioSequence
import HGVS
package import Reporting
package import TypeICollagen

/// The molecular classes whose assay patterns differ; the raw values are the keys of rules/concordance.json.
package enum PatternClass: String, Sendable, CaseIterable {
  case col1a1Null = "col1a1_null"
  case col1a1NullBiallelic = "col1a1_null_biallelic"
  case col1a2NullHeterozygous = "col1a2_null_heterozygous"
  case col1a2NullBiallelic = "col1a2_null_biallelic"
  case alpha1Glycine = "alpha1_glycine"
  case alpha1GlycineNTerminal = "alpha1_glycine_n_terminal"
  case alpha2Glycine = "alpha2_glycine"
  case helixInFrame = "helix_in_frame"
  case cPropeptide = "c_propeptide"
  case nProteinaseSite = "n_proteinase_site"
  case cProteinaseSite = "c_proteinase_site"
  case uncertain
  case none
}

extension PatternClass {
  /// The class that the reference assigns to a defect of a gene's chain; uncertain if it assigns none.
  init(of defect: ChainDefect, in gene: CollagenGene) {
    self = gene.pattern(of: defect).flatMap(PatternClass.init(rawValue:)) ?? .uncertain
  }
}

/// A finding read against the gene model.
package struct MolecularConsequence: Sendable, Hashable {
  /// The gene.
  package let gene: CollagenGene
  /// First residue changed, 1-based on the precursor.
  package let residue: Int?
  /// The protein name in parts.
  package let protein: ProteinName?
  /// Residue of the triple helix, counted from 1.
  package let helixResidue: Int?
  /// Number of the triplet, counted from 1.
  package let triplet: Int?
  /// Place in the triplet.
  package let tripletPosition: TripletPosition?
  /// Residue number of an early stop.
  package let stop: Int?
  /// Whether the mRNA is expected to be destroyed.
  package let decay: DecayVerdict
  /// 0-based exon whose canonical splice site is lost.
  package let splicedExon: Int?
  /// Whole exons that are lost or doubled.
  package let event: ExonEvent?
  /// What leaving that exon out, or that event, does.
  package let skip: CollagenLocus.SkipOutcome?
  /// The class whose assay pattern is expected; where transcripts show what becomes of the allele, that of what they show.
  package internal(set) var molecularClass: PatternClass
  /// The part of the chain that holds the residue.
  package let domain: ChainDomain.Kind?
  /// Whether both alleles are lost: it is homozygous, or another null allele lies on the other chromosome.
  package let isOnBothAlleles: Bool

  /// Reads a finding; `nil` if its gene is not known.
  ///
  /// - Parameter isOppositeNull: whether another call is a null allele on the other chromosome.
  package init?(_ finding: Call, genes: GeneCatalog = .embedded, isOppositeNull: Bool = false) {
    guard let gene = genes.gene(symbol: finding.gene) else { return nil }
    self.gene = gene
    isOnBothAlleles = finding.zygosity == .homozygous || isOppositeNull
    let protein = finding.hgvsP.flatMap(ProteinName.init)
    self.protein = protein
    residue = protein?.residue
    let helix = protein.flatMap { gene.helixResidue(ofResidue: $0.residue) } ?? finding.helixResidue
    helixResidue = helix
    triplet = helix.map { ($0 - 1) / 3 + 1 }
    tripletPosition = helix.map { [.glycine, .x, .y][($0 - 1) % 3] }
    let stop = protein?.stop
    self.stop = stop
    decay = stop.map { CollagenLocus.decay(ofStopAt: $0, in: gene) } ?? .noStop
    domain = protein.flatMap { name in gene.domains.first { $0.residues.contains(name.residue) }?.kind }
    let event = ExonEvent(finding, gene: gene)
    self.event = event
    splicedExon = event == nil ? MolecularConsequence.splicedExon(finding, gene: gene) : nil
    skip = event?.outcome(in: gene) ?? splicedExon.map { CollagenLocus.skipping(exon: $0, of: gene) }
    molecularClass = MolecularConsequence.molecularClass(
      finding, gene: gene, protein: protein, helix: helix, decay: decay, skip: skip, event: event,
      isOnBothAlleles: isOnBothAlleles)
  }

  /// The residues that are left out or doubled in frame.
  package var inFrameResidues: ClosedRange<Int>? {
    if case .inFrame(let residues) = skip { return residues }
    return nil
  }

  /// Whether the finding replaces a glycine of the triple helix by another residue.
  package var isHelixGlycineSubstitution: Bool {
    tripletPosition == .glycine && protein?.kind == .substitution && protein?.reference == .gly
  }

  /// Whether the helix residue lies in a region where every glycine substitution seen was lethal.
  package var isInLethalRegion: Bool {
    helixResidue.map { !gene.regions(.lethal, holding: $0).isEmpty } ?? false
  }

  /// The exon beside the canonical splice site (the two outermost intron bases) that a `c.` name touches; `nil` where the
  /// sequence alone does not tell that the site is lost.
  static func splicedExon(_ finding: Call, gene: CollagenGene) -> Int? {
    guard finding.consequence.contains(.spliceDonor) || finding.consequence.contains(.spliceAcceptor),
      !finding.collagenEffect.contains(.spliceUncertain)
    else { return nil }
    let name = Array(finding.shortCodingName.utf8.dropFirst(2))
    let digits = name.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard finding.shortCodingName.hasPrefix("c."), let base = Int(String(decoding: digits, as: UTF8.self)), base > 0
    else { return nil }
    let transcript = gene.record.preferredTranscript
    let offset = transcript.codingRange.lowerBound + base - 1
    guard offset < transcript.length else { return nil }
    return transcript.exonIndex(containingTranscriptOffset: offset)
  }

  private static func molecularClass(
    _ finding: Call, gene: CollagenGene, protein: ProteinName?, helix: Int?, decay: DecayVerdict,
    skip: CollagenLocus.SkipOutcome?, event: ExonEvent?, isOnBothAlleles: Bool
  ) -> PatternClass {
    let effects = finding.collagenEffect
    let null = PatternClass(of: isOnBothAlleles ? .biallelicNull : .null, in: gene)
    if let event, event.isWholeGene || (event.isDeletion && skip == .untranslatable) {
      // A deletion of the first or last exon takes the start or the end of the mRNA with it.
      return event.isDeletion ? null : .uncertain
    }
    if effects.contains(.spliceUncertain), effects.contains(.nullAllele) || effects.contains(.inFrameExonSkip) {
      // Several transcripts are expected, and their patterns differ.
      return .uncertain
    }
    if let skip { return PatternClass(of: skip, isDeletion: event?.isDeletion ?? true, in: gene, null: null) }
    if decay == .escapes { return .cPropeptide }
    if decay == .expected || effects.contains(.nullAllele) || finding.consequence.contains(.transcriptAblation) {
      return null
    }
    if effects.contains(.nProteinaseSite) { return .nProteinaseSite }
    if effects.contains(.cProteinaseSite) { return .cProteinaseSite }
    if effects.contains(.inFrameExonSkip) { return effects.contains(.cPropeptide) ? .cPropeptide : .helixInFrame }
    if let helix, let protein {
      if protein.kind == .substitution, protein.reference == .gly, (helix - 1) % 3 == 0 {
        return PatternClass(of: gene.regions(.mild, holding: helix).isEmpty ? .glycine : .mildGlycine, in: gene)
      }
      if [.deletion, .insertion, .duplication, .delins].contains(protein.kind) { return .helixInFrame }
      return protein.kind == .synonymous ? .none : .uncertain
    }
    if effects.contains(.cPropeptide) || protein.map({ gene.residues(of: .cPropeptide).contains($0.residue) }) == true {
      return protein?.kind == .synonymous ? .none : .cPropeptide
    }
    if effects.contains(.inFrameIndel) {
      // What begins outside the helix may end inside.
      let isInHelix = helix != nil || protein.map { gene.tripleHelix.contains($0.lastResidue) } == true
      return isInHelix ? .helixInFrame : .uncertain
    }
    return effects == [.synonymous] || effects == [.noncoding] ? .none : .uncertain
  }
}

extension PatternClass {
  /// The class of exons that are left out or doubled.
  ///
  /// - Parameter null: the class of a null allele of the gene, with this call's zygosity.
  init(of skip: CollagenLocus.SkipOutcome, isDeletion: Bool, in gene: CollagenGene, null: PatternClass) {
    switch skip {
    case .inFrame(let residues):
      // The exon that holds the N-proteinase site: its loss is arthrochalasia, not OI. Doubled, the site is still there, and
      // residues that are none of the helix's stand between its triplets.
      let site = gene.residues(of: .nPropeptide).upperBound
      if residues.contains(site) {
        self = isDeletion ? .nProteinaseSite : .uncertain
      } else if residues.overlaps(gene.tripleHelix) {
        self = .helixInFrame
      } else {
        self = residues.overlaps(gene.residues(of: .cPropeptide)) ? .cPropeptide : .uncertain
      }
    // What ends before a C-propeptide begins joins no other chain.
    case .frameshift(let stop, .escapes): self = stop < gene.cPropeptide.lowerBound ? null : .cPropeptide
    case .frameshift: self = null
    case .untranslatable: self = .uncertain
    }
  }
}
