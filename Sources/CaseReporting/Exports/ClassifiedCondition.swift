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
    name: "not provided", mondo: nil, mim: nil, medgen: "CN517202", inheritance: nil)

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

  private init(
    name: String, mondo: String?, mim: String?, medgen: String?, inheritance: (id: String, name: String)?
  ) {
    (self.name, self.mondo, self.mim) = (name, mondo, mim)
    (self.medgen, self.inheritance) = (medgen, inheritance)
  }

  /// One assigned disease as it is; of an allele that causes none by itself, that of two such alleles. Several of the rule
  /// pack's group are the group. Several of different groups are no condition that has a number. Where the page names no
  /// disease, none is named here.
  init(_ assigned: DiseaseAssignment, pack: RulePack = .embedded) {
    let diseases = assigned.isCarrierOnly ? assigned.carrierOf : assigned.diseases
    guard !diseases.isEmpty else {
      self = ClassifiedCondition.notProvided
      return
    }
    medgen = nil
    if diseases.count == 1, let only = diseases.first {
      (name, mondo, mim) = (only.name, only.mondo, only.mim)
    } else if diseases.allSatisfy({ $0.group == pack.diseaseGroup }) {
      (name, mondo, mim) = ("osteogenesis imperfecta", "MONDO:0019019", nil)
    } else {
      (name, mondo, mim) = (ClassifiedCondition.notAssigned, nil, nil)
    }
    let modes = Set(diseases.map(\.inheritance))
    inheritance =
      modes == ["AR"]
      ? ("HP:0000007", "Autosomal recessive inheritance")
      : modes.count == 1 ? ("HP:0000006", "Autosomal dominant inheritance") : nil
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
  /// What must stand beside it on every form: `LOW_ALLELE_FRACTION: ...` where its zygosity is not that of its genotype.
  var remarks: [String] {
    isTooFrequent ? [] : zygosityFlag.map { ["\($0.code.rawValue): \($0.text)"] } ?? []
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
