// The variant that the record's family data are about: named by the namer and compared as an allele, whatever form it is
// written in.

package import BioSequence
package import Documents
import HGVS
package import Reporting
package import TypeICollagen
import VariantNaming

/// The text of `family.variant`, read.
package struct FamilyVariant: Sendable {
  /// What the text means in one gene.
  private struct Reading: Sendable {
    let gene: CollagenGene
    let row: NameRow
    /// The alleles that it may mean, with where they lie on the assembly.
    let alleles: [(variant: Variant, chrom: String, positions: Range<Int>)]
    let isOfProtein: Bool
  }

  /// As it was written.
  let text: String
  private let readings: [Reading]
  /// Why it cannot be read; `nil` if it can.
  private let problem: String?

  /// The variant that a record names; `nil` if it names none.
  ///
  /// - Parameter assembly: what a description without an accession counts on.
  package init?(_ record: CaseRecord, genes: GeneCatalog, assembly: Assembly) {
    guard let text = record.family.variant else { return nil }
    self.text = text
    let namer = CollagenNamer(genes: genes, assembly: assembly)
    let locator = GenomicLocator(genes: genes)
    // Without a reference it is of whichever gene it fits.
    let isBare = ["c.", "p.", "r."].contains { text.trimmingBlanks.hasPrefix($0) }
    let forms = isBare ? genes.genes.map { "\($0.symbol):\(text.trimmingBlanks)" } : [text]
    var problems: [String] = []
    readings = forms.compactMap { form in
      let row = namer.row(for: form)
      guard row.status != .error, let gene = genes.gene(named: row[.gene]) else {
        problems.append(row[.message])
        return nil
      }
      let alleles = row[assembly == .grch38 ? .vcf38 : .vcf37].split { !($0.isLetter || $0.isNumber || $0 == "-") }
      let isOfProtein = form.split(separator: ":").last.map { $0.hasPrefix("p.") } ?? false
      return Reading(
        gene: gene, row: row,
        alleles: alleles.compactMap { FamilyVariant.allele(String($0), gene, locator, assembly) },
        isOfProtein: isOfProtein)
    }
    problem = readings.isEmpty ? problems.first ?? "" : nil
  }

  /// An allele like `17-50198002-C-A` on its gene.
  private static func allele(
    _ text: String, _ gene: CollagenGene, _ locator: GenomicLocator, _ assembly: Assembly
  ) -> (variant: Variant, chrom: String, positions: Range<Int>)? {
    let parts = text.split(separator: "-").map(String.init)
    guard parts.count == 4, let position = Int(parts[1]),
      case .located(let index, let variant) = locator.locate(
        contig: parts[0], position: position, reference: parts[2], alternate: parts[3], assembly: assembly),
      locator.genes.genes[index].symbol == gene.symbol
    else { return nil }
    return (variant, "chr" + parts[0], position..<position + parts[2].utf8.count)
  }

  /// What is wrong with a text that cannot be read; `nil` if it can.
  ///
  /// - Parameter file: the record's name.
  package func fault(in file: String) -> InputFault? {
    problem.map {
      InputFault(
        .invalidValue, file: file, place: "family.variant", reason: "\(text.quoted(80)) names no variant: \($0)",
        remedy: "write it like COL1A1:c.589G>T, as 'collagen name' reads it; other variants belong into note"
      )
    }
  }

  /// Whether a call is this variant.
  package func isAbout(_ call: Call) -> Bool {
    readings.contains { reading in
      guard reading.gene.symbol == call.gene else { return false }
      if reading.isOfProtein, let name = call.shortProteinName,
        name == Call.withoutAccession(reading.row[.hgvsP]), !name.hasSuffix("?")
      {
        return true
      }
      if let variant = call.recordVariant(on: reading.gene), !reading.alleles.isEmpty {
        return reading.alleles.contains { $0.variant == variant }
      }
      if Call.withoutAccession(reading.row[.hgvsC]) == call.shortCodingName { return true }
      // Where the ends of a lost or doubled exon lie is not known: exons and direction tell it.
      let terms = reading.row[.consequence].split(separator: "&").map(String.init)
      let term = [VariantClass.exonDeletion: "feature_truncation", .exonDuplication: "feature_elongation"]
      return call.exon != nil && call.exon == reading.row[.exon]
        && call.class.flatMap { term[$0] }.map(terms.contains) == true
    }
  }

  /// What is to be said if no call of the sequence is this variant; `nil` if one is, or if there is no sequence.
  func absence(from screen: ScreenDocument?) -> String? {
    guard let screen, problem == nil, !screen.passed.contains(where: isAbout) else { return nil }
    let start = "The variant of the family, \(text.quoted(80)), was not found: "
    if let call = screen.failed.first(where: isAbout) {
      return start + "it was seen but is not counted (\(call.filterText))."
    }
    guard let coverage = screen.coverage else {
      return start + "the VCF does not list it, and whether its place was covered is not known."
    }
    guard screen.isSequenced else { return start + "nothing was covered." }
    let places = readings.flatMap(\.alleles)
    guard !places.isEmpty else { return start + "it is not among the calls." }
    return start + FamilyVariant.statement(of: coverage, at: places.map { ($0.chrom, $0.positions) }) + "."
  }

  /// What the coverage says of some places, given as 1-based positions.
  private static func statement(
    of coverage: ScreenCoverage, at places: [(chrom: String, positions: Range<Int>)]
  ) -> String {
    let runs = places.map { place in
      coverage.runs.filter {
        $0.chrom == place.chrom && $0.start + 1 < place.positions.upperBound && place.positions.lowerBound <= $0.end
      }
    }
    let all = runs.flatMap(\.self)
    if runs.contains(where: \.isEmpty) { return "its place is not of the target that was screened" }
    if let gap = all.first(where: { $0.verdict == .noCall }) {
      return
        "its place was not covered well enough (\(gap.place), \(gap.reason ?? "no call")), so that it would be missed"
    }
    let depth = all.map(\.depthMedian).min() ?? 0
    return all.allSatisfy { $0.verdict == .reference }
      ? "the reference is at its place, depth \(depth)" : "another variant is at its place, depth \(depth)"
  }
}
