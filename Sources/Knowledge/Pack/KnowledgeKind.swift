// The kinds of files that knowledge is cut from: what they are called, who made them, and under which licence they are.

/// A kind of file that people download.
package enum KnowledgeKind: String, Sendable, CaseIterable, Codable {
  case clinvar, gnomad, alphamissense, revel, spliceai, own

  /// Its name for people, and in the rule pack if it is a predictor.
  package var title: String {
    switch self {
    case .clinvar: "ClinVar"
    case .gnomad: "gnomAD"
    case .alphamissense: "AlphaMissense"
    case .revel: "REVEL"
    case .spliceai: "SpliceAI"
    case .own: "the laboratory's own scores"
    }
  }

  /// The licence, unless the file says another. Read: of ClinVar at reusabledata.org/clinvar, of gnomAD in its terms of use
  /// (gnomad.broadinstitute.org/policies), of AlphaMissense in Ensembl's REST documentation, of REVEL in the readme of dbNSFP, of
  /// SpliceAI in the readme of github.com/Illumina/SpliceAI.
  var licence: String {
    switch self {
    case .clinvar: "public domain"
    case .gnomad: "CC0 1.0"
    case .alphamissense: "CC BY 4.0"
    case .revel: "free for non-commercial use"
    case .spliceai: "free for academic and not-for-profit use"
    case .own: "the laboratory's own"
    }
  }

  /// The publication.
  var citation: String? {
    switch self {
    case .clinvar: "Landrum et al. 2018, Nucleic Acids Res 46:D1062"
    case .gnomad: "Karczewski et al. 2020, Nature 581:434; Chen et al. 2024, Nature 625:92"
    case .alphamissense: "Cheng et al. 2023, Science 381:eadg7492"
    case .revel: "Ioannidis et al. 2016, Am J Hum Genet 99:877"
    case .spliceai: "Jaganathan et al. 2019, Cell 176:535"
    case .own: nil
    }
  }

  /// Whether its entries change with time, so that an old file may lack what is known today.
  package var growsOld: Bool { self == .clinvar || self == .gnomad }

  /// Whether its part of a pack is a VCF of known variants.
  package var isKnownVariants: Bool { self == .clinvar || self == .gnomad }

  /// Whether its part of a pack is a table of scores by place.
  package var isScores: Bool { self == .alphamissense || self == .revel || self == .spliceai }
}

/// A file that a pack was cut from.
package struct KnowledgeSource: Sendable, Hashable, Codable {
  /// What it is.
  package var kind: KnowledgeKind
  /// Base name.
  package var file: String
  /// Version, as its header or name has it.
  package var version: String?
  /// Day of its release or making, `YYYY-MM-DD`, or the year alone where it says no more.
  package var date: String?
  /// Licence.
  package var licence: String
  /// Publication.
  package var citation: String?
  /// Assembly that its positions count on; `nil` for a table by names.
  package var assembly: String?
  /// Bytes on disk.
  package var bytes: Int
  /// SHA-256 of the bytes on disk.
  package var sha256: String
  /// Records that lie in the genes.
  package var records: Int
  /// What a reader should know of how it was read.
  package var remarks: [String]
  /// Lines of its part of the pack.
  var lines: Int

  /// The source in a line: `ClinVar 2026-01-03 (clinvar.vcf.gz, public domain): 961 records`.
  package var sentence: String {
    let name = ([kind.title, shownVersion, date].compactMap(\.self)).joined(separator: " ")
    return "\(name) (\(file); \(licence)): \(records) \(records == 1 ? "record" : "records") in the genes"
  }

  /// The version as it is shown: of SpliceAI's scores whether they are raw or masked, where the file's name or version says so.
  package var shownVersion: String? {
    guard kind == .spliceai, let masking = KnowledgeSource.masking(file), KnowledgeSource.masking(version ?? "") == nil
    else { return version }
    return [version, masking].compactMap(\.self).joined(separator: " ")
  }

  /// `raw` or `masked`, where a text has one of the words and not both.
  static func masking(_ text: String) -> String? {
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    let found = ["raw", "masked"].filter(words.contains)
    return found.count == 1 ? found[0] : nil
  }
}
