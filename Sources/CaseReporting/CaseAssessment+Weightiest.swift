// What a table says of a case's calls in a word, also where there are none.

import Evidence
import Reporting

extension CaseAssessment {
  /// The class of the weightiest call, or why there is none: where nothing was sequenced or covered, nothing could be called.
  var weightiestClass: String {
    if let call = calls.first {
      let unknown = pathogenic.isEmpty ? unknownGenes : []
      return ([call.ledger.pointsClass.rawValue] + unknown.map(\.shortWords)).joined(separator: "; ")
    }
    guard let screen else { return "not sequenced" }
    guard screen.coverage != nil else { return "none listed, coverage not known" }
    switch extent {
    case .nothingCovered: return "nothing covered"
    case .noBaseCalled: return "covered, no base with a call"
    default: return (["none called"] + unknownGenes.map(\.shortWords)).joined(separator: "; ")
    }
  }

  /// The class of the assay, or that nothing was measured; `nil` without an assay.
  var assayClass: String? {
    assay.map { $0.isMeasured ? $0.verdict.rawValue : "not measured" }
  }
}
