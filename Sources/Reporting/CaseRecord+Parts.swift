// The parts of a clinical record that join it to the laboratory: biopsy, family, culture, reads, later course.

extension CaseRecord {
  /// A bone biopsy.
  package struct Biopsy: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// What it showed.
    package enum Histology: String, Sendable, CaseIterable, Codable {
      case osteoblastFailure = "osteoblast_failure"
      case lowTurnover = "low_turnover"
      case highTurnover = "high_turnover"
      case osteomalacia, normal, other
    }
    /// Which bone.
    package var site: String?
    /// What it showed.
    package var histology: Histology?
    /// Free words.
    package var note: String?
  }

  /// What is known of the relatives.
  package struct Family: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// Whether the variant is new in the patient.
    package enum DeNovo: String, Sendable, CaseIterable, Codable {
      /// Absent from both parents, whose identity was confirmed.
      case confirmed
      /// Absent from both parents, identity not confirmed.
      case assumed
      /// Found in a parent.
      case inherited
      case unknown
    }
    /// Whether the variant is new in the patient.
    package var deNovo: DeNovo?
    /// Informative meioses in which the variant went with the disease.
    package var meioses: Int?
    /// Those of ``meioses`` from the patient to her or his own children.
    package var meiosesInOffspring: Int?
    /// Affected relatives who carry the variant.
    package var affectedWithVariant: Int?
    /// Affected relatives who do not.
    package var affectedWithoutVariant: Int?
    /// The `c.` name of the variant that these counts are about; of the only call if absent.
    package var variant: String?
    /// Whether other relatives are affected.
    package var affectedRelatives: Bool?
    /// A parent's mosaicism: fraction of reads with the variant, 0-1.
    package var parentalMosaicismVAF: Double?
    /// Free words.
    package var note: String?
  }

  /// What the record says of the fibroblast culture, apart from any table of the assay.
  package struct FibroblastAssay: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// Whether a line was cultured.
    package enum Cultured: String, Sendable, CaseIterable, Codable {
      case yes, no
      case notStated = "not_stated"
    }
    /// How something compared with the controls.
    package enum Level: String, Sendable, CaseIterable, Codable {
      case normal, reduced, increased, abnormal
      case notMeasured = "not_measured"
    }
    /// Whether a line was cultured.
    package var cultured: Cultured?
    /// Type I collagen made.
    package var synthesis: Level?
    /// Share of it that reached the medium.
    package var export: Level?
    /// Pattern of the chains on the gel.
    package var chainPattern: Level?
    /// Passage of the line.
    package var passage: Int?
    /// Number of control lines.
    package var controls: Int?
    /// Tables of the assay, told as provenance; nothing reads them.
    package var files: [String] = []
    /// Free words.
    package var note: String?
  }

  /// Where the sequence comes from, relative to the record.
  package struct SequenceSource: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// Compressed reads. Like the other files of a record they are told as provenance; nothing reads them.
    package var reads: [String] = []
    /// A VCF instead of reads.
    package var vcf: String?
    /// The JSON of a finished screen.
    package var screen: String?
    /// What was sequenced: `dna` or `rna`.
    package var molecule: String?

    /// Whether any file is named.
    package var namesFiles: Bool { !reads.isEmpty || vcf != nil || screen != nil }
  }

  /// A pregnancy after the index one.
  package struct SubsequentPregnancy: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// Whether the complaints came back.
    package enum Recurrence: String, Sendable, CaseIterable, Codable { case none, mild, full, unknown }
    /// Number of the pregnancy, 1 for the first of all.
    package var number: Int?
    /// Whether the complaints came back.
    package var recurrence: Recurrence?
    /// Free words.
    package var note: String?
  }

  /// What became of the patient.
  package struct Outcome: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// How it went.
    package enum Status: String, Sendable, CaseIterable, Codable {
      case recovered, good, unknown
      case persistentPain = "persistent_pain"
      case repeatedFractures = "repeated_fractures"
    }
    /// Years of follow-up.
    package var followUpYears: Double?
    /// How it went.
    package var status: Status?
    /// Free words.
    package var note: String?
  }
}

extension CaseRecord {
  /// The pregnancy that the complaints belong to.
  package var indexPregnancy: Pregnancy? { pregnancies.first { $0.index } }

  /// Whether the record names osteogenesis imperfecta as a diagnosis from before.
  package var hasOsteogenesisImperfecta: Bool {
    preExisting.contains { $0.kind == .mildOI || $0.kind == .osteogenesisImperfecta }
  }

  /// Whether the record itself calls the collagen of the culture abnormal (`true`), normal (`false`) or neither.
  package var recordedCollagenIsAbnormal: Bool? {
    guard let assay = fibroblastAssay else { return nil }
    let levels = [assay.synthesis, assay.export, assay.chainPattern].compactMap { $0 }.filter { $0 != .notMeasured }
    guard !levels.isEmpty else { return nil }
    return levels.contains { $0 != .normal }
  }
}
