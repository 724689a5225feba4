// Where an allele comes from, as far as reads and record leave no doubt, and the words of each form for it.

import Evidence
import Reporting

/// The origin of an allele in the person.
enum AlleleOrigin {
  /// In every cell for all that is known; whether a parent has it is not known beyond doubt.
  case germline
  /// In neither parent, whose identity was confirmed.
  case deNovo
  /// Found in a parent.
  case inherited
  /// In part of the cells.
  case mosaic
  /// The reads contradict the genotype.
  case unknown

  /// ClinVar's word.
  var clinvar: String {
    switch self {
    case .germline: "germline"
    case .deNovo: "de novo"
    case .inherited: "inherited"
    case .mosaic, .unknown: "unknown"
    }
  }

  /// LOVD's word; it has one for germline and inherited alleles.
  var lovd: String {
    switch self {
    case .germline, .inherited: "Germline"
    case .deNovo: "De novo"
    case .mosaic, .unknown: "Unknown"
    }
  }

  /// VA-Spec's word.
  var vaSpec: String {
    switch self {
    case .mosaic: "mosaic"
    default: clinvar
    }
  }

  /// The answer of LOINC 48002-0.
  var loinc: (code: String, display: String) {
    switch self {
    case .germline, .inherited: ("LA6683-2", "Germline")
    case .deNovo: ("LA26807-0", "De novo")
    case .mosaic, .unknown: ("LA18197-6", "Unknown genomic origin")
    }
  }
}

extension CaseReport {
  /// Where a call comes from. The record's word counts for the variant that it names, or for the only one that could be the cause; a new variant that
  /// other counts of the family contradict, or whose parents were not confirmed, stays germline.
  func origin(of call: AssessedCall) -> AlleleOrigin {
    guard call.zygosityFlag == nil else { return call.finding.zygosity == .mosaic ? .mosaic : .unknown }
    let record = assessment.record
    guard record.familyIsAbout(call, among: assessment.calls) else { return .germline }
    switch record.family.deNovo {
    case .confirmed:
      return call.finding.zygosity == .homozygous || record.family.hasCarriersBeside ? .germline : .deNovo
    case .inherited: return .inherited
    case .assumed, .unknown, nil: return .germline
    }
  }
}
