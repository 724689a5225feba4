// What the messages of an RNA sample show: junctions, departures from them, and the balance of the two alleles.

import Documents

/// One junction or one departure of splicing: a row of `junctions.tsv`.
///
/// Coordinates are those of the report's assembly, 0-based and half-open: what lies between the two ends of the junction,
/// or what was kept of an intron. Empty texts stand for "does not apply".
package struct ReportedJunction: Sendable, Hashable, Codable {
  /// Gene symbol.
  package var gene: String
  /// `canonical`, `exon_skip`, `cryptic_donor`, `cryptic_acceptor`, `cryptic_exon` or `intron_retention`.
  package var kind: String
  /// Chromosome with `chr`.
  package var chrom: String
  /// 0-based start on the chromosome.
  package var start: Int
  /// 0-based end (exclusive).
  package var end: Int
  /// Molecules that show it, mates counted once.
  package var reads: Int
  /// Share of messages that have it, 0-1.
  package var ratio: Double
  /// Lower end of the 95 % interval.
  package var ratioLow: Double
  /// Upper end of the 95 % interval.
  package var ratioHigh: Double
  /// Number of independent molecules that the interval rests on.
  package var molecules: Double
  /// Exons that are left out or changed, `8` or `8-9`; an intron as `8i`; the two exons of a known junction as `8^9`.
  package var exon: String
  /// Bases by which the message is longer, negative when shorter.
  package var length: Int
  /// What it does to the chain, for people.
  package var consequence: String
  /// Effects on collagen, joined by `&`.
  package var collagenEffect: String
  /// Name of the changed message.
  package var hgvsR: String
  /// The reference's two bases at a new site, such as `GT` (donor) or `AG` (acceptor); empty where no site is new.
  package var site: String
  /// `PASS` for an event that counts, `low_support` for one that does not; empty for known junctions.
  package var filter: String

  /// A row with every field.
  package init(
    gene: String, kind: String, chrom: String, start: Int, end: Int, reads: Int, ratio: Double, ratioLow: Double,
    ratioHigh: Double, molecules: Double, exon: String, length: Int, consequence: String, collagenEffect: String,
    hgvsR: String, site: String = "", filter: String
  ) {
    self.gene = gene
    self.kind = kind
    self.chrom = chrom
    self.start = start
    self.end = end
    self.reads = reads
    self.ratio = MessageReport.rounded(ratio)
    self.ratioLow = MessageReport.rounded(ratioLow)
    self.ratioHigh = MessageReport.rounded(ratioHigh)
    self.molecules = (molecules * 10).rounded() / 10
    self.exon = exon
    self.length = length
    self.consequence = consequence
    self.collagenEffect = collagenEffect
    self.hgvsR = hgvsR
    self.site = site
    self.filter = filter
  }

  /// Whether this departs from the known junctions.
  package var isEvent: Bool { kind != "canonical" }

  /// Whether the reference has no GT or AG at a new site: the sample's own change made it, or bases of the gene are gone.
  package var needsOtherEvidence: Bool { !site.isEmpty && !["GT", "AG", "AG-GT"].contains(site) }

  /// The share with its interval, for people.
  package var shareText: String { MessageReport.text(ratio, ratioLow, ratioHigh) }

  enum CodingKeys: String, CodingKey {
    case gene, kind, chrom, start, end, reads, ratio, ratioLow = "ratio_low", ratioHigh = "ratio_high", molecules, exon
    case length, consequence, collagenEffect = "collagen_effect", hgvsR = "hgvs_r", site, filter
  }
}

/// The share of messages with a change at a site where the sample has both alleles.
package struct ReportedAlleleRatio: Sendable, Hashable, Codable {
  /// Gene symbol.
  package var gene: String
  /// Coding name of the change.
  package var hgvsC: String
  /// `called`, or `asked` for a change that `--confirm` named.
  package var source: String
  /// Molecules with the change.
  package var altDepth: Int
  /// Molecules without it.
  package var refDepth: Int
  /// Share of messages with the change, 0-1.
  package var ratio: Double
  /// Lower end of the 95 % interval.
  package var ratioLow: Double
  /// Upper end of the 95 % interval.
  package var ratioHigh: Double
  /// `balanced`, `imbalanced`, `allele_lost` or `undetermined`.
  package var verdict: String

  /// A row with every field.
  package init(
    gene: String, hgvsC: String, source: String, altDepth: Int, refDepth: Int, ratio: Double, ratioLow: Double,
    ratioHigh: Double, verdict: String
  ) {
    self.gene = gene
    self.hgvsC = hgvsC
    self.source = source
    self.altDepth = altDepth
    self.refDepth = refDepth
    self.ratio = MessageReport.rounded(ratio)
    self.ratioLow = MessageReport.rounded(ratioLow)
    self.ratioHigh = MessageReport.rounded(ratioHigh)
    self.verdict = verdict
  }

  /// The share with its interval, for people.
  package var shareText: String { MessageReport.text(ratio, ratioLow, ratioHigh) }

  enum CodingKeys: String, CodingKey {
    case gene, hgvsC = "hgvs_c", source, altDepth = "alt_depth", refDepth = "ref_depth", ratio, ratioLow = "ratio_low"
    case ratioHigh = "ratio_high", verdict
  }
}

/// Everything that an RNA sample says beside variants and coverage.
package struct MessageReport: Sendable, Hashable, Codable {
  /// The known junctions and the departures from them, by place.
  package var junctions: [ReportedJunction]
  /// Heterozygous sites and sites that were asked about, by place.
  package var alleleRatios: [ReportedAlleleRatio]
  /// Share of molecules that run on into an intron where the message is spliced, over all junctions.
  package var unsplicedShare: Double

  /// A report from its parts.
  package init(junctions: [ReportedJunction], alleleRatios: [ReportedAlleleRatio], unsplicedShare: Double) {
    self.junctions = junctions
    self.alleleRatios = alleleRatios
    self.unsplicedShare = MessageReport.rounded(unsplicedShare)
  }

  /// Departures from the known junctions, called or not.
  package var events: [ReportedJunction] { junctions.filter(\.isEvent) }
  /// Departures that count.
  package var calledEvents: [ReportedJunction] { junctions.filter { $0.isEvent && $0.filter == "PASS" } }
  /// Number of known junctions.
  package var knownJunctions: Int { junctions.count - events.count }
  /// Number of known junctions that a molecule crosses.
  package var seenJunctions: Int { junctions.count { !$0.isEvent && $0.reads > 0 } }

  /// The result in a word or two.
  package var splicingWord: String {
    if seenJunctions == 0 { return "not seen" }
    return calledEvents.isEmpty ? "as annotated" : "\(calledEvents.count) found"
  }

  /// The result in one sentence or two.
  package var sentence: String {
    MessageReport.sentence(
      departures: calledEvents.map(\.gene),
      lostAt: alleleRatios.filter { $0.verdict == "allele_lost" }.map(\.hgvsC), seen: seenJunctions, of: knownJunctions)
  }

  /// What junctions and alleles show, in one sentence or two; the reports of a sample and of a case say it alike.
  ///
  /// - Parameters:
  ///   - genes: the gene of every departure from the known junctions that counts.
  ///   - names: coding names of the sites at which one allele leaves next to no message.
  ///   - seen: number of known junctions that a molecule crosses.
  ///   - known: number of known junctions.
  package static func sentence(departures genes: [String], lostAt names: [String], seen: Int, of known: Int) -> String {
    var text =
      switch genes.count {
      case 0 where seen == 0: "No spliced message was seen."
      case 0: "Splicing is as annotated where it was seen (\(seen) of \(known) known junctions)."
      case 1: "One departure of splicing was found, in \(genes[0])."
      default: "\(genes.count) departures of splicing were found."
      }
    if !names.isEmpty { text += " One allele leaves next to no message at \(names.joined(separator: ", "))." }
    return text
  }

  /// One line for every called event that could also be a change of the gene's sequence.
  package var siteNotes: [String] {
    calledEvents.filter(\.needsOtherEvidence).map { event in
      let what = event.kind == "cryptic_acceptor" ? "acceptor" : event.kind == "cryptic_donor" ? "donor" : "exon"
      return "\(event.hgvsR): the reference has \(event.site) at the new \(what): a change of the gene made the site, "
        + "or it has lost or repeated these bases. The DNA tells."
    }
  }

  static func text(_ value: Double, _ low: Double, _ high: Double) -> String {
    let numbers = [value, low, high].map { NumberText.fixed($0, 3) }
    return "\(numbers[0]) (\(numbers[1])-\(numbers[2]))"
  }

  static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
