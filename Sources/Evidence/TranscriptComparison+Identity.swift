// Whether the RNA of a case may be another person's.

import Reporting

extension TranscriptComparison {
  /// Why the RNA may be another person's, in a sentence or two; `nil` where nothing supports it.
  ///
  /// In a person's own RNA one allele is lost by a null or splice variant of its gene. Where both genes show one allele
  /// only, or one does and no call of it explains that, the RNA may be of somebody who does not have the DNA's variants. A
  /// gene counts if all of its sites that the fragments decide show one allele.
  func identityDoubt(calls: [AssessedCall]) -> String? {
    let genes = sites.reduce(into: [String]()) { if !$0.contains($1.call.gene) { $0.append($1.call.gene) } }
    let single = genes.filter { gene in
      let told = sites(of: gene).filter { $0.state != .notTestable }
      return !told.isEmpty && told.allSatisfy(\.showsOneAllele)
    }
    let unexplained = single.filter { gene in
      !calls.contains { $0.finding.gene == gene && $0.mayLoseTranscripts }
    }
    guard single.count > 1 || !unexplained.isEmpty else { return nil }
    let named = single.count > 1 ? single : unexplained
    let shown = named.map { gene in
      let told = sites(of: gene).filter(\.showsOneAllele)
      let more = told.count > 3 ? "; and \(told.count - 3) more" : ""
      return "\(gene) \(told.prefix(3).map(\.sentence).joined(separator: "; "))\(more)"
    }.joined(separator: "; ")
    let why =
      single.count > 1 ? "in both genes" : "and no null or splice variant called in \(named[0]) explains it"
    return
      "The RNA shows one allele only where the DNA has two, \(why): \(shown). It may be another person's RNA, or an allele "
      + "is lost by a variant that was not found. Confirm the identity of the samples."
  }
}
