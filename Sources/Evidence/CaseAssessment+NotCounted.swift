// Calls that did not pass the filters: not counted, and never out of sight where one of them could be the cause.

import Documents
package import Reporting
import TypeICollagen

extension CaseAssessment {
  /// Calls that did not pass the filters, those that would harm the chain most first.
  package var notCounted: [Call] { screen.map(CaseAssessment.notCounted) ?? [] }

  private static func notCounted(_ screen: ScreenDocument) -> [Call] {
    let ranked = screen.failed.enumerated().map { (rank: rank(of: $0.element), offset: $0.offset, call: $0.element) }
    return ranked.sorted { ($0.rank, $0.offset) < ($1.rank, $1.offset) }.map(\.call)
  }

  /// The place of a call's gravest effect in the order of ``CollagenEffect``.
  private static func rank(of call: Call) -> Int {
    call.collagenEffect.compactMap { CollagenEffect.allCases.firstIndex(of: $0) }.min() ?? CollagenEffect.allCases.count
  }

  /// Filtered calls that would be the cause if they were real: a helix glycine replaced, no chain, or an exon skipped in
  /// frame, at a fraction of the reads that a germline variant has, or as a mosaic that foreign DNA would show alike. What
  /// another filter takes out below that is most often an error of the reads.
  static func filteredCandidates(_ screen: ScreenDocument?) -> [Call] {
    guard let screen else { return [] }
    let harmful: Set<CollagenEffect> = [.glycineSubstitution, .nullAllele, .inFrameExonSkip]
    return notCounted(screen).filter { call in
      let isGermline = call.zygosity != .mosaic && (call.vaf ?? 0.5) >= lowestGermlineFraction
      return (isGermline || call.filter.contains(possibleContamination))
        && !harmful.isDisjoint(with: call.collagenEffect)
    }
  }

  /// Below this fraction of the reads a filtered heterozygous call is not named as a possible cause.
  private static let lowestGermlineFraction = 0.2
  /// The filter of a mosaic that DNA of another person would show alike: more reads, or another tissue, tell the two apart.
  private static let possibleContamination = "possible_contamination"

  /// The flag of such calls.
  static func filteredFlags(_ screen: ScreenDocument?) -> [CaseFlag] {
    let candidates = filteredCandidates(screen)
    guard !candidates.isEmpty else { return [] }
    let names = candidates.prefix(3).map { "\($0.label) (\($0.filterText))" }.joined(separator: "; ")
    let more = candidates.count > 3 ? "; and \(candidates.count - 3) more" : ""
    let one = candidates.count == 1
    return [
      CaseFlag(
        .filteredCandidate,
        "\(names)\(more) did not pass the filters and \(one ? "is" : "are") not counted. If \(one ? "it" : "one of them") is real, it "
          + "may be the cause: confirm by an independent method."
      )
    ]
  }
}
