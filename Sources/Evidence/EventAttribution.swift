// Which of several calls an aberrant splicing event counts for.

import BioSequence
import HGVS
package import Reporting
package import TypeICollagen

/// The called events that a call could explain.
struct EventAttribution {
  /// Those that count for it.
  var own: [ReportedJunction] = []
  /// Those that do not, with the reason.
  var others: [(event: ReportedJunction, why: String)] = []
}

extension Call {
  /// Whether the change surely takes away a splice site: one of the two outermost bases of an intron, or an exon with its sites.
  func losesSite(_ meaning: MolecularConsequence) -> Bool {
    consequence.contains(.spliceDonor) || consequence.contains(.spliceAcceptor) || meaning.splicedExon != nil
      || meaning.event?.isDeletion == true
  }

  /// Whether this call lies on the same allele as another: by phase, or where one of them is on both; `nil` if that is not known.
  func isInCis(with other: Call) -> Bool? {
    if zygosity == .homozygous || other.zygosity == .homozygous { return true }
    guard let phaseSet, phaseSet == other.phaseSet, let genotype, let theirs = other.genotype, genotype.contains("|"),
      theirs.contains("|")
    else { return nil }
    return genotype == theirs
  }
}

extension SplicingReport {
  /// What counts for a call of the events that it could explain.
  ///
  /// A call that loses the site explains an event alone, and a rare one before those that many people have. Where several are of
  /// equal standing, the transcripts do not tell which of them is the cause, and the event counts for none.
  func attribution(
    to call: Call, _ meaning: MolecularConsequence, among calls: [Call], common: Set<Call> = [], genes: GeneCatalog
  ) -> EventAttribution {
    var found = EventAttribution()
    let isLoss = call.losesSite(meaning)
    for event in calledEvents where event.isExplained(by: call, meaning) {
      let rivals = calls.filter { $0.gene == call.gene && $0.name != call.name }.compactMap { other in
        MolecularConsequence(other, genes: genes).flatMap { theirs in
          event.isExplained(by: other, theirs) ? (call: other, losesSite: other.losesSite(theirs)) : nil
        }
      }
      let equal = rivals.filter { $0.losesSite == isLoss }.map(\.call)
      let rare = equal.filter { !common.contains($0) }
      let isCommon = common.contains(call)
      if !isLoss, let cause = rivals.first(where: \.losesSite)?.call {
        found.others.append((event, event.words(follows: cause, call, "which loses the site")))
      } else if isCommon, let cause = rare.first {
        let why = "which is rare, while this one is common"
        found.others.append((event, event.words(follows: cause, call, why, isOne: rare.count == 1)))
      } else if isCommon ? equal.isEmpty : rare.isEmpty {
        found.own.append(event)
      } else {
        let names = ([call] + (isCommon ? equal : rare)).map(\.shortCodingName).joined(separator: " or ")
        found.others.append((event, "\(event.words): which of \(names) causes it is not known"))
      }
    }
    return found
  }

  /// The called event that counts for a call, if any.
  package func event(
    explainedBy call: Call, _ meaning: MolecularConsequence, among calls: [Call], common: Set<Call>, genes: GeneCatalog
  ) -> ReportedJunction? { attribution(to: call, meaning, among: calls, common: common, genes: genes).own.first }
}

extension ReportedJunction {
  /// Why an event counts for another call than this one.
  fileprivate func words(follows cause: Call, _ call: Call, _ why: String, isOne: Bool = true) -> String {
    let trans = call.isInCis(with: cause) == false ? ", on the other allele" : ""
    return isOne
      ? "\(words) follows from \(cause.shortCodingName)\(trans), \(why), and counts for that alone"
      : "\(words) follows from a rare variant, and this one is common"
  }
}
