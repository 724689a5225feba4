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
  /// A call that loses the site explains an event alone. Where several are of equal standing, the transcripts do not tell which of
  /// them is the cause, and the event counts for none.
  func attribution(
    to call: Call, _ meaning: MolecularConsequence, among calls: [Call], genes: GeneCatalog
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
      if !isLoss, let cause = rivals.first(where: \.losesSite)?.call {
        let trans = call.isInCis(with: cause) == false ? ", on the other allele" : ""
        found.others.append(
          (
            event,
            "\(event.words) follows from \(cause.shortCodingName)\(trans), which loses the site, and counts for that alone"
          ))
      } else if equal.isEmpty {
        found.own.append(event)
      } else {
        let names = ([call] + equal).map(\.shortCodingName).joined(separator: " or ")
        found.others.append((event, "\(event.words): which of \(names) causes it is not known"))
      }
    }
    return found
  }

  /// The called event that counts for a call, if any.
  package func event(
    explainedBy call: Call, _ meaning: MolecularConsequence, among calls: [Call], genes: GeneCatalog
  ) -> ReportedJunction? { attribution(to: call, meaning, among: calls, genes: genes).own.first }
}
