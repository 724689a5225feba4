// Which calls are too common to cause the disease.

import Knowledge
import Reporting

extension CriteriaAssessor {
  /// Whether the variant is too common to cause the disease: by its frequency (BA1, BS1), or as a polymorphism that is on file as
  /// benign.
  private var isCommon: Bool {
    if frequency(silent: false).contains(where: { $0.criterion != .pm2 && $0.applied != nil }) { return true }
    guard let variant, let known = inputs.known else { return false }
    return known.entries(of: variant, symbol: finding.gene).contains { entry in
      !inputs.pack.known.refusedReview.contains(entry.review) && entry.significance.contains { $0.hasPrefix("Benign") }
    }
  }

  /// The calls of a sample that are too common to be the cause of what its transcripts show.
  static func common(_ calls: [Call], _ inputs: AssessmentInputs) -> Set<Call> {
    guard inputs.splicing?.calledEvents.isEmpty == false else { return [] }
    var alone = inputs
    alone.splicing = nil
    return Set(calls.filter { CriteriaAssessor($0, inputs: alone)?.isCommon == true })
  }
}
