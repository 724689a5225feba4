// What one description names: the result of naming, with what was corrected and what else is worth knowing.

import BioSequence

/// Everything that naming says of one description; empty strings are names that there are none of.
public struct NamedVariant: Sendable, Hashable {
  /// What the names were made from.
  package enum Content: Sendable, Hashable {
    /// Variants of the sequence: one, the parts of an allele, or the possible variants behind a protein name.
    case variants([VariantNames])
    /// A change of the protein alone, or the joint one of an allele; `version` indexes ``GeneModel/transcripts``.
    case protein(ProteinChange, version: Int)
    /// Whole exons, with uncertain ends.
    case exons(ExonEvent, version: Int)
    /// A transcript as an `r.` description tells it; `nil` where it tells that splicing is changed or not known.
    case transcript(TranscriptOutcome?, version: Int)
  }

  /// The gene.
  public let gene: GeneModel
  /// What the names were made from.
  package internal(set) var content: Content
  /// What was put right; empty if the description was right as it stood.
  public internal(set) var corrections: [String]
  /// How the description was read, and what else is worth knowing.
  public internal(set) var notes: [String] = []
  /// `NC_000017.11:g.50198002C>A`.
  public internal(set) var hgvsG38 = ""
  /// `NC_000017.10:g.48275363C>A`.
  public internal(set) var hgvsG37 = ""
  /// `LRG_1:g.8638G>T`.
  public internal(set) var hgvsRecord = ""
  /// `NM_000088.4:c.589G>T`, on the version given.
  public internal(set) var hgvsC = ""
  /// `NP_000079.2:p.(Gly197Cys)`.
  public internal(set) var hgvsP = ""
  /// `17-50198002-C-A`, left-aligned.
  public internal(set) var vcf38 = ""
  /// `17-48275363-C-A`, left-aligned.
  public internal(set) var vcf37 = ""
  /// `NM_000088.4:r.589_642del`, for descriptions of RNA.
  package internal(set) var hgvsR = ""
  /// Sequence Ontology terms joined by `&`, most severe first.
  public internal(set) var consequence = ""
  /// Exon number, `8-10` for several, `8i` for the intron behind exon 8.
  public internal(set) var exon = ""
  /// The same in the exon names of the older literature.
  public internal(set) var legacyExon = ""
  /// What joins the values of several variants: `|` for possible ones, `;` for the parts of an allele.
  var separator = "|"

  init(gene: GeneModel, content: Content, corrections: [String]) {
    self.gene = gene
    self.content = content
    self.corrections = corrections
  }

  /// The names of several variants in one; a value that all share is written once.
  init(gene: GeneModel, variants: [VariantNames], corrections: [String], separator: String = "|") {
    self.init(gene: gene, content: .variants(variants), corrections: corrections)
    self.separator = separator
    if variants.count == 1 {
      take(variants[0])
      return
    }
    hgvsG38 = joined { $0.grch38?.hgvs ?? "" }
    hgvsG37 = joined { $0.grch37?.hgvs ?? "" }
    hgvsRecord = joined { $0.hgvsRecord }
    hgvsC = joined { $0.hgvsC ?? "" }
    hgvsP = once { $0.hgvsP ?? "" }
    vcf38 = joined { $0.grch38?.vcf.description ?? "" }
    vcf37 = joined { $0.grch37?.vcf.description ?? "" }
    consequence = once { $0.consequence }
    exon = once { $0.exon ?? "" }
    legacyExon = once { $0.legacyExon ?? "" }
  }

  /// The names of one variant, which need no joining.
  private mutating func take(_ names: VariantNames) {
    if let genomic = names.grch38 { (hgvsG38, vcf38) = (genomic.hgvs, genomic.vcf.description) }
    if let genomic = names.grch37 { (hgvsG37, vcf37) = (genomic.hgvs, genomic.vcf.description) }
    hgvsRecord = names.hgvsRecord
    hgvsC = names.hgvsC ?? ""
    hgvsP = names.hgvsP ?? ""
    consequence = names.consequence
    exon = names.exon ?? ""
    legacyExon = names.legacyExon ?? ""
  }

  private func joined(_ value: (VariantNames) -> String) -> String {
    guard case .variants(let all) = content else { return "" }
    return joined(all.map(value))
  }

  private func once(_ value: (VariantNames) -> String) -> String {
    guard case .variants(let all) = content else { return "" }
    return once(all.map(value))
  }

  private func joined(_ values: [String]) -> String {
    values.count == 1 ? values[0] : values.map { $0.isEmpty ? "." : $0 }.joined(separator: separator)
  }

  /// Values of the variants, joined; written once if all have the same.
  package func once(_ values: [String]) -> String {
    guard let first = values.first else { return "" }
    if values.count == 1 { return first }
    return values.allSatisfy { $0 == first } ? first : joined(values)
  }

  /// Corrections first, then notes, then what is worth knowing about each variant; parts joined by `; `.
  ///
  /// - Parameter remarks: what a caller knows of a variant, by its index; said before what naming says of it.
  package func message(adding remarks: (Int) -> [String] = { _ in [] }) -> String {
    var parts = corrections + notes
    if case .variants(let all) = content {
      for (index, names) in all.enumerated() {
        func add(_ remark: String) { if !parts.contains(remark) { parts.append(remark) } }
        remarks(index).forEach(add)
        names.remarks(gene).forEach(add)
      }
    }
    switch parts.count {
    case 0: return ""
    case 1: return parts[0]
    default:
      return text(256) {
        $0.append(text: parts[0])
        for part in parts.dropFirst() {
          $0.append(text: "; ")
          $0.append(text: part)
        }
      }
    }
  }
}
