// What the messages of an RNA screen show, as evidence and the report see it: departures of splicing and allele balance.

package import TypeICollagen
import Documents

/// The RNA side of a screen.
package struct MessageFinding: Sendable, Hashable {
  /// A share of messages with its 95 % interval, 0-1.
  package struct Share: Sendable, Hashable {
    /// The share.
    package let value: Double
    /// Lower end.
    package let low: Double
    /// Upper end.
    package let high: Double

    /// `0.30 (0.22-0.39)`.
    package var words: String {
      "\(decimals(value)) (\(decimals(low))-\(decimals(high)))"
    }

    init(node: DocumentNode) {
      func number(_ key: String) -> Double {
        let given = node[key]?.number ?? 0
        return given.isFinite ? min(max(given, 0), 1) : 0
      }
      value = number("ratio")
      low = number("ratio_low")
      high = number("ratio_high")
    }

    private func decimals(_ value: Double) -> String {
      let hundredths = Int((value * 100).rounded())
      return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
  }

  /// A departure from the known junctions.
  package struct Event: Sendable, Hashable {
    /// Gene symbol.
    package let gene: String
    /// `exon_skip`, `cryptic_donor`, `cryptic_acceptor`, `cryptic_exon` or `intron_retention`.
    package let kind: String
    /// Exons left out or changed, 1-based (`8`, `8-9`); an intron as `8i`.
    package let exon: String
    /// What it does to the chain, in words.
    package let consequence: String
    /// Effects on collagen.
    package let effects: [CollagenEffect]
    /// Name of the changed message.
    package let hgvsR: String
    /// Molecules that show it.
    package let reads: Int
    /// Share of messages that have it.
    package let share: Share
    /// Whether it counts.
    package let isCalled: Bool

    /// The kind and place in words, such as `exon 8 left out`.
    package var words: String {
      let number = exon.hasSuffix("i") ? String(exon.dropLast()) : exon
      switch kind {
      case "exon_skip": return exon.contains("-") ? "exons \(exon) left out" : "exon \(exon) left out"
      case "intron_retention": return "intron \(number) kept"
      case "cryptic_donor": return "another donor used at exon \(number)"
      case "cryptic_acceptor": return "another acceptor used at exon \(number)"
      case "cryptic_exon": return "a new exon in intron \(number)"
      default: return "\(kind) at \(exon)"
      }
    }

    /// The exons named, 1-based; for an intron the two beside it.
    var exons: ClosedRange<Int>? {
      let isIntron = exon.hasSuffix("i")
      let ends = exon.prefix { $0 != "i" }.split(separator: "-").map { Int($0) }
      guard let first = ends.first.flatMap(\.self), let last = ends.last.flatMap(\.self), 0 < first, first <= last,
        last < 1000
      else { return nil }
      return isIntron ? first...last + 1 : first...last
    }
  }

  /// The balance of the two alleles at one site.
  package struct AlleleRatio: Sendable, Hashable {
    /// What the share means.
    package enum Verdict: String, Sendable, CaseIterable {
      /// Both alleles leave about as many messages.
      case balanced
      /// One leaves fewer.
      case imbalanced
      /// One leaves next to none.
      case alleleLost = "allele_lost"
      /// Too few molecules.
      case undetermined
    }

    /// Gene symbol.
    package let gene: String
    /// Coding name of the change.
    package let hgvsC: String
    /// `called` in the messages, or `asked` for by name.
    package let source: String
    /// Molecules with the change.
    package let altDepth: Int
    /// Molecules without it.
    package let refDepth: Int
    /// Share of messages with the change.
    package let share: Share
    /// What it means.
    package let verdict: Verdict
  }

  /// Departures, those that count first.
  package let events: [Event]
  /// Sites with both alleles.
  package let ratios: [AlleleRatio]
  /// Number of known junctions.
  package let knownJunctions: Int
  /// Those of them that a molecule crosses.
  package let seenJunctions: Int
  /// Share of molecules that run on into an intron.
  package let unsplicedShare: Double

  /// The `rna` part of a screen's JSON.
  init(node: DocumentNode) {
    var events: [Event] = []
    var known = 0
    var seen = 0
    for row in node["junctions"]?.elements ?? [] {
      func text(_ key: String) -> String { row[key]?.text ?? "" }
      let reads = row["reads"]?.integer ?? 0
      guard text("kind") != "canonical" else {
        known += 1
        seen += reads > 0 ? 1 : 0
        continue
      }
      events.append(
        Event(
          gene: text("gene"), kind: text("kind"), exon: text("exon"), consequence: text("consequence"),
          effects: text("collagen_effect").split(separator: "&").compactMap { CollagenEffect(rawValue: String($0)) },
          hgvsR: text("hgvs_r"), reads: reads, share: Share(node: row), isCalled: text("filter") == "PASS"))
    }
    self.events = events.filter(\.isCalled) + events.filter { !$0.isCalled }
    ratios = (node["alleleRatios"]?.elements ?? []).compactMap { row in
      guard let gene = row["gene"]?.text, let name = row["hgvs_c"]?.text else { return nil }
      return AlleleRatio(
        gene: gene, hgvsC: name, source: row["source"]?.text ?? "", altDepth: row["alt_depth"]?.integer ?? 0,
        refDepth: row["ref_depth"]?.integer ?? 0, share: Share(node: row),
        verdict: row["verdict"]?.text.flatMap(AlleleRatio.Verdict.init(rawValue:)) ?? .undetermined)
    }
    knownJunctions = known
    seenJunctions = seen
    unsplicedShare = node["unsplicedShare"]?.number ?? 0
  }

  /// Every site once: one that was asked about and called too is told as asked.
  package var sites: [AlleleRatio] {
    var seen: Set<String> = []
    return ratios.filter { seen.insert($0.gene + "\t" + $0.hgvsC).inserted }
  }

  /// Departures that count.
  package var calledEvents: [Event] { events.filter(\.isCalled) }
}
