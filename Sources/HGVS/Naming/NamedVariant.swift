// What one description names: the result of naming, with what was corrected and what else is worth knowing.

import BioSequence

/// Variants of one chromosome that are read together.
package struct JointHaplotype: Sendable, Hashable {
  /// The variants, in the order of the record.
  package let variants: [VariantNames]
  /// What they do together.
  package let joint: JointChanges

  /// `NM_000088.4:r.[(1300del;1310dup)]`: what the transcript reads; `r.?` where splicing is in doubt.
  ///
  /// - Parameter isSplicingDoubtful: whether something else than the two bases of each site supports a change of splicing.
  package func rna(on gene: GeneModel, isSplicingDoubtful: Bool) -> String {
    let names = variants.compactMap { $0.rna(on: gene, isSplicingDoubtful: isSplicingDoubtful) }
    guard let accession = names.first?.split(separator: ":").first else { return "" }
    let head = accession + ":r."
    let bodies = names.compactMap { name -> Substring? in
      let body = name.dropFirst(head.count)
      return body.hasPrefix("(") && body.hasSuffix(")") ? body.dropFirst().dropLast() : nil
    }
    return head + (bodies.count == variants.count ? "[(\(bodies.joined(separator: ";")))]" : "?")
  }
}

/// Everything that naming says of one description; empty strings are names that there are none of.
public struct NamedVariant: Sendable, Hashable {
  /// What the names were made from.
  package enum Content: Sendable, Hashable {
    /// Variants of the sequence: one, the parts of an allele, or the possible variants behind a protein name.
    case variants([VariantNames])
    /// A change of the protein alone, or those that an allele makes together; `version` indexes ``GeneModel/transcripts``.
    case protein([ProteinChange], version: Int)
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
  /// The names as texts; of one variant they are written when asked for.
  fileprivate var texts: Texts
  /// The variants of one chromosome and what they do together, where that is something else than what each does alone.
  package internal(set) var haplotype: JointHaplotype?
  /// What joins the values of several variants: `|` for possible ones, `;` for the parts of an allele.
  var separator = "|"

  init(gene: GeneModel, content: Content, corrections: [String]) {
    self.gene = gene
    self.content = content
    self.corrections = corrections
    texts = .written(Names())
  }

  /// The names of several variants in one; a value that all share is written once.
  init(gene: GeneModel, variants: [VariantNames], corrections: [String], separator: String = "|") {
    self.gene = gene
    self.content = .variants(variants)
    self.corrections = corrections
    self.separator = separator
    if variants.count == 1 {
      texts = .single(variants[0])
      return
    }
    texts = .written(Names())
    var names = Names()
    names.hgvsG38 = joined { $0.grch38?.hgvs ?? "" }
    names.hgvsG37 = joined { $0.grch37?.hgvs ?? "" }
    names.hgvsRecord = joined { $0.hgvsRecord }
    names.hgvsC = joined { $0.hgvsC ?? "" }
    names.hgvsP = once { $0.hgvsP ?? "" }
    names.vcf38 = joined { $0.grch38?.vcf.description ?? "" }
    names.vcf37 = joined { $0.grch37?.vcf.description ?? "" }
    names.consequence = once { $0.consequence }
    names.exon = once { $0.exon ?? "" }
    names.legacyExon = once { $0.legacyExon ?? "" }
    texts = .written(names)
  }

  /// The one variant whose names these are; `nil` where several are joined, or where no variant is known.
  package var single: VariantNames? {
    if case .single(let names) = texts { return names }
    return nil
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

  /// Appends corrections first, then notes, then what is worth knowing about each variant; parts joined by `; `, none
  /// twice.
  ///
  /// - Parameters:
  ///   - last: what is said at the end.
  ///   - remarks: what a caller knows of a variant, by its index; said before what naming says of it.
  package func write(
    message last: [String], to text: inout [UInt8], adding remarks: (Int, inout MessageWriter) -> Void = { _, _ in }
  ) {
    var row: [UInt8] = []
    swap(&row, &text)
    var message = MessageWriter(appendingTo: row)
    for part in corrections { message.add(part) }
    for part in notes { message.add(part) }
    if case .variants(let all) = content {
      for (index, names) in all.enumerated() {
        remarks(index, &message)
        names.write(remarks: gene, to: &message)
      }
    }
    for part in last { message.add(part) }
    text = message.finish()
  }

  /// The message as a text of its own.
  package func message() -> String { text(256) { write(message: [], to: &$0) } }
}

extension NamedVariant {
  /// Names that are not those of one variant of the sequence.
  fileprivate struct Names: Sendable, Hashable {
    var hgvsG38 = ""
    var hgvsG37 = ""
    var hgvsRecord = ""
    var hgvsC = ""
    var hgvsP = ""
    var vcf38 = ""
    var vcf37 = ""
    var hgvsR = ""
    var consequence = ""
    var exon = ""
    var legacyExon = ""

    init() {}

    /// The names of one variant.
    init(_ names: VariantNames) {
      if let genomic = names.grch38 { (hgvsG38, vcf38) = (genomic.hgvs, genomic.vcf.description) }
      if let genomic = names.grch37 { (hgvsG37, vcf37) = (genomic.hgvs, genomic.vcf.description) }
      hgvsRecord = names.hgvsRecord
      hgvsC = names.hgvsC ?? ""
      hgvsP = names.hgvsP ?? ""
      consequence = names.consequence
      exon = names.exon ?? ""
      legacyExon = names.legacyExon ?? ""
    }
  }

  fileprivate enum Texts: Sendable, Hashable {
    case single(VariantNames)
    indirect case written(Names)
  }

  private var names: Names {
    get {
      switch texts {
      case .single(let names): Names(names)
      case .written(let names): names
      }
    }
    set { texts = .written(newValue) }
  }

  /// `NC_000017.11:g.50198002C>A`.
  public internal(set) var hgvsG38: String {
    get { single.map { $0.grch38?.hgvs ?? "" } ?? names.hgvsG38 }
    set { names.hgvsG38 = newValue }
  }

  /// `NC_000017.10:g.48275363C>A`.
  public internal(set) var hgvsG37: String {
    get { single.map { $0.grch37?.hgvs ?? "" } ?? names.hgvsG37 }
    set { names.hgvsG37 = newValue }
  }

  /// `LRG_1:g.8638G>T`.
  public internal(set) var hgvsRecord: String {
    get { single.map { $0.hgvsRecord } ?? names.hgvsRecord }
    set { names.hgvsRecord = newValue }
  }

  /// `NM_000088.4:c.589G>T`, on the version given.
  public internal(set) var hgvsC: String {
    get { single.map { $0.hgvsC ?? "" } ?? names.hgvsC }
    set { names.hgvsC = newValue }
  }

  /// `NP_000079.2:p.(Gly197Cys)`.
  public internal(set) var hgvsP: String {
    get { single.map { $0.hgvsP ?? "" } ?? names.hgvsP }
    set { names.hgvsP = newValue }
  }

  /// `17-50198002-C-A`, left-aligned.
  public internal(set) var vcf38: String {
    get { single.map { $0.grch38?.vcf.description ?? "" } ?? names.vcf38 }
    set { names.vcf38 = newValue }
  }

  /// `17-48275363-C-A`, left-aligned.
  public internal(set) var vcf37: String {
    get { single.map { $0.grch37?.vcf.description ?? "" } ?? names.vcf37 }
    set { names.vcf37 = newValue }
  }

  /// `NM_000088.4:r.589_642del`, for descriptions of RNA.
  package internal(set) var hgvsR: String {
    get { names.hgvsR }
    set { names.hgvsR = newValue }
  }

  /// Sequence Ontology terms joined by `&`, most severe first.
  public internal(set) var consequence: String {
    get { single.map { $0.consequence } ?? names.consequence }
    set { names.consequence = newValue }
  }

  /// Exon number, `8-10` for several, `8i` for the intron behind exon 8.
  public internal(set) var exon: String {
    get { single.map { $0.exon ?? "" } ?? names.exon }
    set { names.exon = newValue }
  }

  /// The same in the exon names of the older literature.
  public internal(set) var legacyExon: String {
    get { single.map { $0.legacyExon ?? "" } ?? names.legacyExon }
    set { names.legacyExon = newValue }
  }
}
