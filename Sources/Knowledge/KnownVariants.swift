// Files of known variants: their alleles by what they change on the genes' records.

package import BioSequence
package import Documents
import HGVS
import TypeICollagen
package import VariantNaming

/// Known variants of one or several files, looked up by allele.
///
///     let known = try KnownVariants(vcf: bytes, file: "clinvar.vcf.gz")
///     known.annotations(of: variant, gene: 0)
///
/// Every entry and every call is the change of the gene's record in its normal form (``GenomicLocator``): the file's
/// assembly, its names of chromosomes and its way to write an allele do not matter.
package struct KnownVariants: Sendable {
  /// A file that was read.
  package struct File: Sendable, Hashable, Codable {
    /// Base name.
    package let name: String
    /// `##fileDate`, if given.
    package let date: String?
    /// The assembly that its positions count on.
    package let assembly: Assembly
    /// Alleles that lie in the genes.
    package let inGenes: Int
    /// Records in the genes whose reference bases are not those of the assembly.
    package let misfits: Int
    /// Alleles in the genes without a sequence of their own (symbolic ones).
    package let notComparable: Int
    /// Whether the file holds every allele observed in a population, so that absence from it means absence from controls:
    /// the header declares so (`##collagenPopulation=<...Scope=complete...>`), or has the counts of gnomAD's site files.
    package let isCompletePopulation: Bool
    /// What a reader should know of how it was read.
    let remark: String?
    /// Whether completeness holds where the file has no record: the header declares it. A piece of a file, or that of one
    /// chromosome, says nothing of the rest (``PopulationStretch``). Not part of documents.
    package internal(set) var coversEveryGene = false
    /// Whether it gives classes of alleles (CLNSIG). Not part of documents.
    package internal(set) var hasClasses = false
    /// Whether it is of ClinVar, so that its numeric IDs are ClinVar's. Not part of documents.
    var isClinVar = false

    private enum CodingKeys: String, CodingKey {
      case name, date, assembly, inGenes, misfits, notComparable, isCompletePopulation, remark
    }
  }

  struct Key: Hashable {
    let gene: Int
    let variant: Variant
  }

  private let locator: GenomicLocator
  /// The files, in the order given.
  package private(set) var files: [File] = []
  /// The alleles, file by file, in the order of the files.
  package internal(set) var entries: [KnownVariant] = []
  private(set) var byAllele: [Key: [Int]] = [:]

  /// The same entries, to which alleles of more genes can be added.
  init(_ other: KnownVariants, locator: GenomicLocator) {
    self = KnownVariants(locator: locator)
    (files, entries, byAllele) = (other.files, other.entries, other.byAllele)
  }

  /// Nothing known.
  package init(locator: GenomicLocator = GenomicLocator()) { self.locator = locator }

  /// The alleles of one VCF.
  ///
  /// - Throws: ``InputFaults`` if it is no VCF, or contradicts itself about its assembly.
  package init(vcf bytes: [UInt8], file: String, locator: GenomicLocator = GenomicLocator()) throws(InputFaults) {
    self.init(locator: locator)
    try add(vcf: bytes, file: file)
  }

  /// Adds the alleles of a further VCF.
  ///
  /// - Parameter bytes: plain text; of a large file only the lines in ``GenomicLocator/regions``.
  package mutating func add(vcf bytes: [UInt8], file: String) throws(InputFaults) {
    let document = try VCFDocument(bytes, file: file)
    let inference: AssemblyInference
    do throws(InputFault) { inference = try AssemblyInference(document, locator: locator) } catch {
      throw InputFaults(error)
    }
    var counts = (inGenes: 0, misfits: 0, notComparable: 0)
    var oddities = RecordOddities()
    for record in document.records {
      var isMisfit = false
      let first = entries.count
      for (index, alternate) in record.alternates.enumerated() {
        let locus = locator.locate(
          contig: record.chromosome, position: record.position, reference: record.reference, alternate: alternate,
          assembly: inference.assembly)
        switch locus {
        case .elsewhere: continue
        case .mismatch: isMisfit = true
        case .notComparable: counts.notComparable += 1
        case .located(let gene, let variant):
          counts.inGenes += 1
          let key = Key(gene: gene, variant: variant)
          byAllele[key, default: []].append(entries.count)
          entries.append(entry(record, index, gene: gene, variant: variant))
        }
      }
      if isMisfit { counts.misfits += 1 }
      if entries.count > first { oddities.add(record) }
    }
    let header = document.header
    files.append(
      File(
        name: file, date: header.fileDate, assembly: inference.assembly, inGenes: counts.inGenes,
        misfits: counts.misfits, notComparable: counts.notComparable,
        isCompletePopulation: header.isCompletePopulation,
        remark: ([inference.warning].compactMap(\.self) + oddities.sentences).joined(separator: "; ").nonEmpty,
        coversEveryGene: header.isDeclaredComplete, hasClasses: header.hasClasses || oddities.hasClasses,
        isClinVar: header.isOfClinVar))
    settleClasses()
  }

  /// These entries without those of one change: what is known of all others.
  package func without(_ variant: Variant, symbol: String) -> KnownVariants {
    var rest = KnownVariants(locator: locator)
    rest.files = files
    for entry in entries where entry.symbol != symbol || entry.variant != variant {
      rest.byAllele[Key(gene: entry.gene, variant: entry.variant), default: []].append(rest.entries.count)
      rest.entries.append(entry)
    }
    return rest
  }

  /// Whether no file was read.
  package var isEmpty: Bool { files.isEmpty }

  /// The assembly of a file differs from none: the entries of exactly this change, in any representation.
  package func entries(of variant: Variant, gene: Int) -> [KnownVariant] {
    guard !byAllele.isEmpty else { return [] }
    let key = Key(gene: gene, variant: locator.canonical(variant, gene: gene))
    return byAllele[key, default: []].map { entries[$0] }
  }

  /// The entries of exactly this change of the gene with this symbol.
  package func entries(of variant: Variant, symbol: String) -> [KnownVariant] {
    locator.genes.index(ofSymbol: symbol).map { entries(of: variant, gene: $0) } ?? []
  }

  /// What is on file of a change.
  package func annotations(of variant: Variant, gene: Int) -> [KnownAnnotation] {
    entries(of: variant, gene: gene).map(annotation)
  }

  /// What is on file of an allele written as `17-50198002-C-A`.
  package func annotations(ofVCFStyle description: some StringProtocol, assembly: Assembly) -> [KnownAnnotation] {
    let parts = String(description).split(separator: "-" as Character).map(String.init)
    guard parts.count == 4, let position = Int(parts[1]) else { return [] }
    guard
      case .located(let gene, let variant) = locator.locate(
        contig: parts[0], position: position, reference: parts[2], alternate: parts[3], assembly: assembly)
    else { return [] }
    return annotations(of: variant, gene: gene)
  }

  /// An entry as results carry it.
  package func annotation(_ entry: KnownVariant) -> KnownAnnotation {
    KnownAnnotation(
      id: entry.hasIdentifier ? entry.identifier : nil, significance: entry.listed,
      reviewStatus: entry.review.isEmpty ? nil : entry.review, stars: entry.stars,
      geneInfo: entry.geneInfo.isEmpty ? nil : entry.geneInfo, file: files[entry.file].name,
      fileDate: files[entry.file].date,
      supersededBy: entry.gaveWay.flatMap { $0.isNewer ? files[$0.file].title : nil })
  }

  private func entry(_ record: VCFRecord, _ index: Int, gene: Int, variant: Variant) -> KnownVariant {
    let own = locator.genes.genes[gene]
    var substitution: KnownVariant.Substitution?
    if variant.lengthChange == 0, !variant.range.isEmpty,
      case .substitution(let residue, let new) = own.model.names(
        replacing: variant.range, with: variant.replacement.codes, version: 0
      ).effect.coding.change
    {
      substitution = KnownVariant.Substitution(residue: residue, alternate: new)
    }
    let listed = record.alternates.count > 1 ? [] : record.clinicalSignificance
    return KnownVariant(
      gene: gene, symbol: own.symbol, variant: variant, file: files.count,
      identifier: record.identifier ?? "line \(record.line)", hasIdentifier: record.identifier != nil,
      listed: listed, significance: listed, review: record.info["CLNREVSTAT"] ?? "",
      geneInfo: record.info["GENEINFO"] ?? "",
      numbers: record.populationNumbers(alternate: index) ?? [:],
      isFiltered: !["PASS", ".", ""].contains(record.filter), substitution: substitution)
  }
}

extension KnownVariants.File: ValidatedDocument {
  package func validate() throws(InvalidValue) {
    for (key, value) in [("in_genes", inGenes), ("misfits", misfits), ("not_comparable", notComparable)]
    where !(0...1_000_000_000).contains(value) {
      throw InvalidValue(key, "outside 0 to 1000000000")
    }
  }

  /// Name and date.
  package var title: String { name + (date.map { " of \($0)" } ?? "") }

  /// Its date as a day.
  var day: CalendarDate? { date.flatMap { CalendarDate($0) } }

  /// How the file was read, in a sentence.
  package var summary: String {
    let entries = inGenes == 1 ? "1 entry lies" : "\(inGenes) entries lie"
    return "\(title): \(entries) in the genes, read as \(assembly.rawValue)"
  }
}

extension KnownVariants {
  /// How every file was read, a sentence each.
  package var summaries: [String] {
    files.map(\.summary)
  }

  /// What must not be missed of the files.
  package var warnings: [String] {
    files.flatMap { file in
      var warnings: [String] = []
      if let remark = file.remark { warnings.append("\(file.name): \(remark)") }
      if file.misfits > 0 {
        let entries = file.misfits == 1 ? "1 entry" : "\(file.misfits) entries"
        warnings.append(
          "\(file.name): \(entries) in the genes skipped: the reference bases are not those of \(file.assembly.rawValue)"
        )
      }
      if file.inGenes == 0 {
        warnings.append("\(file.name): not one entry lies in the genes: is it the right file?")
      }
      return warnings
    } + classRemarks
  }
}

extension VCFHeader {
  /// Whether the header says so: `##collagenPopulation=<...Scope=complete...>`.
  fileprivate var isDeclaredComplete: Bool {
    lines.contains { $0.key == "collagenPopulation" && $0.fields["Scope"] == "complete" }
  }

  /// Whether a field for classes is declared.
  fileprivate var hasClasses: Bool { lines.contains { $0.key == "INFO" && $0.fields["ID"] == "CLNSIG" } }

  /// Whether the file says that it is ClinVar's.
  fileprivate var isOfClinVar: Bool { lines.contains { $0.key == "source" && $0.value.hasPrefix("ClinVar") } }

  /// Whether the file holds every allele of a population.
  fileprivate var isCompletePopulation: Bool {
    if isDeclaredComplete { return true }
    let fields = Set(lines.filter { $0.key == "INFO" }.compactMap { $0.fields["ID"] })
    // The fields that gnomAD's site files have from version 2 to the joint file of version 4, and others do not.
    let counts = [["AC", "AN"], ["AC_joint", "AN_joint"]].contains { $0.allSatisfy(fields.contains) }
    return counts && fields.contains { $0.hasPrefix("faf95") || $0.hasPrefix("fafmax_faf95") }
  }
}
