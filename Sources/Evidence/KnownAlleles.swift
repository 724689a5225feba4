// The `--known` file: ClinVar-like VCF records of the two genes with significance and allele frequencies.

package import BioSequence
import TypeICollagen

/// Variants whose significance or frequency is on file.
package struct KnownAlleles: Sendable {
  /// One allele of the file.
  package struct Entry: Sendable, Hashable {
    /// Gene symbol.
    package let gene: String
    /// Canonical change of the gene's record.
    package let variant: Variant
    /// Identifier of the record, or its line.
    package let identifier: String
    /// Values of CLNSIG, split at `|` and `,`.
    package let significance: [String]
    /// Value of CLNREVSTAT with its commas; empty if absent.
    package let review: String
    /// Frequencies by INFO field.
    package let frequencies: [String: Double]
    /// What it does to its codon, if it is a substitution inside one.
    package let codonChange: CollagenLocus.CodonChange?
  }

  /// Base name of the file.
  package let file: String
  /// The alleles in the order of the file.
  package let entries: [Entry]
  /// The assembly found by the reference bases.
  package let assembly: Assembly
  /// Whether the header declares that the file holds every allele observed in a population
  /// (`##collagenPopulation=<...Scope=complete...>`), so that absence from it means absence from controls.
  package let isCompletePopulation: Bool
  /// Records that lie in the genes but do not fit the assembly's bases.
  package let misfits: Int

  /// Reads plain VCF text.
  ///
  /// The assembly is the one that fits the reference bases of more records.
  ///
  /// - Throws: ``EvidenceError`` with the place of a line that is no VCF record.
  package init(text: String, file: String) throws(EvidenceError) {
    let lines = TextTable.lines(text)
    guard lines.first?.hasPrefix("##fileformat=VCF") == true else {
      throw EvidenceError(
        InputFault(.syntax, file: file, line: 1, reason: "not a VCF: the first line must be ##fileformat=VCFv4..."))
    }
    isCompletePopulation = lines.contains { $0.hasPrefix("##collagenPopulation=") && $0.contains("Scope=complete") }
    var rows: [VCFRow] = []
    var faults: [InputFault] = []
    for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      guard let row = VCFRow(line, number: index + 1) else {
        faults.append(
          InputFault(.syntax, file: file, line: index + 1, reason: "not a VCF record of eight or more fields"))
        continue
      }
      rows.append(row)
    }
    guard faults.isEmpty else { throw EvidenceError(faults) }
    let read = Assembly.allCases.map { assembly in
      (assembly, rows.flatMap { KnownAlleles.entries($0, assembly: assembly) })
    }
    guard let best = read.max(by: { $0.1.count < $1.1.count }) else { preconditionFailure("there are assemblies") }
    let first = read[0].1.count >= best.1.count ? read[0] : best
    assembly = first.0
    entries = first.1
    self.file = file
    misfits = rows.count { row in
      row.isInGenes(assembly: first.0) && KnownAlleles.entries(row, assembly: first.0).isEmpty
    }
  }

  /// The entries of exactly this change.
  package func entries(gene: String, variant: Variant) -> [Entry] {
    entries.filter { $0.gene == gene && $0.variant == variant }
  }

  private static func entries(_ row: VCFRow, assembly: Assembly) -> [Entry] {
    row.alternatives.enumerated().compactMap { index, alternative in
      guard
        let place = CollagenLocus.variant(
          chrom: row.chrom, pos: row.pos, ref: row.ref, alt: alternative, assembly: assembly)
      else { return nil }
      let significance = (row.info["CLNSIG"] ?? "").split { $0 == "|" || $0 == "," }.map(String.init)
      return Entry(
        gene: place.gene.symbol, variant: place.variant,
        identifier: row.identifier == "." ? "line \(row.number)" : row.identifier, significance: significance,
        review: row.info["CLNREVSTAT"] ?? "", frequencies: row.frequencies(alternative: index),
        codonChange: CollagenLocus.codonChange(place.variant, in: place.gene))
    }
  }
}

/// The first eight fields of a VCF record.
struct VCFRow {
  let number: Int
  let chrom: String
  let pos: Int
  let identifier: String
  let ref: String
  let alternatives: [String]
  let filter: String
  let info: [String: String]
  /// FORMAT and the sample that is read, where there are any.
  let sample: [String: String]

  /// 0-based index of the column of a VCF's first sample.
  static let firstSample = 9

  init?(_ line: String, number: Int, sampleColumn: Int = VCFRow.firstSample) {
    let fields = line.split(at: "\t")
    guard fields.count >= 8, let pos = Int(fields[1]), pos >= 0 else { return nil }
    self.number = number
    self.pos = pos
    chrom = fields[0]
    identifier = fields[2]
    ref = fields[3].uppercased()
    alternatives = fields[4].split(at: ",").filter { !$0.isEmpty }.map { $0.hasPrefix("<") ? $0 : $0.uppercased() }
    filter = fields[6]
    var info: [String: String] = [:]
    for item in fields[7].split(at: ";") where !item.isEmpty {
      let key = item.split(at: "=")[0]
      if info[key] == nil { info[key] = String(decoding: item.utf8.dropFirst(key.utf8.count + 1), as: UTF8.self) }
    }
    self.info = info
    var sample: [String: String] = [:]
    if fields.count > sampleColumn {
      for (key, value) in zip(fields[8].split(at: ":"), fields[sampleColumn].split(at: ":")) { sample[key] = value }
    }
    self.sample = sample
  }

  /// Whether the record starts in one of the genes.
  func isInGenes(assembly: Assembly) -> Bool {
    ReferenceModels.all.contains { gene in
      guard let mapping = gene.record.mapping(on: assembly) else { return false }
      return (chrom == mapping.chromosome || chrom == "chr" + mapping.chromosome || chrom == mapping.accession)
        && mapping.range.contains(pos - 1)
    }
  }

  /// Every INFO field that names an allele frequency: one value, or one an alternative.
  func frequencies(alternative: Int) -> [String: Double] {
    var result: [String: Double] = [:]
    for (key, value) in info where key == "AF" || key.hasPrefix("AF_") || key.hasSuffix("_AF") {
      let values = value.split(separator: ",", omittingEmptySubsequences: false)
      let own = values.count == 1 ? values[0] : alternative < values.count ? values[alternative] : ""
      if let frequency = Double(own), (0...1).contains(frequency) { result[key] = frequency }
    }
    return result
  }
}
