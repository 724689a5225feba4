// What all forms of the result say alike: the condition of a class, what it rests on, and the marks of the report.

import Digests
import Documents
import Evidence
import Reporting
import TypeICollagen

/// The condition that a variant's class is about.
struct ClassifiedCondition {
  /// The name of a condition that is none of the diseases with a number.
  static let notAssigned = "Disorder of type I collagen, entity not assigned"
  /// What stands for the condition where none is assigned: MedGen's concept, which ClinVar takes.
  static let notProvided = ClassifiedCondition(
    name: "not provided", mondo: nil, mim: nil, medgen: "CN517202", inheritance: nil, groups: [])
  /// The disorder that the rules are made for, as a whole.
  static let osteogenesisImperfecta = ClassifiedCondition(
    name: "osteogenesis imperfecta", mondo: "MONDO:0019019", mim: nil, medgen: nil,
    inheritance: dominant, groups: [RulePack.embedded.diseaseGroup])

  private static let dominant = (id: "HP:0000006", name: "Autosomal dominant inheritance")
  private static let recessive = (id: "HP:0000007", name: "Autosomal recessive inheritance")

  /// Its name.
  let name: String
  /// Its MONDO id, if there is one.
  let mondo: String?
  /// Its OMIM number, if there is one.
  let mim: String?
  /// Its MedGen id, where no condition is assigned.
  let medgen: String?
  /// The mode of inheritance as the Human Phenotype Ontology names it; `nil` where the diseases do not share one.
  let inheritance: (id: String, name: String)?
  /// The groups of its diseases in reference/diseases.tsv; none where no condition is assigned.
  let groups: Set<String>

  private init(
    name: String, mondo: String?, mim: String?, medgen: String?, inheritance: (id: String, name: String)?,
    groups: Set<String>
  ) {
    (self.name, self.mondo, self.mim) = (name, mondo, mim)
    (self.medgen, self.inheritance, self.groups) = (medgen, inheritance, groups)
  }

  /// The condition that a call's class was evaluated for.
  ///
  /// One assigned disease is named as it is. Several of the rule pack's group are the group; several of different groups are no
  /// condition that has a number. Where the page names no disease, none is named here. An allele that causes no disease by
  /// itself was evaluated for the disorder of the rules, not for the disease that two such alleles cause; as it does not cause
  /// that disorder, a pathogenic class of it is of no condition.
  init(_ call: AssessedCall, pack: RulePack = .embedded) {
    let diseases = call.disease.diseases
    guard !diseases.isEmpty else {
      self =
        call.disease.isCarrierOnly && !call.isPathogenic
        ? ClassifiedCondition.osteogenesisImperfecta : ClassifiedCondition.notProvided
      return
    }
    let groups = Set(diseases.map(\.group))
    let modes = Set(diseases.map(\.inheritance))
    let inheritance =
      modes == ["AR"] ? ClassifiedCondition.recessive : modes.count == 1 ? ClassifiedCondition.dominant : nil
    if diseases.count == 1, let only = diseases.first {
      self.init(
        name: only.name, mondo: only.mondo, mim: only.mim, medgen: nil, inheritance: inheritance, groups: groups)
    } else if groups == [pack.diseaseGroup] {
      let whole = ClassifiedCondition.osteogenesisImperfecta
      self.init(
        name: whole.name, mondo: whole.mondo, mim: nil, medgen: nil, inheritance: inheritance, groups: groups)
    } else {
      self.init(
        name: ClassifiedCondition.notAssigned, mondo: nil, mim: nil, medgen: nil, inheritance: inheritance,
        groups: groups)
    }
  }

  /// Its id with the prefix of its source; a local code where it has none.
  var id: String {
    mondo ?? mim.map { "OMIM:\($0)" } ?? medgen.map { "MedGen:\($0)" } ?? "COLLAGEN:not_assigned"
  }

  /// Whether two are one condition.
  func isSame(_ other: ClassifiedCondition) -> Bool { id == other.id && name == other.name }

  /// Whether the record shows that the person has it: by a diagnosis, or by as many of its signs as the rules ask for. That a
  /// person does not have it no record says: it has no word for signs that were looked for and not found.
  func isShown(by record: CaseRecord, pack: RulePack = .embedded) -> Bool {
    groups.contains { group in
      if group == pack.diseaseGroup, record.hasOsteogenesisImperfecta { return true }
      if group == pack.diseaseGroup { return pack.phenotype.showsDisorder(record.distinctFeatures) }
      let own = pack.phenotype.otherSigns[group] ?? []
      return record.distinctFeatures.count(where: own.contains) >= pack.phenotype.features
    }
  }
}

extension AssessedCall {
  /// The class with what it rests on, in a line: `Pathogenic by 11 points (...): PVS1, PM2_Supporting`.
  var classSentence: String {
    let codes = ledger.outcomes.filter { $0.applied != nil }.map(\.code)
    return "\(ledger.summary) by \(ledger.points) \(abs(ledger.points) == 1 ? "point" : "points") "
      + "(\(ledger.scheme.name), \(ledger.rulePack)): "
      + (codes.isEmpty ? "no criterion applies" : codes.joined(separator: ", "))
  }
}

extension AssessedCall {
  /// What must stand beside it on every form: `LOW_ALLELE_FRACTION: ...` where its zygosity is not that of its genotype, and
  /// what its class was not evaluated for.
  var remarks: [String] {
    let doubts = isTooFrequent ? [] : zygosityFlag.map { ["\($0.code.rawValue): \($0.text)"] } ?? []
    return doubts + (evaluationRemark.map { [$0] } ?? [])
  }

  /// For which condition the class of an allele that causes none by itself was evaluated; `nil` for all others.
  var evaluationRemark: String? {
    guard disease.isCarrierOnly, let other = disease.carrierOf.first else { return nil }
    return isPathogenic
      ? "The class is stated for no condition: one such allele does not cause osteogenesis imperfecta, and it was not "
        + "evaluated for \(other.name), which two cause."
      : "The class was evaluated for osteogenesis imperfecta, not for \(other.name), which two such alleles cause."
  }

  /// The diseases in a sentence, with what the class was not evaluated for; `nil` where none is assigned.
  var diseaseSentence: String? {
    disease.sentence.map { sentence in ([sentence] + (evaluationRemark.map { [$0] } ?? [])).joined(separator: ". ") }
  }

  /// Its zygosity; `nil` where its reads contradict it.
  var toldZygosity: Call.Zygosity? { isBelowHalf ? nil : finding.zygosity }
}

extension CaseReport {
  /// What must stand on every form of the result: who it may not be of, that it is made up, what it may be used for.
  var marks: [String] {
    var marks = identity.alarms.isEmpty ? [] : [CaseIdentity.banner]
    if assessment.record.synthetic { marks.append("Synthetic case: made up, no patient") }
    return marks + [CaseReport.researchUse]
  }

  /// A UUID (version 8 of RFC 9562) of a part of this report: the same inputs give the same.
  func uuid(_ part: String) -> String {
    var hex = Array(SHA256.hexadecimal(Array("\(digest)\t\(part)".utf8)).prefix(32))
    (hex[12], hex[16]) = ("8", "a")
    let ends = [0, 8, 12, 16, 20, 32]
    return zip(ends, ends.dropFirst()).map { String(hex[$0..<$1]) }.joined(separator: "-")
  }
}
