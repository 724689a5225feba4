// What the record says of the person in terms of the Human Phenotype Ontology (2025-01-16), the same in every form.

import Evidence
import Reporting

/// A sign, complaint or finding of a record as a term.
struct PhenotypeTerm: Hashable {
  /// Its id in the ontology; a local code where there is no term.
  let id: String
  /// Its name.
  let label: String
  /// Whether it began in a pregnancy.
  var isInPregnancy = false
  /// What the record says beside it.
  var note: String?

  init(_ id: String, _ label: String) { (self.id, self.label) = (id, label) }

  /// Whether the ontology has it.
  var isOfOntology: Bool { id.hasPrefix("HP:") }

  /// The terms of all that a record says, each once.
  static func all(_ record: CaseRecord) -> [PhenotypeTerm] {
    var terms = complaints(record)
    terms += record.imaging.compactMap { picture in
      var term = picture.finding?.term
      term?.note = [picture.site, picture.note].compactMap(\.self).joined(separator: ", ")
      return term
    }
    terms += record.features.map(\.term)
    if let status = record.outcome?.status, let term = status.term { terms.append(term) }
    if record.bmd.contains(where: { ($0.zScore ?? 0) <= -2 }) {
      terms.append(PhenotypeTerm("HP:0004349", "Reduced bone mineral density"))
    }
    return terms.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The terms of the complaints alone, each once.
  static func complaints(_ record: CaseRecord) -> [PhenotypeTerm] {
    let terms = record.symptoms.map { symptom in
      var term = symptom.site?.term ?? PhenotypeTerm("COLLAGEN:complaint", "Complaint, site not stated")
      term.isInPregnancy = symptom.onset == .latePregnancy || symptom.onset == .earlyPregnancy
      return term
    }
    return terms.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

// No switch here has a default: a value without a term does not compile.

extension CaseRecord.Feature {
  /// The sign as a term.
  var term: PhenotypeTerm {
    switch self {
    case .blueSclerae: PhenotypeTerm("HP:0000592", "Blue sclerae")
    case .dentinogenesisImperfecta: PhenotypeTerm("HP:0000703", "Dentinogenesis imperfecta")
    case .hearingLoss: PhenotypeTerm("HP:0000365", "Hearing impairment")
    case .recurrentFractures: PhenotypeTerm("HP:0002757", "Recurrent fractures")
    case .wormianBones: PhenotypeTerm("HP:0002645", "Wormian bones")
    case .jointHypermobility: PhenotypeTerm("HP:0001382", "Joint hypermobility")
    case .shortStature: PhenotypeTerm("HP:0004322", "Short stature")
    }
  }
}

extension CaseRecord.Symptom.Site {
  /// Pain at the site as a term.
  var term: PhenotypeTerm {
    switch self {
    case .back: PhenotypeTerm("HP:0003418", "Back pain")
    case .hip: PhenotypeTerm("HP:0030838", "Hip pain")
    case .ankle: PhenotypeTerm("HP:0030840", "Ankle pain")
    case .knee: PhenotypeTerm("HP:0030839", "Knee pain")
    case .pelvis: PhenotypeTerm("HP:0034267", "Pelvic pain")
    // Of these three no published list was found that names the term beside its id.
    case .rib: PhenotypeTerm("COLLAGEN:pain_rib", "Rib pain")
    case .wrist: PhenotypeTerm("COLLAGEN:pain_wrist", "Wrist pain")
    case .foot: PhenotypeTerm("COLLAGEN:pain_foot", "Foot pain")
    case .other: PhenotypeTerm("HP:0012531", "Pain")
    }
  }
}

extension CaseRecord.ImagingFinding.Finding {
  /// The finding as a term; `nil` for a normal picture.
  var term: PhenotypeTerm? {
    switch self {
    case .vertebralCollapse: PhenotypeTerm("HP:0002953", "Vertebral compression fracture")
    case .localisedHipOsteoporosis: PhenotypeTerm("HP:0040161", "Localized osteoporosis")
    case .marrowOedema: PhenotypeTerm("HP:6000917", "Bone marrow edema")
    case .fracture: PhenotypeTerm("HP:0020110", "Bone fracture")
    case .other: PhenotypeTerm("COLLAGEN:imaging_other", "Other finding in a picture of bones")
    case .normal: nil
    }
  }
}

extension CaseRecord.Outcome.Status {
  /// The outcome as a term; `nil` for one that is no sign.
  var term: PhenotypeTerm? {
    switch self {
    case .repeatedFractures: CaseRecord.Feature.recurrentFractures.term
    case .persistentPain: PhenotypeTerm("HP:0012532", "Chronic pain")
    case .recovered, .good, .unknown: nil
    }
  }
}
