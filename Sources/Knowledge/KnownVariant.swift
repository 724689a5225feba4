// One allele that is on file: what a database such as ClinVar says of it.

package import BioSequence

/// What a file of known variants says of one allele.
package struct KnownVariant: Sendable, Hashable {
  /// Index of the gene in the locator's order.
  package let gene: Int
  /// Gene symbol.
  package let symbol: String
  /// The change of the gene's record in its normal form.
  package let variant: Variant
  /// Index in ``KnownVariants/files``.
  package internal(set) var file: Int
  /// ID of the record, or its line.
  package let identifier: String
  /// Whether ``identifier`` is an ID and no line.
  package let hasIdentifier: Bool
  /// Values of CLNSIG, split at `|` and `,`, as the file has them.
  package let listed: [String]
  /// Those of them that count: none where the entry gave way to that of another file.
  package internal(set) var significance: [String]
  /// Why the entry's class does not count; `nil` where it does.
  package internal(set) var gaveWay: GaveWay?
  /// Value of CLNREVSTAT with its commas; empty if absent.
  package let review: String
  /// Value of GENEINFO; empty if absent.
  package let geneInfo: String
  /// Allele frequencies, counts and numbers by INFO field, as population files have them.
  package let numbers: [String: Double]
  /// Whether FILTER marks the allele as one that may not be there.
  package let isFiltered: Bool
  /// The residue that it replaces, if that is all it does to the protein.
  package let substitution: Substitution?

  /// A residue that is replaced by another one, or by a stop.
  package struct Substitution: Sendable, Hashable {
    /// Residue number of the precursor, 1-based.
    package let residue: Int
    /// What stands there instead.
    package let alternate: AminoAcid
  }

  /// The entry of another file that the class of this one gave way to.
  package struct GaveWay: Sendable, Hashable {
    /// Index of that file in ``KnownVariants/files``.
    package let file: Int
    /// What that file lists.
    package let significance: [String]
    /// Whether that file is the newer one; otherwise which one is newer is not known, the classes differ, and neither counts.
    package let isNewer: Bool
  }

  /// Whether another file, to which this entry gave way, gives the allele a class of another kind.
  package var isContradicted: Bool { gaveWay.map { ClassOnFile($0.significance) != ClassOnFile(listed) } ?? false }

  /// ClinVar's stars for the review status, 0-4; `nil` if none is given.
  ///
  /// Source: ClinVar, "Review status" (ncbi.nlm.nih.gov/clinvar/docs/review_status).
  package var stars: Int? {
    switch review {
    case "": nil
    case "practice_guideline": 4
    case "reviewed_by_expert_panel": 3
    case "criteria_provided,_multiple_submitters,_no_conflicts": 2
    case "criteria_provided,_single_submitter", "criteria_provided,_conflicting_interpretations",
      "criteria_provided,_conflicting_classifications":
      1
    default: 0
    }
  }
}

/// What kind of class CLNSIG gives, to compare entries by.
enum ClassOnFile: Sendable, Hashable {
  case pathogenic, benign, uncertain, conflicting, other, none

  init(_ significance: [String]) {
    func has(_ words: String...) -> Bool { significance.contains { text in words.contains { text.hasPrefix($0) } } }
    self =
      significance.isEmpty
      ? .none
      : has("Conflicting")
        ? .conflicting
        : has("Pathogenic", "Likely_pathogenic")
          ? .pathogenic
          : has("Benign", "Likely_benign") ? .benign : has("Uncertain") ? .uncertain : .other
  }
}

/// What is on file of a call, as results carry it.
package struct KnownAnnotation: Codable, Sendable, Hashable {
  /// ID of the record; `nil` if it has none.
  package var id: String?
  /// Clinical significance as the file has it, such as `Pathogenic`; empty if it gives none.
  package var significance: [String]
  /// Review status as the file has it.
  package var reviewStatus: String?
  /// ClinVar's stars for the review status, 0-4.
  package var stars: Int?
  /// Genes of the record as the file has them (GENEINFO).
  package var geneInfo: String?
  /// Base name of the file.
  package var file: String
  /// Date of the file as its header gives it.
  package var fileDate: String?
  /// The newer file whose class counts in the place of this one's.
  package var supersededBy: String?

  /// What a file says of an allele.
  package init(
    id: String?, significance: [String], reviewStatus: String? = nil, stars: Int? = nil, geneInfo: String? = nil,
    file: String, fileDate: String? = nil, supersededBy: String? = nil
  ) {
    self.id = id
    self.significance = significance
    self.reviewStatus = reviewStatus
    self.stars = stars
    self.geneInfo = geneInfo
    self.file = file
    self.fileDate = fileDate
    self.supersededBy = supersededBy
  }

  /// What a file says of the allele, in words: `12345: Pathogenic, 3 of 4 stars (reviewed by expert panel), clinvar.vcf.gz of
  /// 2026-01-03`.
  package var sentence: String {
    let underscored = { (text: String) in text.replacing("_", with: " ") }
    let rank = stars.map {
      ["\($0) of 4 stars", reviewStatus.map { "(\(underscored($0)))" }].compactMap(\.self).joined(separator: " ")
    }
    let said = [significance.isEmpty ? "no significance" : significance.map(underscored).joined(separator: ", "), rank]
      .compactMap(\.self).joined(separator: ", ")
    return "\(id ?? "no ID"): \(said), \(file)\(fileDate.map { " of \($0)" } ?? "")"
      + (supersededBy.map { ", superseded by \($0)" } ?? "")
  }

  /// ID and significance, joined by `|`, whichever there are.
  package var text: String {
    let parts = [id, significance.isEmpty ? nil : significance.joined(separator: ",")].compactMap(\.self)
    return parts.isEmpty ? "known" : parts.joined(separator: "|")
  }
}
