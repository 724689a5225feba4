// A gene of a fibril-forming collagen chain: its record, the parts of its chain, and what is known of its defects.

package import BioSequence
package import HGVS

/// A part of the procollagen chain between fixed residues.
package struct ChainDomain: Sendable, Hashable {
  /// Which part of the chain this is; raw values are those of `reference/landmarks.tsv`. N-terminal first.
  package enum Kind: String, Sendable, CaseIterable {
    case signalPeptide = "signal_peptide"
    case nPropeptide = "N_propeptide"
    case nTelopeptide = "N_telopeptide"
    case tripleHelix = "triple_helix"
    case cTelopeptide = "C_telopeptide"
    case cPropeptide = "C_propeptide"
  }

  /// Which part this is.
  package let kind: Kind
  /// 1-based inclusive residue numbers of the precursor (p. numbers).
  package let residues: ClosedRange<Int>

  /// The residues of the part `kind` of a chain that has every part.
  fileprivate static func residues(of kind: Kind, in domains: [ChainDomain]) -> ClosedRange<Int> {
    guard let domain = domains.first(where: { $0.kind == kind }) else {
      preconditionFailure("reading a gene makes sure that its chain has every part")
    }
    return domain.residues
  }
}

/// What is known of one null allele beside a normal one.
package enum NullAlleleOutcome: String, Sendable, Hashable, CaseIterable {
  /// It causes disease: half of the normal chains are too few.
  case disease
  /// It does not cause osteogenesis imperfecta.
  case tolerated
  /// Nothing is known.
  case unknown
}

/// A defect of the chain to which `reference/patterns.tsv` assigns a biochemical pattern.
package enum ChainDefect: String, Sendable, Hashable, CaseIterable {
  /// One null allele.
  case null
  /// Both alleles null.
  case biallelicNull = "null_biallelic"
  /// A glycine of the helix is replaced.
  case glycine
  /// A glycine of the helix is replaced in the region where that is mild.
  case mildGlycine = "glycine_mild"
}

/// A kind of change that causes a disease, as `reference/diseases.tsv` names it.
package enum DiseaseDefect: String, Sendable, Hashable, CaseIterable {
  case null
  case biallelicNull = "null_biallelic"
  case glycine
  /// Residues of the helix are lost or gained in frame.
  case inFrame = "in_frame"
  case cPropeptide = "c_propeptide"
  case nProteinaseSite = "n_proteinase_site"
  case cProteinaseSite = "c_proteinase_site"
  /// One substitution, named by ``GeneDisease/place``.
  case substitution
}

/// A disease that variants of a gene cause.
package struct GeneDisease: Sendable, Hashable {
  /// Where the change lies that causes it.
  package enum Place: Sendable, Hashable {
    /// Anywhere.
    case anywhere
    /// One protein change without parentheses, such as `p.Arg312Cys`.
    case change(String)
    /// Residues of the triple helix, counted from 1.
    case helix(ClosedRange<Int>)
  }
  /// Number in OMIM, if it has one.
  package let mim: String?
  /// Identifier in MONDO, where it was checked.
  package let mondo: String?
  /// Name in OMIM.
  package let name: String
  /// The group that it belongs to, such as `oi`.
  package let group: String
  /// `AD` or `AR`.
  package let inheritance: String
  /// The defects that cause it.
  package let defects: [DiseaseDefect]
  /// Where the change lies.
  package let place: Place
  /// Who says so.
  package let source: String
}

/// A collagen gene with the facts that the field asks for beside its ``GeneRecord``.
///
/// An immutable class: handing one on costs one reference count instead of one for every table in it.
package final class CollagenGene: Sendable {
  /// Sequence, transcripts, placements and names.
  package let record: GeneRecord
  /// The record laid out for naming.
  package let model: GeneModel
  /// The chain's name in the literature, such as `alpha1(I)`.
  package let chain: String
  /// How often the chain occurs in a molecule of three: 2 for alpha1(I), 1 for alpha2(I).
  package let chainCopies: Int
  /// What one null allele leads to.
  package let nullAllele: NullAlleleOutcome
  /// The parts of the chain, N-terminal first.
  package let domains: [ChainDomain]
  /// Regions of the helix with a published observation.
  package let regions: [HelixRegion]
  /// The biochemical pattern of each defect, by its key in `rules/concordance.json`.
  package let patterns: [ChainDefect: String]
  /// Diseases that variants of the gene cause.
  package let diseases: [GeneDisease]
  /// Variants that are common in the general population.
  package let commonVariants: [CommonVariant]
  /// Stretches of the record (0-based half-open) whose sequence also occurs elsewhere in the human genome.
  package let repeats: [Range<Int>]
  /// MD5 of the record's upper-case letters, in hexadecimal.
  package let md5: String
  /// GA4GH refget digest, `SQ.` and the truncated SHA-512 of the record's letters.
  package let refget: String
  /// Precomputed splice predictions; `nil` if there are none for the gene.
  package let spliceTable: SpliceTable?
  /// Position weights of the splice sites of all genes of its folder.
  package let motif: SpliceMotif
  /// 1-based inclusive residue numbers of the triple helix, whole Gly-X-Y triplets: 1014 residues in type I collagen.
  package let tripleHelix: ClosedRange<Int>
  /// 1-based inclusive residue numbers of the C-propeptide.
  package let cPropeptide: ClosedRange<Int>
  /// The two residues (P1 and P1') between which the N-proteinase cleaves: the end of the N-propeptide.
  package let nProteinaseSite: ClosedRange<Int>
  /// The two residues (P1 and P1') between which the C-proteinase cleaves: the start of the C-propeptide.
  package let cProteinaseSite: ClosedRange<Int>

  /// A gene from its parts.
  init(
    record: GeneRecord, model: GeneModel, chain: String, chainCopies: Int, nullAllele: NullAlleleOutcome,
    domains: [ChainDomain], regions: [HelixRegion], patterns: [ChainDefect: String], diseases: [GeneDisease],
    commonVariants: [CommonVariant], repeats: [Range<Int>], md5: String, refget: String,
    spliceTable: SpliceTable?,
    motif: SpliceMotif
  ) {
    self.record = record
    self.model = model
    self.chain = chain
    self.chainCopies = chainCopies
    self.nullAllele = nullAllele
    self.domains = domains
    self.regions = regions
    self.patterns = patterns
    self.diseases = diseases
    self.commonVariants = commonVariants
    self.repeats = repeats
    self.md5 = md5
    self.refget = refget
    self.spliceTable = spliceTable
    self.motif = motif
    tripleHelix = ChainDomain.residues(of: .tripleHelix, in: domains)
    cPropeptide = ChainDomain.residues(of: .cPropeptide, in: domains)
    let end = ChainDomain.residues(of: .nPropeptide, in: domains).upperBound
    nProteinaseSite = end...end + 1
    cProteinaseSite = cPropeptide.lowerBound - 1...cPropeptide.lowerBound
  }

  /// HGNC symbol.
  package var symbol: String { record.symbol }
  /// The exon names of the older literature, one an exon; exon 33 of COL1A1 is `33/34` there.
  package var legacyExonNames: [String] { record.legacyExonNames }

  /// 1-based inclusive residue numbers of the part `kind`.
  package func residues(of kind: ChainDomain.Kind) -> ClosedRange<Int> {
    ChainDomain.residues(of: kind, in: domains)
  }

  /// The number of a residue counted from the first glycine of the triple helix.
  ///
  /// - Parameter residue: 1-based residue number of the precursor (p. number).
  /// - Returns: 1 to the length of the helix, or `nil` outside it.
  package func helixResidue(ofResidue residue: Int) -> Int? {
    tripleHelix.contains(residue) ? residue - tripleHelix.lowerBound + 1 : nil
  }

  /// The biochemical pattern that is expected of a defect, by its key in `rules/concordance.json`; `nil` if none is known.
  package func pattern(of defect: ChainDefect) -> String? { patterns[defect] }

  /// Regions of one kind in which a helix residue lies.
  package func regions(_ kind: HelixRegion.Kind, holding helixResidue: Int) -> [HelixRegion] {
    regions.filter { $0.kind == kind && $0.residues.contains(helixResidue) }
  }
}

extension CollagenGene: Hashable {
  /// Whether record and tables are the same.
  package static func == (left: CollagenGene, right: CollagenGene) -> Bool {
    left === right
      || left.record == right.record && left.chain == right.chain && left.chainCopies == right.chainCopies
        && left.nullAllele == right.nullAllele && left.domains == right.domains && left.regions == right.regions
        && left.patterns == right.patterns && left.diseases == right.diseases
        && left.commonVariants == right.commonVariants && left.repeats == right.repeats && left.md5 == right.md5
        && left.refget == right.refget && left.spliceTable == right.spliceTable
  }

  /// Hashes the digest of the record, which is another for every gene.
  package func hash(into hasher: inout Hasher) { hasher.combine(md5) }
}
