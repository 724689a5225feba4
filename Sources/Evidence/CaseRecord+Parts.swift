// The parts of a clinical record that join it to the laboratory: biopsy, family, culture, reads, later course.

extension CaseRecord {
  /// A bone biopsy.
  public struct Biopsy: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// What it showed.
    public enum Histology: String, Sendable, CaseIterable {
      case osteoblastFailure = "osteoblast_failure"
      case lowTurnover = "low_turnover"
      case highTurnover = "high_turnover"
      case osteomalacia, normal, other
    }
    /// Which bone.
    public var site: String?
    /// What it showed.
    public var histology: Histology?
    /// Free words.
    public var note: String?
  }

  /// What is known of the relatives.
  public struct Family: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// Whether the variant is new in the patient.
    public enum DeNovo: String, Sendable, CaseIterable {
      /// Absent from both parents, whose identity was confirmed.
      case confirmed
      /// Absent from both parents, identity not confirmed.
      case assumed
      /// Found in a parent.
      case inherited
      case unknown
    }
    /// Whether the variant is new in the patient.
    public var deNovo: DeNovo?
    /// Informative meioses in which the variant went with the disease.
    public var meioses: Int?
    /// Affected relatives who carry the variant.
    public var affectedWithVariant: Int?
    /// Affected relatives who do not.
    public var affectedWithoutVariant: Int?
    /// The `c.` name of the variant that these counts are about; of the only call if absent.
    public var variant: String?
    /// Whether other relatives are affected.
    public var affectedRelatives: Bool?
    /// A parent's mosaicism: share of reads with the variant, 0-1.
    public var parentalMosaicismVAF: Double?
    /// Free words.
    public var note: String?
  }

  /// What the record says of the fibroblast culture, apart from any table of the assay.
  public struct FibroblastAssay: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// Whether a line was cultured.
    public enum Cultured: String, Sendable, CaseIterable {
      case yes, no
      case notStated = "not_stated"
    }
    /// How something compared with the controls.
    public enum Level: String, Sendable, CaseIterable {
      case normal, reduced, increased, abnormal
      case notMeasured = "not_measured"
    }
    /// Whether a line was cultured.
    public var cultured: Cultured?
    /// Type I collagen made.
    public var synthesis: Level?
    /// Share of it that reached the medium.
    public var export: Level?
    /// Pattern of the chains on the gel.
    public var chainPattern: Level?
    /// Passage of the line.
    public var passage: Int?
    /// Number of control lines.
    public var controls: Int?
    /// Tables of the assay, told as provenance; nothing reads them.
    public var files: [String] = []
    /// Free words.
    public var note: String?
  }

  /// Where the sequence comes from, relative to the record.
  public struct SequenceSource: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// Compressed reads. Like the other files of a record they are told as provenance; nothing reads them.
    public var reads: [String] = []
    /// A VCF instead of reads.
    public var vcf: String?
    /// The JSON of a finished screen.
    public var screen: String?
    /// What was sequenced: `dna` or `rna`.
    public var molecule: String?

    /// Whether any file is named.
    public var namesFiles: Bool { !reads.isEmpty || vcf != nil || screen != nil }
  }

  /// A pregnancy after the index one.
  public struct SubsequentPregnancy: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// Whether the complaints came back.
    public enum Recurrence: String, Sendable, CaseIterable { case none, mild, full, unknown }
    /// Number of the pregnancy, 1 for the first of all.
    public var number: Int?
    /// Whether the complaints came back.
    public var recurrence: Recurrence?
    /// Free words.
    public var note: String?
  }

  /// What became of the patient.
  public struct Outcome: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// How it went.
    public enum Status: String, Sendable, CaseIterable {
      case recovered, good, unknown
      case persistentPain = "persistent_pain"
      case repeatedFractures = "repeated_fractures"
    }
    /// Years of follow-up.
    public var followUpYears: Double?
    /// How it went.
    public var status: Status?
    /// Free words.
    public var note: String?
  }
}

extension CaseRecord {
  /// The pregnancy that the complaints belong to.
  public var indexPregnancy: Pregnancy? { pregnancies.first { $0.index } }

  /// Whether the record names osteogenesis imperfecta as a diagnosis from before.
  public var hasOsteogenesisImperfecta: Bool {
    preExisting.contains { $0.kind == .mildOI || $0.kind == .osteogenesisImperfecta }
  }

  /// Whether the record itself calls the collagen of the culture abnormal (`true`), normal (`false`) or neither.
  public var recordedCollagenIsAbnormal: Bool? {
    guard let assay = fibroblastAssay else { return nil }
    let levels = [assay.synthesis, assay.export, assay.chainPattern].compactMap { $0 }.filter { $0 != .notMeasured }
    guard !levels.isEmpty else { return nil }
    return levels.contains { $0 != .normal }
  }
}
