// Cases of a cohort that may be one person, by their genotypes.

package import Documents
import Evidence
import Numerics
import Reporting

extension CohortStatements {
  /// A warning for each two cases whose genotypes may be of one person and whose records do not name each other as
  /// relatives, in the order of the cases; one for all cases that hang together in this way.
  ///
  /// - Complexity: of every two cases what both carry is compared, a handful of numbers; in full only few: cases that hang
  ///   together already are not compared again, and those with the same genotypes once.
  package static func suspicions(_ entries: [CohortEntry]) -> [InputFault] {
    var numbers: [String: Int] = [:]
    let cases = entries.compactMap { entry -> Candidate? in
      guard let assessment = entry.report?.assessment, let screen = assessment.screen else { return nil }
      return Candidate(
        id: assessment.record.id, relatives: assessment.record.relatives,
        profile: GenotypeProfile(screen, file: entry.id))
    }
    let signatures = cases.map { GenotypeSignature($0.profile, numbers: &numbers) }
    var kinds: [GenotypeProfile.Content: Int] = [:]
    let kind = cases.map { candidate in
      let number = kinds[candidate.profile.content] ?? kinds.count
      kinds[candidate.profile.content] = number
      return number
    }
    var sets = DisjointSets(count: cases.count)
    var pairs: [Pair] = []
    for first in signatures.indices {
      // What the case's genotypes and those of each kind say; nil where that was not asked yet.
      var verdicts = [Bool?](repeating: nil, count: kinds.count)
      for second in signatures.indices.dropFirst(first + 1) where verdicts[kind[second]] != false {
        guard sets.root(first) != sets.root(second) else { continue }
        let verdict =
          verdicts[kind[second]]
          ?? (signatures[first].mayBeSuspicious(beside: signatures[second])
            && GenotypeComparison(cases[first].profile, cases[second].profile).isSuspicious)
        verdicts[kind[second]] = verdict
        guard verdict, let pair = suspicion(first, second, of: cases) else { continue }
        pairs.append(pair)
        sets.join(first, second)
      }
    }
    return groups(pairs, &sets).map { group in
      let pair = group[0]
      let members = Set(group.flatMap { [$0.first, $0.second] }).sorted()
      return warning(members.map { cases[$0].id }, pair.comparison, isHalfDeclared: pair.isHalfDeclared)
    }
  }

  /// Two cases whose genotypes may be of one person; `nil` if both records name each other.
  private static func suspicion(_ first: Int, _ second: Int, of cases: [Candidate]) -> Pair? {
    let namesSecond = cases[first].relatives.contains(cases[second].id)
    let namesFirst = cases[second].relatives.contains(cases[first].id)
    if namesFirst, namesSecond { return nil }
    return Pair(
      first: first, second: second, comparison: GenotypeComparison(cases[first].profile, cases[second].profile),
      isHalfDeclared: namesFirst || namesSecond)
  }

  /// Two cases that may be one person.
  private struct Pair {
    let first: Int
    let second: Int
    let comparison: GenotypeComparison
    let isHalfDeclared: Bool
  }

  /// The pairs of each set, so that a variant which many cases carry is told once, in the order of their first pairs.
  private static func groups(_ pairs: [Pair], _ sets: inout DisjointSets) -> [[Pair]] {
    let roots = pairs.map { sets.root($0.first) }
    return Dictionary(grouping: pairs.indices) { roots[$0] }.sorted { $0.key < $1.key }.map {
      $0.value.map { pairs[$0] }
    }
  }

  private struct Candidate {
    let id: String
    let relatives: [String]
    let profile: GenotypeProfile
  }

  private static func warning(
    _ ids: [String], _ comparison: GenotypeComparison, isHalfDeclared: Bool
  ) -> InputFault {
    let shared = comparison.shared.prefix(4).joined(separator: ", ")
    let more = comparison.shared.count > 4 ? " and \(comparison.shared.count - 4) more" : ""
    let probability = NumberText.shortest(NumberText.rounded(comparison.probability, significant: 1))
    let sibs = "A sib cannot be excluded: two genes cannot tell one in eight to sixteen pairs of sibs"
    guard ids.count > 2 else {
      let declared = isHalfDeclared ? "only one of the two records names the other; " : ""
      return InputFault(
        .sameGenotypes, file: "",
        reason:
          "cases \(ids[0]) and \(ids[1]) may be one person: all \(comparison.compared) genotypes compared are equal, "
          + "both carry \(shared)\(more); an unrelated person would have them with a probability of about \(probability). \(sibs)",
        remedy: declared
          + "if they are relatives, let both records say so: relatives: [\(ids[1])] and relatives: [\(ids[0])]")
    }
    let named = ids.prefix(6).joined(separator: ", ") + (ids.count > 6 ? " and \(ids.count - 6) more" : "")
    return InputFault(
      .sameGenotypes, file: "",
      reason:
        "\(ids.count) cases (\(named)) may be fewer persons: of each of them and another one all genotypes compared are "
        + "equal; \(ids[0]) and one more carry \(shared)\(more), which an unrelated person would have with a probability of about "
        + "\(probability). \(sibs)",
      remedy:
        "find out which of them are one person; of relatives let the records name each other: relatives: [case_id]")
  }
}
