// What a table says of a case's calls in a word, also where there are none.

import Evidence
import Reporting

extension CaseAssessment {
  /// The class of the weightiest call, or why there is none: where nothing was sequenced or covered, nothing could be called.
  var weightiestClass: String {
    if let call = calls.first { return call.ledger.pointsClass.rawValue }
    guard let screen else { return "not sequenced" }
    guard let coverage = screen.coverage else { return "none listed, coverage not known" }
    return coverage.isNone ? "nothing covered" : "none called"
  }
}
