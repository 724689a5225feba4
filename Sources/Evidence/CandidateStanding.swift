// Which call of a sample is the candidate: what phenotype, family and a person's judgements say belongs to it alone.

import Reporting
import TypeICollagen

/// How a variant stands among the calls of the sample: what phenotype and family say belongs to the candidate only.
package enum CandidateStanding: Sendable, Hashable {
  /// The candidate; whether the other genes were sequenced without one.
  case candidate(otherGenesNegative: Bool)
  /// Not the candidate, and why.
  case other(reason: String)
}

extension AssessedCall {
  /// Whether it could cause the disorder by what is known of it without phenotype and family: not ruled out by frequency,
  /// with an effect on the chain, without more benign than pathogenic evidence, and of a kind that causes it.
  fileprivate var isCandidate: Bool { isOpen && ledger.points >= 0 && !causesNoneOfTheRules }
}

extension CandidateStanding {
  /// How a call stands among the others.
  ///
  /// - Parameters:
  ///   - own: the call as it was judged by itself.
  ///   - open: all calls that could matter, judged alike.
  ///   - readings: what the transcripts show.
  static func of(
    _ own: AssessedCall?, among open: [AssessedCall], readings: [SplicingInterpretation] = [], screen: ScreenDocument?,
    pack: RulePack
  ) -> CandidateStanding {
    guard let own, own.isCandidate else {
      return .other(
        reason: own?.causesNoneOfTheRules == true
          ? "the variant is not expected to cause osteogenesis imperfecta"
          : "not a candidate: benign evidence, or no effect on the chain")
    }
    if let seen = readings.first(where: \.isUnexplainedCause) {
      return .other(
        reason:
          "the transcripts show in \(seen.gene) \(seen.observation), which no variant called explains: its cause may be "
          + "that of the phenotype too")
    }
    let rivals = open.filter { $0.isCandidate && $0.finding != own.finding }
    if let strongest = rivals.map(\.ledger.points).max(), own.ledger.points < strongest + pack.phenotype.lead {
      return .other(
        reason: "\(rivals.count + 1) variants could explain the phenotype and this one does not lead: "
          + pack.phenotype.leadSource)
    }
    let elsewhere = rivals.contains { $0.finding.gene != own.finding.gene }
    // RNA alone shows neither introns nor genes that are hardly expressed: it excludes nothing elsewhere.
    let isDNA = screen?.isOfRNA == false
    return .candidate(otherGenesNegative: !elsewhere && isDNA && screen.map(isWhole) ?? false)
  }

  /// Whether the sequence can exclude a candidate elsewhere: at most a twentieth of its target has no call. A VCF does not
  /// tell its coverage and is taken as it is, which the reason of PP4 says.
  private static func isWhole(_ screen: ScreenDocument) -> Bool {
    guard let coverage = screen.coverage, coverage.targetBases > 0 else { return true }
    return 20 * coverage.noCall <= coverage.targetBases
  }

  /// Whether the record's judgements are about a call: the variant that the record names, else the only candidate.
  static func isCurated(
    _ own: AssessedCall?, among open: [AssessedCall], record: CaseRecord?, genes: GeneCatalog
  ) -> Bool {
    guard let own, let record, !record.curation.isEmpty else { return false }
    guard let named = FamilyVariant(record, genes: genes, assembly: own.finding.assembly) else {
      return open.count == 1 ? open[0].finding == own.finding : false
    }
    return named.isAbout(own.finding)
  }
}
