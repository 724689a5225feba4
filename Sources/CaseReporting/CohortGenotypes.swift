// Cases of a cohort that may be one person, by their genotypes.

package import Documents
import Evidence
import Reporting

extension CohortStatements {
  /// A warning for each two cases whose genotypes may be of one person and whose records do not name each other as
  /// relatives, in the order of the cases.
  ///
  /// - Complexity: of every two cases what both carry is compared, a handful of numbers; in full only few.
  package static func suspicions(_ entries: [CohortEntry]) -> [InputFault] {
    var numbers: [String: Int] = [:]
    let cases = entries.compactMap { entry -> Candidate? in
      guard let assessment = entry.report?.assessment, let screen = assessment.screen else { return nil }
      let profile = GenotypeProfile(screen, file: entry.id)
      return Candidate(
        record: assessment.record, profile: profile, signature: GenotypeSignature(profile, numbers: &numbers))
    }
    var found: [InputFault] = []
    for (index, first) in cases.enumerated() {
      for second in cases[(index + 1)...] {
        guard first.signature.mayBeSuspicious(beside: second.signature) else { continue }
        let namesSecond = first.record.relatives.contains(second.record.id)
        let namesFirst = second.record.relatives.contains(first.record.id)
        if namesFirst, namesSecond { continue }
        let comparison = GenotypeComparison(first.profile, second.profile)
        guard comparison.isSuspicious else { continue }
        found.append(
          warning(first.record.id, second.record.id, comparison, isHalfDeclared: namesFirst || namesSecond))
      }
    }
    return found
  }

  private struct Candidate {
    let record: CaseRecord
    let profile: GenotypeProfile
    let signature: GenotypeSignature
  }

  private static func warning(
    _ first: String, _ second: String, _ comparison: GenotypeComparison, isHalfDeclared: Bool
  ) -> InputFault {
    let shared = comparison.shared.prefix(4).joined(separator: ", ")
    let more = comparison.shared.count > 4 ? " and \(comparison.shared.count - 4) more" : ""
    let declared = isHalfDeclared ? "only one of the two records names the other; " : ""
    return InputFault(
      .sameGenotypes, file: "",
      reason:
        "cases \(first) and \(second) may be one person: all \(comparison.compared) genotypes compared are equal, "
        + "both carry \(shared)\(more); an unrelated person would have them with a probability of about "
        + "\(NumberText.shortest(NumberText.rounded(comparison.probability, significant: 1))). A sib cannot be excluded: two genes "
        + "cannot tell one in eight to sixteen pairs of sibs",
      remedy: declared
        + "if they are relatives, let both records say so: relatives: [\(second)] and relatives: [\(first)]")
  }
}
