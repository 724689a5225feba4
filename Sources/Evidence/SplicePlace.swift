// Where a variant lies at splice sites: exon, donor or acceptor, and the places of its bases counted from the site.

package import BioSequence
import HGVS
package import Reporting
package import TypeICollagen

/// The splice sites beside a variant that lies in one exon or one intron, or across one site.
///
/// Places count from the site: of a donor `-1` is the last base of the exon and `1` the first of the intron (`+1`), of an
/// acceptor `-1` the last base of the intron and `1` the first of the exon. There is no place 0.
package struct SplicePlace: Sendable, Hashable {
  /// A splice site with the places of the variant.
  package struct Site: Sendable, Hashable {
    /// 0-based exon that the site belongs to.
    package let exon: Int
    /// Whether it is the exon's donor; its acceptor otherwise.
    package let isDonor: Bool
    /// The places of the variant's bases.
    package let places: ClosedRange<Int>

    /// Whether the variant touches one of the two outermost intronic bases.
    package var touchesDinucleotide: Bool { places.overlaps(isDonor ? 1...2 : -2 ... -1) }

    /// Whether all of the variant lies in the intron.
    package var isIntronic: Bool { isDonor ? places.lowerBound > 0 : places.upperBound < 0 }

    /// Whether the variant lies in the site's motif.
    package func isInMotif(_ rules: RulePack.Splicing) -> Bool {
      places.overlaps(
        isDonor ? -rules.donor.exonic...rules.donor.intronic : -rules.acceptor.intronic...rules.acceptor.exonic)
    }

    /// Whether a low score is no evidence here.
    package func isWithheld(_ rules: RulePack.Splicing) -> Bool {
      rules.withheld.contains { $0.isDonor == isDonor && $0.places.overlaps(places) }
    }
  }

  /// The donor that lies nearest, upstream of an intronic variant or at the end of its exon.
  package let donor: Site?
  /// The acceptor that lies nearest, downstream of an intronic variant or at the start of its exon.
  package let acceptor: Site?

  /// Both sites, where they exist.
  package var sites: [Site] { [donor, acceptor].compactMap(\.self) }

  /// Whether the variant lies in an intron with all of its bases.
  package var isIntronic: Bool { donor?.isIntronic ?? acceptor?.isIntronic ?? false }

  /// The 0-based number of the intron, counted by the exon before it, of an intronic variant.
  package var intron: Int? { isIntronic ? donor?.exon ?? acceptor.map { $0.exon - 1 } : nil }

  /// The known junctions beside the variant, by the numbers of their exons: that of its intron, or those on both sides of
  /// its exon.
  var junctions: [String] {
    let exons = isIntronic ? [intron] : [acceptor.map { $0.exon - 1 }, donor?.exon]
    return exons.compactMap(\.self).map { "\($0 + 1)^\($0 + 2)" }
  }

  /// The site in whose motif the variant lies.
  package func site(_ rules: RulePack.Splicing) -> Site? { sites.first { $0.isInMotif(rules) } }

  /// The place of a call: by its change of the record, else by its coding name.
  package init?(_ call: Call, variant: Variant?, gene: CollagenGene) {
    if let variant {
      self.init(variant.range, exons: gene.record.preferredTranscript.exons)
    } else if let range = SplicePlace.range(ofDeletion: call, gene: gene) {
      self.init(range, exons: gene.record.preferredTranscript.exons)
    } else {
      guard let range = SplicePlace.range(named: call.shortCodingName, gene: gene) else { return nil }
      self.init(range, exons: gene.record.preferredTranscript.exons)
    }
  }

  /// The place of a range of the record; `nil` outside the transcript and over more than one splice site.
  package init?(_ range: Range<Int>, exons: [Range<Int>]) {
    // An insertion lies between the base before it and the one behind.
    let bases = range.isEmpty ? range.lowerBound - 1...range.lowerBound : range.lowerBound...range.upperBound - 1
    guard let first = exons.first, let last = exons.last, bases.lowerBound >= first.lowerBound,
      bases.upperBound < last.upperBound
    else { return nil }
    let before = exons.lastIndex { $0.lowerBound <= bases.lowerBound } ?? 0
    // Sites that the bases reach: the donor of the exon before or around them, the acceptor in front of or behind them.
    let end = exons[before].upperBound
    if bases.lowerBound >= end {
      guard before + 1 < exons.count, bases.upperBound < exons[before + 1].upperBound else { return nil }
      donor = Site(exon: before, isDonor: true, places: SplicePlace.places(bases, from: end))
      acceptor = Site(
        exon: before + 1, isDonor: false, places: SplicePlace.places(bases, from: exons[before + 1].lowerBound))
    } else {
      guard before + 1 == exons.count || bases.upperBound < exons[before + 1].lowerBound else { return nil }
      donor =
        before + 1 == exons.count
        ? nil : Site(exon: before, isDonor: true, places: SplicePlace.places(bases, from: end))
      acceptor =
        before == 0 || bases.upperBound >= end
        ? nil : Site(exon: before, isDonor: false, places: SplicePlace.places(bases, from: exons[before].lowerBound))
    }
  }

  /// The places of a variant in all descriptions that make the same allele.
  static func all(_ variant: Variant, gene: CollagenGene) -> [SplicePlace] {
    let exons = gene.record.preferredTranscript.exons
    return gene.model.equalRanges(of: variant).compactMap { SplicePlace($0, exons: exons) }
  }

  private static func places(_ bases: ClosedRange<Int>, from boundary: Int) -> ClosedRange<Int> {
    func place(_ base: Int) -> Int { base >= boundary ? base - boundary + 1 : base - boundary }
    return place(bases.lowerBound)...place(bases.upperBound)
  }

  /// The record's range of a deletion without its bases, by its genomic name, leftmost as that of one with them.
  private static func range(ofDeletion call: Call, gene: CollagenGene) -> Range<Int>? {
    guard let name = call.hgvsG, name.hasSuffix("del"), let mapping = gene.record.mapping(on: call.assembly) else {
      return nil
    }
    // Ends that are not exact stand in brackets.
    let ends = name.drop { $0 != ":" }.dropFirst(3).dropLast(3).split(separator: "_").map { Int($0) }
    guard let first = ends.first.flatMap(\.self), let last = ends.last.flatMap(\.self), ends.count <= 2, first <= last,
      mapping.range.contains(first - 1), mapping.range.contains(last - 1)
    else { return nil }
    let range = mapping.recordRange(ofChromosomeRange: first - 1..<last)
    return Variant(range: range, replacement: DNASequence(codes: [])).leftAligned(on: gene.record.sequence).range
  }

  /// The record's range of a simple coding name such as `c.642+5G>A` or `c.1200del`.
  private static func range(named name: String, gene: CollagenGene) -> Range<Int>? {
    guard name.hasPrefix("c.") else { return nil }
    let position = name.dropFirst(2).prefix { $0.isNumber || $0 == "+" || $0 == "-" }
    let parts = position.split(whereSeparator: { $0 == "+" || $0 == "-" })
    guard let base = parts.first.flatMap({ Int($0) }), base > 0, base < 1_000_000 else { return nil }
    let transcript = gene.record.preferredTranscript
    let offset = transcript.codingRange.lowerBound + base - 1
    guard offset < transcript.length else { return nil }
    let start = transcript.recordOffset(ofTranscriptOffset: offset)
    let distance = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    guard distance < 1_000_000 else { return nil }
    let place = position.contains("+") ? start + distance : position.contains("-") ? start - distance : start
    return place..<place + 1
  }
}
