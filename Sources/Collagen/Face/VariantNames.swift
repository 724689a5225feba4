// The names of a described variant, for a Swift program: what `collagen name` prints.

public import BioSequence
import VariantNaming

/// Names variants of COL1A1 and COL1A2 in whatever form they are written.
///
///     let names = try CollagenVariantNamer().names(of: "COL1A1:c.589G>T")
///     names.proteinName  // NP_000079.2:p.(Gly197Cys)
///
/// A value that threads may share. One description takes a few microseconds.
public struct CollagenVariantNamer: Sendable {
  private let namer: CollagenNamer

  /// A namer.
  ///
  /// - Parameter assembly: what descriptions without an accession, such as `17-50198002-C-A`, count on.
  public init(assembly: Assembly = .grch38) {
    namer = CollagenNamer(assembly: assembly)
  }

  /// All names of a variant.
  ///
  /// - Parameter description: HGVS on any record of the genes, a VCF-style variant, SPDI, or a form of the older literature.
  /// - Throws: ``CollagenError`` with the reason if it is no variant of the genes, or contradicts their sequence.
  public func names(of description: String) throws(CollagenError) -> VariantNames {
    let row = namer.row(for: description)
    guard row.status != .error else { throw CollagenError(.badInput, "\(description): \(row.message)") }
    return VariantNames(row)
  }
}

/// All names of a variant, and what it does to the chain. A text is empty where there is no such name.
///
/// Where a description stands for several variants, such as a protein name that several substitutions give, they are joined
/// by `|`, and the variants of one allele by `;`.
public struct VariantNames: Sendable, Hashable {
  private let row: NameRow

  init(_ row: NameRow) { self.row = row }

  /// The description as it came.
  public var description: String { row.input }
  /// Whether the rules write it otherwise; ``message`` says how.
  public var isCorrected: Bool { row.status == .corrected }
  /// What was corrected, and what else is worth knowing.
  public var message: String { row.message }
  /// Gene symbol.
  public var gene: String { row.gene }
  /// HGVS name on the chromosome of an assembly.
  public func genomicName(on assembly: Assembly) -> String { assembly == .grch38 ? row.hgvsG38 : row.hgvsG37 }
  /// HGVS name on the gene record, such as `LRG_1:g.8638G>T`.
  public var recordName: String { row.hgvsLRG }
  /// HGVS name on the transcript.
  public var codingName: String { row.hgvsC }
  /// Predicted HGVS name of the protein.
  public var proteinName: String { row.hgvsP }
  /// Predicted HGVS name of the RNA.
  public var rnaName: String { row.rna }
  /// Chromosome, position, reference and alternate as in VCF, such as `17-50198002-C-A`.
  public func vcf(on assembly: Assembly) -> String { assembly == .grch38 ? row.vcf38 : row.vcf37 }
  /// SPDI name on GRCh38.
  public var spdi: String { row.spdi }
  /// GA4GH VRS identifier on GRCh38.
  public var vrsIdentifier: String { row.vrsID }
  /// Sequence Ontology terms joined by `&`, most severe first.
  public var consequence: String { row.consequence }
  /// Exon number, or such as `8i` for the intron behind exon 8.
  public var exon: String { row.exon }
  /// The same in the exon numbers of the older literature.
  public var legacyExon: String { row.legacyExon }
  /// Residue of the triple helix, from its first glycine.
  public var helixResidue: String { row.helixResidue }
  /// `G`, `X` or `Y` of the triplet Gly-X-Y.
  public var tripletPosition: String { row.tripletPosition }
  /// Effects on the collagen chain, such as `glycine_substitution`.
  public var collagenEffects: [String] { row.collagenEffect.split(separator: "&").map(String.init) }
  /// The transcripts that the allele can make, ranked, joined by `;`.
  public var outcomes: String { row.outcomes }
  /// The row of `collagen name --format json`.
  public var json: String { row.json }
}
