// What the clinical record says of the fibroblast culture, held against what was measured.

import Documents
import Reporting

extension CaseRecord {
  /// Where the record contradicts the assay, in sentences: an assay of another person looks like this.
  func contradictions(of assay: AssayFinding) -> [String] {
    guard assay.isMeasured, let recorded = fibroblastAssay else { return [] }
    var found: [String] = []
    if recorded.cultured == .no {
      found.append("The clinical record says that no line was cultured, and line \(assay.line.visible) was measured.")
    }
    guard let readout = assay.verdict.readout else { return found }
    let isLess = [.quantitative, .mixed].contains(assay.verdict)
    switch recorded.synthesis {
    case .normal where isLess, .increased where isLess || readout == .normal, .reduced where readout == .normal:
      found.append(
        "The clinical record calls the synthesis of collagen \(recorded.synthesis?.rawValue ?? ""), the assay shows: "
          + "\(assay.verdict.words).")
    default: break
    }
    if let isAbnormal = recordedCollagenIsAbnormal, isAbnormal != (readout == .abnormal), found.isEmpty {
      found.append(
        "The clinical record calls the collagen \(isAbnormal ? "abnormal" : "normal"), the assay's table \(readout.rawValue)."
      )
    }
    return found
  }
}
