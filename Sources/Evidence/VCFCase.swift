// A VCF as the sequence half of a case: every record that reaches into a gene becomes a call or is named with its line.

import BioSequence
import Documents
import HGVS
package import Reporting
package import TypeICollagen
import VariantNaming

/// What the VCF of one case says of the genes.
///
///     let vcf = try VCFCase(bytes, file: "P07.vcf.gz", names: ["P07"])
///     vcf.screen.passed      // the calls that count
///     vcf.notInterpreted     // records that say something of a gene, but not what
///
/// A record counts if its FILTER is `PASS` or `.` and the sample has the allele. Blocks that are like the reference
/// (`<NON_REF>`, `<*>`, no ALT) give the coverage; a VCF without them tells none.
package struct VCFCase: Sendable {
  /// Calls, coverage and warnings.
  package var screen: ScreenDocument
  /// Base name of the file.
  package let file: String
  /// The sample that was read; `nil` if the file has no genotypes.
  package let sample: String?
  /// Every sample of the file.
  package let samples: [String]
  /// Whether header or names of contigs say the assembly; else the reference bases alone do.
  package let isAssemblyStated: Bool
  /// Records that reach into a gene.
  package let records: Int
  /// Records of a gene that cannot be interpreted.
  package let notInterpreted: [VCFRemark]
  /// Records of a gene with an alternative allele of which the genotype says nothing.
  package let withoutGenotype: [VCFRemark]
  /// Genes whose chromosome is named neither by a contig line nor by a record.
  package let genesNotInFile: [String]

  /// Reads the VCF of a case.
  ///
  /// - Parameters:
  ///   - bytes: plain text; of a large file only the lines of ``GenomicLocator/regions``.
  ///   - names: the names that the case's sample may have: its id, and what the record's `identity` lists.
  ///   - sample: the sample to read, whatever its name.
  /// - Throws: ``EvidenceError`` if the text is no VCF, if it counts on another assembly or contradicts itself about its
  ///   assembly, if it has nothing of the genes' chromosomes, or if it is not clear which sample is the case's.
  package init(
    _ bytes: [UInt8], file: String, names: [String] = [], sample name: String? = nil,
    genes: GeneCatalog = .embedded
  ) throws(EvidenceError) {
    let locator = GenomicLocator(genes: genes)
    let document = try VCFDocument(bytes, file: file)
    let named = VCFCase.genesNamed(document, locator)
    guard !named.isEmpty else {
      throw InputFaults(
        .missing, file: file,
        reason: "neither a contig line nor a record is of a chromosome of \(genes.list)",
        remedy: "give the VCF of the sample with its whole header")
    }
    let inference: AssemblyInference
    do throws(InputFault) { inference = try AssemblyInference(document, locator: locator) } catch {
      throw InputFaults(error)
    }
    let column = try VCFCase.column(document.header, file: file, names: names, wanted: name)
    var reader = VCFCaseReader(
      document.header, locator: locator, assembly: inference.assembly, column: column)
    for record in document.records {
      reader.read(record)
      guard reader.calls.count <= VCFCase.mostCalls else {
        throw InputFaults(
          .tooLarge, file: file, line: record.line,
          reason:
            "more than \(VCFCase.mostCalls) alleles of the sample in the genes, where one person has some hundred",
          remedy: "give the VCF of one sample, with its genotypes")
      }
    }
    reader.finish()
    guard inference.isStated || inference.fitting > 0 || !VCFCase.reachesGenes(document, locator) else {
      throw InputFaults(
        .missing, file: file,
        reason: "neither the header nor a reference base of the records in the genes shows the assembly",
        remedy: "add the contig lines with their lengths (bcftools reheader --fai)")
    }
    let own = column.map { document.header.samples[$0] }
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    var screen = ScreenDocument(sample: own ?? stem, assembly: inference.assembly)
    screen.calls = reader.calls
    screen.coverage = reader.coverage()
    self.file = file
    sample = own
    samples = document.header.samples
    isAssemblyStated = inference.isStated
    records = reader.records
    notInterpreted = reader.notInterpreted
    withoutGenotype = reader.withoutGenotype
    genesNotInFile = genes.genes.map(\.symbol).filter { !named.contains($0) }
    self.screen = screen
    self.screen.warnings = warnings(inference, reader)
  }

  /// The most alleles of a sample in the genes, many times what a person has: more are those of a population, or hostile.
  static let mostCalls = 2_000

  /// Whether a record reaches into a gene on any assembly.
  private static func reachesGenes(_ document: VCFDocument, _ locator: GenomicLocator) -> Bool {
    Assembly.allCases.contains { assembly in
      var reader = VCFCaseReader(document.header, locator: locator, assembly: assembly, column: nil)
      for record in document.records { reader.read(record) }
      return reader.records > 0
    }
  }

  /// The symbols of the genes whose chromosomes the file names.
  private static func genesNamed(_ document: VCFDocument, _ locator: GenomicLocator) -> Set<String> {
    let names = Set(document.header.contigs.map(\.name) + document.records.map(\.chromosome))
    var found: Set<String> = []
    for name in names {
      switch locator.contig(named: name) {
      case .chromosome(let chromosome, _):
        for gene in locator.genes.genes where gene.record.mappings.contains(where: { $0.chromosome == chromosome }) {
          found.insert(gene.symbol)
        }
      // The assembly of such a name is refused by name.
      case .unsupported: found.formUnion(locator.genes.genes.map(\.symbol))
      case nil:
        if let gene = locator.gene(ofRecordNamed: name) { found.insert(gene) }
        if AssemblyInference.isOfOtherAssembly(name) { found.formUnion(locator.genes.genes.map(\.symbol)) }
      }
    }
    return found
  }

  /// The index of the case's sample; `nil` if the file has no genotypes. Whose variants are the case's is never guessed.
  private static func column(
    _ header: VCFHeader, file: String, names: [String], wanted: String?
  ) throws(EvidenceError) -> Int? {
    let samples = header.samples
    let list =
      samples.prefix(20).joined(separator: ", ") + (samples.count > 20 ? " and \(samples.count - 20) more" : "")
    func fault(_ reason: String, _ remedy: String) -> EvidenceError {
      EvidenceError(InputFault(.conflict, file: file, line: header.columnLine, reason: reason, remedy: remedy))
    }
    if let wanted {
      guard let column = samples.firstIndex(of: wanted) else {
        throw fault(
          "no sample is named \(wanted.visible)",
          samples.isEmpty ? "the file has no samples" : "--vcf-sample takes one of \(list)")
      }
      return column
    }
    if samples.count < 2 { return samples.isEmpty ? nil : 0 }
    let own = samples.indices.filter { names.contains(samples[$0]) }
    guard own.count == 1 else {
      throw fault(
        own.isEmpty
          ? "\(samples.count) samples, none with a name of the case: \(list)"
          : "\(own.count) samples have a name of the case: \(own.map { samples[$0] }.joined(separator: ", "))",
        "say which one it is with --vcf-sample NAME, or under identity.samples of the case record")
    }
    return own[0]
  }

  private func warnings(_ inference: AssemblyInference, _ reader: VCFCaseReader) -> [String] {
    var list: [String] = []
    if let warning = inference.warning { list.append("\(file): \(warning)") }
    if !inference.isStated {
      list.append(
        inference.fitting > 0
          ? "\(file): the header does not say the assembly; read as \(inference.assembly.rawValue) by the reference bases of "
            + (inference.fitting == 1 ? "1 record" : "\(inference.fitting) records")
          : "\(file): nothing says the assembly, and no record lies in the genes on GRCh38 or on GRCh37")
    }
    if !reader.undeclared.isEmpty {
      list.append(
        "\(file): no contig line of the header names \(reader.undeclared.joined(separator: ", ")), where records stand: are "
          + "they of the header's assembly?")
    }
    if !genesNotInFile.isEmpty {
      list.append(
        "\(file): no contig line and no record is of the chromosome of \(genesNotInFile.joined(separator: " or "))")
    }
    if reader.isWithoutGenotypes {
      list.append("\(file): no genotypes: every allele that the file lists is taken for the case's")
    }
    let unfiltered = screen.calls.count(where: \.filter.isEmpty)
    if unfiltered > 0 {
      list.append(
        "\(file): \(unfiltered == 1 ? "1 call has" : "\(unfiltered) calls have") no FILTER and "
          + "\(unfiltered == 1 ? "is" : "are") counted as unfiltered")
    }
    list += notInterpreted.map { "\(file): not interpreted: \($0.text)" }
    list += withoutGenotype.map { "\(file): \($0.text)" }
    return list + reader.remarks.map { "\(file): \($0)" }
  }
}

extension ScreenDocument {
  /// The calls of a VCF; see ``VCFCase``.
  package init(
    vcf bytes: [UInt8], file: String, sample id: String? = nil, genes: GeneCatalog = .embedded
  ) throws(EvidenceError) {
    self = try VCFCase(bytes, file: file, names: id.map { [$0] } ?? [], genes: genes).screen
  }
}
