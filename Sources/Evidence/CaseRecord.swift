// What is known of one patient beside reads and plates: the clinical record, every field of it optional but the id.

/// A patient's clinical record as a file gives it. Nothing is filled in: what the record does not say is `nil` or empty.
public struct CaseRecord: Sendable, Hashable {
  /// The version of the form.
  public static let schemaVersion = "collagen.case/1"

  /// The case's identifier: a pseudonym, never a name.
  public var id: String
  /// Whether the record was made up; every output then says so.
  public var synthetic = false
  /// A cohort group the case belongs to.
  public var group: String?
  /// Free words.
  public var note: String?
  /// Who the case is.
  public var subject = Subject()
  /// Pregnancies up to and with the index one.
  public var pregnancies: [Pregnancy] = []
  /// Complaints.
  public var symptoms: [Symptom] = []
  /// Disorders and exposures from before the complaints.
  public var preExisting: [PreExisting] = []
  /// Signs that point at a heritable disorder of collagen.
  public var features: [Feature] = []
  /// Pictures of bones.
  public var imaging: [ImagingFinding] = []
  /// Bone mineral densities.
  public var bmd: [BoneDensity] = []
  /// Bone biopsies.
  public var biopsies: [Biopsy] = []
  /// What is known of the relatives.
  public var family = Family()
  /// What the record itself says of the fibroblast culture.
  public var fibroblastAssay: FibroblastAssay?
  /// Where the sequence comes from.
  public var sequence: SequenceSource?
  /// Pregnancies after the index one.
  public var subsequentPregnancies: [SubsequentPregnancy] = []
  /// What became of the patient.
  public var outcome: Outcome?

  /// An empty record.
  public init(id: String) { self.id = id }
}

extension CaseRecord {
  /// Who the case is.
  public struct Subject: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// Sex as recorded.
    public enum Sex: String, Sendable, CaseIterable { case female, male, other, unknown }
    /// Sex as recorded.
    public var sex: Sex?
    /// Age in years at the first complaint.
    public var ageYears: Double?
    /// Whether the menses had ceased.
    public var postmenopausal: Bool?
  }

  /// When in or after a pregnancy something began.
  public enum Onset: String, Sendable, CaseIterable {
    case beforePregnancy = "before_pregnancy"
    case earlyPregnancy = "early_pregnancy"
    case latePregnancy = "late_pregnancy"
    case postPartum = "post_partum"
    case other
  }

  /// A pregnancy.
  public struct Pregnancy: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// 1 for the first.
    public var number: Int?
    /// Whether the complaints belong to this one.
    public var index: Bool = false
    /// When the complaints began.
    public var onset: Onset?
    /// Weeks after delivery at which they began.
    public var onsetWeeksPostPartum: Double?
    /// Whether the child was breast-fed.
    public var lactation: Bool?
  }

  /// A complaint.
  public struct Symptom: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// Where it hurts.
    public enum Site: String, Sendable, CaseIterable {
      case back, hip, ankle, knee, pelvis, rib, wrist, foot, other
    }
    /// Where it hurts.
    public var site: Site?
    /// When it began.
    public var onset: Onset?
    /// Months until it was gone.
    public var resolutionMonths: Double?
    /// Free words.
    public var note: String?
  }

  /// A disorder or exposure from before the complaints.
  public struct PreExisting: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// What it was.
    public enum Kind: String, Sendable, CaseIterable {
      case corticosteroid, heparin
      case mildOI = "mild_oi"
      case osteogenesisImperfecta = "osteogenesis_imperfecta"
      case anorexiaNervosa = "anorexia_nervosa"
      case malabsorption, hyperthyroidism, hyperparathyroidism, amenorrhoea, other
    }
    /// What a diagnosis rests on.
    public enum Basis: String, Sendable, CaseIterable { case clinical, biochemical, genetic }
    /// What it was.
    public var kind: Kind?
    /// What the diagnosis rests on.
    public var basis: Basis?
    /// Free words.
    public var note: String?
  }

  /// A sign of a heritable disorder of type I collagen.
  public enum Feature: String, Sendable, CaseIterable {
    case blueSclerae = "blue_sclerae"
    case dentinogenesisImperfecta = "dentinogenesis_imperfecta"
    case hearingLoss = "hearing_loss"
    case recurrentFractures = "recurrent_fractures"
    case wormianBones = "wormian_bones"
    case jointHypermobility = "joint_hypermobility"
    case shortStature = "short_stature"
  }

  /// A finding in a picture of bones.
  public struct ImagingFinding: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// How the picture was made.
    public enum Modality: String, Sendable, CaseIterable { case radiograph, mri, ct, scintigraphy, other }
    /// What it showed.
    public enum Finding: String, Sendable, CaseIterable {
      case vertebralCollapse = "vertebral_collapse"
      case localisedHipOsteoporosis = "localised_hip_osteoporosis"
      case marrowOedema = "marrow_oedema"
      case fracture, normal, other
    }
    /// How the picture was made.
    public var modality: Modality?
    /// Which bone.
    public var site: String?
    /// What it showed.
    public var finding: Finding?
    /// Free words.
    public var note: String?
  }

  /// A bone mineral density, in g/cm2 of the device, with the scores its report gave.
  public struct BoneDensity: Sendable, Hashable {
    /// Nothing recorded.
    public init() {}

    /// Where it was measured.
    public enum Site: String, Sendable, CaseIterable {
      case lumbarSpine = "lumbar_spine"
      case totalHip = "total_hip"
      case femoralNeck = "femoral_neck"
      case forearm
      case wholeBody = "whole_body"
    }
    /// Where it was measured.
    public var site: Site?
    /// Region of the site, such as `L1-L4`, `1/3` or `ultradistal`.
    public var region: String?
    /// Areal density in g/cm2.
    public var value: Double?
    /// T-score.
    public var tScore: Double?
    /// Z-score.
    public var zScore: Double?
    /// Maker and model; densities of different devices are never compared.
    public var device: String?
    /// Weeks after delivery.
    public var weeksPostPartum: Double?
  }
}
