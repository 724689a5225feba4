// What is known of one patient beside reads and plates: the clinical record, every field of it optional but the id.

/// A patient's clinical record as a file gives it. Nothing is filled in: what the record does not say is `nil` or empty.
package struct CaseRecord: Sendable, Hashable, Codable {
  /// The schema that this program reads.
  package static let schema = "collagen.case/2"

  /// The schema's name.
  package var schema = CaseRecord.schema

  /// The case's identifier: a pseudonym, never a name.
  package var id: String
  /// Whether the record was made up; every output then says so.
  package var synthetic = false
  /// A cohort group the case belongs to.
  package var group: String?
  /// Free words.
  package var note: String?
  /// Why the examination was asked for, in the referring physician's words.
  package var indication: String?
  /// The specimen that the laboratory received.
  package var specimen: Specimen?
  /// The names that samples and cell lines of this person have in the laboratory, beside the case's id.
  package var identity = Identity()
  /// Ids of cases that are relatives of this one.
  package var relatives: [String] = []
  /// Who the case is.
  package var subject = Subject()
  /// Pregnancies up to and with the index one.
  package var pregnancies: [Pregnancy] = []
  /// Complaints.
  package var symptoms: [Symptom] = []
  /// Disorders and exposures from before the complaints.
  package var preExisting: [PreExisting] = []
  /// Signs that point at a heritable disorder of collagen.
  package var features: [Feature] = []
  /// Pictures of bones.
  package var imaging: [ImagingFinding] = []
  /// Bone mineral densities.
  package var bmd: [BoneDensity] = []
  /// Tables of bone density (DXA), relative to the record: scans of the case, reference values, precision scans. They are
  /// read when the case is evaluated, and their scans join ``bmd``.
  package var dxa: [String] = []
  /// Bone biopsies.
  package var biopsies: [Biopsy] = []
  /// What is known of the relatives.
  package var family = Family()
  /// What the record itself says of the fibroblast culture.
  package var fibroblastAssay: FibroblastAssay?
  /// Where the sequence comes from.
  package var sequence: SequenceSource?
  /// Pregnancies after the index one.
  package var subsequentPregnancies: [SubsequentPregnancy] = []
  /// What became of the patient.
  package var outcome: Outcome?
  /// Criteria that a person has judged, whatever the program would say.
  package var curation: [Curation] = []

  /// An empty record.
  package init(id: String) { self.id = id }
}

extension CaseRecord {
  /// Who the case is.
  package struct Subject: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// Sex as recorded.
    package enum Sex: String, Sendable, CaseIterable, Codable { case female, male, other, unknown }
    /// Sex as recorded.
    package var sex: Sex?
    /// Age in years at the first complaint.
    package var ageYears: Double?
    /// Whether the menses had ceased.
    package var postmenopausal: Bool?
  }

  /// When in or after a pregnancy something began.
  package enum Onset: String, Sendable, CaseIterable, Codable {
    case beforePregnancy = "before_pregnancy"
    case earlyPregnancy = "early_pregnancy"
    case latePregnancy = "late_pregnancy"
    case postPartum = "post_partum"
    case other
  }

  /// A pregnancy.
  package struct Pregnancy: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// 1 for the first.
    package var number: Int?
    /// Whether the complaints belong to this one.
    package var index: Bool = false
    /// When the complaints began.
    package var onset: Onset?
    /// Weeks after delivery at which they began.
    package var onsetWeeksPostPartum: Double?
    /// Whether the child was breast-fed.
    package var lactation: Bool?
  }

  /// A complaint.
  package struct Symptom: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// Where it hurts.
    package enum Site: String, Sendable, CaseIterable, Codable {
      case back, hip, ankle, knee, pelvis, rib, wrist, foot, other
    }
    /// Where it hurts.
    package var site: Site?
    /// When it began.
    package var onset: Onset?
    /// Months until it was gone.
    package var resolutionMonths: Double?
    /// Free words.
    package var note: String?
  }

  /// A disorder or exposure from before the complaints.
  package struct PreExisting: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// What it was.
    package enum Kind: String, Sendable, CaseIterable, Codable {
      case corticosteroid, heparin
      case mildOI = "mild_oi"
      case osteogenesisImperfecta = "osteogenesis_imperfecta"
      case anorexiaNervosa = "anorexia_nervosa"
      case malabsorption, hyperthyroidism, hyperparathyroidism, amenorrhoea, other
    }
    /// What a diagnosis rests on.
    package enum Basis: String, Sendable, CaseIterable, Codable { case clinical, biochemical, genetic }
    /// What it was.
    package var kind: Kind?
    /// What the diagnosis rests on.
    package var basis: Basis?
    /// Free words.
    package var note: String?
  }

  /// A sign of a heritable disorder of type I collagen.
  package enum Feature: String, Sendable, CaseIterable, Codable {
    case blueSclerae = "blue_sclerae"
    case dentinogenesisImperfecta = "dentinogenesis_imperfecta"
    case hearingLoss = "hearing_loss"
    case recurrentFractures = "recurrent_fractures"
    case wormianBones = "wormian_bones"
    case jointHypermobility = "joint_hypermobility"
    case shortStature = "short_stature"
  }

  /// A finding in a picture of bones.
  package struct ImagingFinding: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// How the picture was made.
    package enum Modality: String, Sendable, CaseIterable, Codable { case radiograph, mri, ct, scintigraphy, other }
    /// What it showed.
    package enum Finding: String, Sendable, CaseIterable, Codable {
      case vertebralCollapse = "vertebral_collapse"
      case localisedHipOsteoporosis = "localised_hip_osteoporosis"
      case marrowOedema = "marrow_oedema"
      case fracture, normal, other
    }
    /// How the picture was made.
    package var modality: Modality?
    /// Which bone.
    package var site: String?
    /// What it showed.
    package var finding: Finding?
    /// Free words.
    package var note: String?
  }

  /// A bone mineral density, in g/cm2 of the device, with the scores its report gave.
  package struct BoneDensity: Sendable, Hashable, Codable {
    /// Nothing recorded.
    package init() {}

    /// Where it was measured.
    package enum Site: String, Sendable, CaseIterable, Codable {
      case lumbarSpine = "lumbar_spine"
      case totalHip = "total_hip"
      case femoralNeck = "femoral_neck"
      case forearm
      case wholeBody = "whole_body"
    }
    /// Where it was measured.
    package var site: Site?
    /// Region of the site, such as `L1-L4`, `1/3` or `ultradistal`.
    package var region: String?
    /// Areal density in g/cm2.
    package var valueGCm2: Double?
    /// T-score.
    package var tScore: Double?
    /// Z-score.
    package var zScore: Double?
    /// Maker and model; densities of different devices are never compared.
    package var device: String?
    /// Weeks after delivery.
    package var weeksPostPartum: Double?
    /// When, as year-month-day.
    package var date: String?
    /// How the scan reads, in words.
    package var reading: String?
    /// Where the reference of the score comes from.
    package var reference: String?
    /// The change since the scan before at this site, in words.
    package var change: String?
  }
}
