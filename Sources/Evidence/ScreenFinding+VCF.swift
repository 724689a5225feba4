// A screen from a VCF: ours carries its names; another's gets them from a namer that the caller brings.

package import BioSequence
import TypeICollagen

/// Names a VCF-style allele: gives a finding with gene, names, consequence and effects, or `nil` outside the genes.
package typealias AlleleNamer =
  @Sendable (_ chrom: String, _ pos: Int, _ ref: String, _ alt: String, _ assembly: Assembly) -> SequenceFinding?

extension ScreenFinding {
  /// Reads plain VCF text of one sample.
  ///
  /// Records of other places are skipped. A record is a call if its FILTER is `PASS` or `.`, and the sample has
  /// the allele. The assembly is the one whose bases fit.
  ///
  /// - Parameters:
  ///   - sample: the case's id: which sample is read where the file holds several.
  ///   - namer: names alleles of VCFs that carry no `HGVSC`; without it such alleles keep their VCF form.
  /// - Throws: ``EvidenceError`` if the text is no VCF, if records of the genes do not fit the assembly's bases, or if
  ///   none of several samples has the case's name.
  package init(
    vcf text: String, file: String, sample id: String? = nil, namer: AlleleNamer? = nil
  ) throws(EvidenceError) {
    let lines = TextTable.lines(text)
    guard lines.first?.hasPrefix("##fileformat=VCF") == true else {
      throw EvidenceError(
        InputFault(.syntax, file: file, line: 1, reason: "not a VCF: the first line must be ##fileformat=VCFv4..."))
    }
    var rows: [VCFRow] = []
    var faults: [InputFault] = []
    var sample = file.split(separator: ".").first.map(String.init) ?? file
    var column = VCFRow.firstSample
    for (index, line) in lines.enumerated() where !line.isEmpty {
      if line.hasPrefix("#CHROM") {
        let samples = line.split(at: "\t").dropFirst(VCFRow.firstSample)
        if let own = samples.count > 1 ? samples.firstIndex(where: { $0 == id }) : samples.startIndex,
          own < samples.endIndex
        {
          (sample, column) = (samples[own], own)
        } else if samples.count > 1 {
          // Whose variants are the case's must never be guessed.
          throw EvidenceError(
            InputFault(
              .conflict, file: file, line: index + 1,
              reason:
                "\(samples.count) samples, none named like the case; give a VCF of the case's sample alone, or name the "
                + "sample like the case's id"))
        }
      }
      if line.hasPrefix("#") { continue }
      guard let row = VCFRow(line, number: index + 1, sampleColumn: column) else {
        faults.append(
          InputFault(.syntax, file: file, line: index + 1, reason: "not a VCF record of eight or more fields"))
        continue
      }
      rows.append(row)
    }
    guard faults.isEmpty else { throw EvidenceError(faults) }
    let assembly = ScreenFinding.assembly(of: rows)
    self.init(sample: sample, assembly: assembly)
    for row in rows where row.isInGenes(assembly: assembly) {
      for (index, alternative) in row.alternatives.enumerated()
      where row.carries(alternative: index + 1) && !ScreenFinding.isNoAllele(alternative) && alternative != row.ref {
        guard let finding = ScreenFinding.finding(row, alternative, index, assembly, namer) else {
          faults.append(
            InputFault(
              .conflict, file: file, line: row.number,
              reason: "the reference bases are not those of GRCh38 or GRCh37 at this place"))
          continue
        }
        if finding.isPass { calls.append(finding) } else { failed.append(finding) }
      }
    }
    guard faults.isEmpty else { throw EvidenceError(faults) }
  }

  /// Whether ALT names no change of its own: none, a deletion told elsewhere, or the "any other" of gVCFs.
  private static func isNoAllele(_ alternative: String) -> Bool {
    [".", "*", "<*>", "<NON_REF>"].contains(alternative)
  }

  private static func assembly(of rows: [VCFRow]) -> Assembly {
    let fits = Assembly.allCases.map { assembly in
      rows.count { row in
        CollagenLocus.variant(
          chrom: row.chrom, pos: row.pos, ref: row.ref, alt: row.ref == "A" ? "C" : "A", assembly: assembly) != nil
      }
    }
    return fits[1] > fits[0] ? Assembly.allCases[1] : Assembly.allCases[0]
  }

  private static func finding(
    _ row: VCFRow, _ alternative: String, _ index: Int, _ assembly: Assembly, _ namer: AlleleNamer?
  ) -> SequenceFinding? {
    let place = CollagenLocus.variant(
      chrom: row.chrom, pos: row.pos, ref: row.ref, alt: alternative, assembly: assembly)
    guard place != nil || alternative.hasPrefix("<") else { return nil }
    var finding: SequenceFinding
    if let coding = row.info["HGVSC"] {
      finding = SequenceFinding(
        gene: row.info["GENE"] ?? place?.gene.symbol ?? "", hgvsC: coding == "." ? "" : decoded(coding),
        hgvsP: decoded(row.info["HGVSP"] ?? ""), consequence: decoded(row.info["CSQ"] ?? ""))
      finding.hgvsG = decoded(row.info["HGVSG"] ?? "")
      finding.variantClass = row.info["CLASS"] ?? ""
      finding.effects = (row.info["EFFECT"] ?? "").split(at: ",").compactMap {
        CollagenEffect(rawValue: $0)
      }
    } else if let named = namer?(row.chrom, row.pos, row.ref, alternative, assembly) {
      finding = named
    } else {
      let gene = place?.gene.symbol ?? (row.chrom.hasSuffix("7") && !row.chrom.hasSuffix("17") ? "COL1A2" : "COL1A1")
      let end = row.end > 0 ? "-\(row.end)" : ""
      finding = SequenceFinding(gene: gene, hgvsC: "\(row.chrom):\(row.pos)\(end):\(row.ref):\(alternative)")
    }
    finding.assembly = assembly
    finding.chrom = row.chrom.hasPrefix("chr") ? row.chrom : "chr" + row.chrom
    finding.pos = row.pos
    finding.end = alternative.hasPrefix("<") ? row.end : 0
    finding.ref = row.ref
    finding.alt = alternative
    finding.filter = row.filter == "." ? "PASS" : row.filter
    row.fillSample(&finding, alternative: index + 1)
    return finding
  }

  /// Turns percent escapes of INFO values back (VCF 4.3, section 1.2).
  static func decoded(_ value: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(value.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension VCFRow {
  private var alleles: [Int] {
    (sample["GT"] ?? "").split { $0 == "/" || $0 == "|" }.compactMap { Int($0) }
  }

  /// Whether the sample has the allele; a VCF without genotypes has every one.
  func carries(alternative: Int) -> Bool { sample["GT"] == nil || alleles.contains(alternative) }

  /// The last position of a symbolic allele by END or SVLEN; 0 if the record tells neither.
  var end: Int {
    if let end = info["END"].flatMap({ Int($0) }), end > pos { return end }
    guard let length = info["SVLEN"]?.split(separator: ",").first.flatMap({ Int($0) }), length.magnitude < 1 << 40
    else { return 0 }
    return pos + Int(length.magnitude)
  }

  /// Genotype, zygosity and depths of the sample.
  func fillSample(_ finding: inout SequenceFinding, alternative: Int) {
    finding.genotype = sample["GT"] ?? ""
    let own = alleles.count { $0 == alternative }
    // A genotype that is known in part (`./1`) tells no zygosity.
    let isWhole = !alleles.isEmpty && !finding.genotype.contains(".")
    finding.zygosity = !isWhole ? "" : own == alleles.count ? "homozygous" : "heterozygous"
    let depths = (sample["AD"] ?? "").split(separator: ",").compactMap { Int($0) }
    if alternative < depths.count { finding.altDepth = max(0, depths[alternative]) }
    finding.depth = max(0, Int(sample["DP"] ?? "") ?? depths.reduce(0, &+))
    let shares = (sample["VAF"] ?? sample["AF"] ?? "").split(separator: ",").compactMap { Double($0) }
    if alternative - 1 < shares.count {
      finding.vaf = shares[alternative - 1]
    } else if finding.depth > 0 {
      finding.vaf = Double(finding.altDepth) / Double(finding.depth)
    }
    finding.quality = Int(sample["GQ"] ?? "") ?? 0
  }
}
