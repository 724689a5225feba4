// The calls of a VCF as a screen: every allele is placed on its gene's record and named there, whoever called it.

import BioSequence
import Documents
import HGVS
package import Reporting
package import TypeICollagen
import VariantNaming

extension ScreenDocument {
  /// Reads the VCF of one sample.
  ///
  /// Records of other places are skipped. A record is a call if its FILTER is `PASS` or `.`, and the sample has
  /// the allele. The assembly is inferred from header, chromosome names and reference bases (``AssemblyInference``).
  ///
  /// - Parameters:
  ///   - bytes: plain text; of a large file only the lines of ``GenomicLocator/regions``.
  ///   - id: the case's id: which sample is read where the file holds several.
  /// - Throws: ``EvidenceError`` if the text is no VCF, if records of the genes do not fit the assembly's bases, or if
  ///   none of several samples has the case's name.
  package init(
    vcf bytes: [UInt8], file: String, sample id: String? = nil, genes: GeneCatalog = .embedded
  ) throws(EvidenceError) {
    let locator = GenomicLocator(genes: genes)
    let document = try VCFDocument(bytes, file: file)
    let inference: AssemblyInference
    do throws(InputFault) { inference = try AssemblyInference(document, locator: locator) } catch {
      throw InputFaults(error)
    }
    let column = try ScreenDocument.sample(id, of: document.header, file: file)
    self.init(
      sample: column.map { document.header.samples[$0] } ?? file.split(separator: ".").first.map(String.init) ?? file,
      assembly: inference.assembly)
    if let warning = inference.warning { warnings.append("\(file): \(warning)") }
    var faults: [InputFault] = []
    for record in document.records {
      for (index, alternate) in record.alternates.enumerated()
      where record.carries(alternate: index + 1, sample: column) && !ScreenDocument.isNoAllele(alternate)
        && alternate != record.reference
      {
        let locus = locator.locate(
          contig: record.chromosome, position: record.position, reference: record.reference, alternate: alternate,
          assembly: inference.assembly)
        guard locus != .mismatch else {
          faults.append(
            InputFault(
              .conflict, file: file, line: record.line, column: 4,
              reason: "the reference bases are not those of \(inference.assembly.rawValue) at this place"))
          continue
        }
        guard var finding = ScreenDocument.finding(record, alternate, locus, inference.assembly, locator) else {
          continue
        }
        record.fillSample(&finding, alternate: index + 1, sample: column)
        calls.append(finding)
      }
    }
    guard faults.isEmpty else { throw EvidenceError(faults) }
  }

  /// The index of the case's sample; `nil` if the file has no genotypes.
  private static func sample(_ id: String?, of header: VCFHeader, file: String) throws(EvidenceError) -> Int? {
    let samples = header.samples
    guard samples.count > 1 else { return samples.isEmpty ? nil : 0 }
    guard let own = samples.firstIndex(where: { $0 == id }) else {
      // Whose variants are the case's must never be guessed.
      throw EvidenceError(
        InputFault(
          .conflict, file: file, line: header.columnLine,
          reason:
            "\(samples.count) samples, none named like the case; give a VCF of the case's sample alone, or name the "
            + "sample like the case's id"))
    }
    return own
  }

  /// Whether ALT names no change of its own: none, a deletion told elsewhere, or the "any other" of gVCFs.
  private static func isNoAllele(_ alternate: String) -> Bool {
    ["*", "<*>", "<NON_REF>"].contains(alternate)
  }

  /// A finding from an allele; `nil` if it lies elsewhere or changes nothing.
  private static func finding(
    _ record: VCFRecord, _ alternate: String, _ locus: AlleleLocus, _ assembly: Assembly, _ locator: GenomicLocator
  ) -> Call? {
    var finding: Call
    switch locus {
    case .mismatch: return nil
    case .located(let gene, let variant):
      // On GRCh37 ALT may be the record's own base.
      guard !variant.range.isEmpty || !variant.replacement.isEmpty else { return nil }
      let annotation = annotate(variant: variant, gene: locator.genes.genes[gene])
      guard let named = Call(annotation, assembly: assembly) else { return nil }
      finding = named
    case .elsewhere, .notComparable:
      guard let gene = locator.gene(touchedBy: record, assembly: assembly) else { return nil }
      finding = unplaced(record, alternate, gene: gene.symbol, assembly)
    }
    finding.filter = record.filter == "." ? [] : record.filter.split(separator: ";").map(String.init)
    return finding
  }

  /// An allele without a sequence: with the names that the record carries, if this program wrote it.
  private static func unplaced(
    _ record: VCFRecord, _ alternate: String, gene: String, _ assembly: Assembly
  ) -> Call {
    var call = Call(
      gene: gene, assembly: assembly,
      chrom: record.chromosome.hasPrefix("chr") ? record.chromosome : "chr" + record.chromosome, pos: record.position,
      ref: record.reference, alt: alternate)
    if let coding = record.info["HGVSC"] {
      call.hgvsC = coding == "." ? nil : coding
      call.hgvsP = record.info["HGVSP"]
      call.hgvsG = record.info["HGVSG"]
      call.consequence = (record.info["CSQ"] ?? "").split(separator: "&").compactMap { Consequence(name: $0) }
      call.class = record.info["CLASS"].flatMap(VariantClass.init(rawValue:))
      call.collagenEffect = (record.info["EFFECT"] ?? "").split(separator: ",").compactMap {
        CollagenEffect(rawValue: String($0))
      }
    }
    if call.isSymbolic {
      call.symbolic = Call.SymbolicAllele(
        type: String(alternate.dropFirst().prefix { $0 != ">" && $0 != ":" }),
        end: record.end > record.position ? record.end : nil)
    }
    return call
  }
}

extension VCFRecord {
  private func alleles(_ sample: Int?) -> [Int] {
    (sample.flatMap { value("GT", sample: $0) } ?? "").split { $0 == "/" || $0 == "|" }.compactMap { Int($0) }
  }

  /// Whether the sample has the allele; a VCF without genotypes has every one.
  func carries(alternate: Int, sample: Int?) -> Bool {
    guard let sample, format.contains("GT") else { return true }
    return alleles(sample).contains(alternate)
  }

  /// Genotype, zygosity and depths of the sample.
  func fillSample(_ finding: inout Call, alternate: Int, sample: Int?) {
    func text(_ key: String) -> String { sample.flatMap { value(key, sample: $0) } ?? "" }
    let alleles = alleles(sample)
    finding.genotype = text("GT").isEmpty ? nil : text("GT")
    let own = alleles.count { $0 == alternate }
    // A genotype that is known in part (`./1`) tells no zygosity.
    let isWhole = !alleles.isEmpty && finding.genotype?.contains(".") != true
    finding.zygosity = !isWhole ? nil : own == alleles.count ? .homozygous : .heterozygous
    let depths = text("AD").split(separator: ",").compactMap { Int($0) }.map { max(0, $0) }
    if alternate < depths.count { (finding.refDepth, finding.altDepth) = (depths[0], depths[alternate]) }
    finding.depth = (Int(text("DP")) ?? (depths.isEmpty ? nil : depths.reduce(0, &+))).map { max(0, $0) }
    let fractions = (text("VAF").isEmpty ? text("AF") : text("VAF")).split(separator: ",").compactMap { Double($0) }
    if alternate - 1 < fractions.count {
      finding.vaf = fractions[alternate - 1]
    } else if let depth = finding.depth, let alt = finding.altDepth, depth > 0 {
      finding.vaf = Double(alt) / Double(depth)
    }
    finding.quality = Int(text("GQ"))
  }
}
