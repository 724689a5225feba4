// What a VCF in place of a screen leaves open: records that are not counted or not clear, and coverage that it does not give.

import Documents
import Reporting
import TypeICollagen

extension CaseAssessment {
  /// No call where coverage is not known: that is not "no variant was called".
  static func nothingListed(_ screen: ScreenDocument, _ genes: GeneCatalog) -> String {
    "the VCF lists no \(screen.failed.isEmpty ? "" : "counted ")variant in \(genes.list), and what was not covered is not known"
  }

  /// What the VCF leaves open, for the answer; empty for a screen and where nothing is open.
  static func openPart(_ screen: ScreenDocument?, _ vcf: VCFCase?, hasCalls: Bool) -> String {
    guard let screen else { return "" }
    var parts: [String] = []
    if screen.coverage == nil, !screen.failed.isEmpty {
      let filters = screen.failed.flatMap(\.filter).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      let shown = filters.prefix(4).map(\.visible).joined(separator: ", ") + (filters.count > 4 ? " and others" : "")
      parts.append("\(count(screen.failed.count, "record is", "records are")) not counted: \(shown)")
    }
    if screen.coverage != nil, !hasCalls, !screen.failed.isEmpty {
      parts.append(
        "\(count(screen.failed.count, "call did", "calls did")) not pass the filters and \(screen.failed.count == 1 ? "is" : "are") not counted"
      )
    }
    if let candidate = filteredCandidates(screen).first {
      parts.append("\(candidate.label) did not pass the filters (\(candidate.filterText)) and must be confirmed")
    }
    if let vcf {
      if !vcf.notInterpreted.isEmpty {
        parts.append(
          "\(count(vcf.notInterpreted.count, "record", "records")) of the VCF in the genes could not be interpreted "
            + "(\(lines(vcf.notInterpreted)))")
      }
      if !vcf.withoutGenotype.isEmpty {
        parts.append(
          "\(count(vcf.withoutGenotype.count, "listed variant has", "listed variants have")) no genotype in this sample "
            + "(\(lines(vcf.withoutGenotype)))")
      }
      if !vcf.genesNotInFile.isEmpty {
        parts.append("nothing in the VCF shows that \(vcf.genesNotInFile.joined(separator: " or ")) was sequenced")
      }
    }
    if screen.coverage == nil, hasCalls { parts.append("the VCF gives no coverage: what was not covered is not known") }
    return parts.joined(separator: "; ")
  }

  private static func count(_ number: Int, _ one: String, _ many: String) -> String {
    number == 1 ? "1 \(one)" : "\(number) \(many)"
  }

  private static func lines(_ remarks: [VCFRemark]) -> String {
    let numbers = remarks.prefix(5).map { "\($0.line)" }.joined(separator: ", ")
    return (remarks.count == 1 ? "line " : "lines ") + numbers + (remarks.count > 5 ? " and others" : "")
  }

  /// The flags of a VCF's records that are no calls.
  static func flags(of vcf: VCFCase?) -> [CaseFlag] {
    guard let vcf else { return [] }
    func list(_ remarks: [VCFRemark]) -> String {
      remarks.prefix(3).map(\.text).joined(separator: "; ")
        + (remarks.count > 3 ? "; and \(remarks.count - 3) more" : "")
    }
    var flags: [CaseFlag] = []
    if !vcf.notInterpreted.isEmpty {
      flags.append(
        CaseFlag(
          .recordsNotInterpreted,
          "Records of the VCF in the genes could not be interpreted and are not counted: \(list(vcf.notInterpreted))."))
    }
    if !vcf.withoutGenotype.isEmpty {
      flags.append(
        CaseFlag(
          .recordsWithoutGenotype,
          "The VCF lists variants of the genes for which this sample has no genotype: \(list(vcf.withoutGenotype))."))
    }
    return flags
  }
}
