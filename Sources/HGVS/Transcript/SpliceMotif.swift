// Position weights of splice sites: how like the other sites of the genes a site is, before and after a change.

import BioSequence

/// Position weights of the donors and acceptors of some transcripts.
///
/// The score of a site is the sum over its bases of log2(f / 0.25), where f = (n + 0.5) / (N + 2) is the fraction of that base
/// at that place among the N other sites of the transcripts (the site itself is left out). Unit: bits. Bases counted: 3 of
/// the exon and 6 of the intron at a donor, 14 of the intron and 1 of the exon at an acceptor. They are no amounts of transcript.
package struct SpliceMotif: Sendable {
  /// Exon and intron bases at a donor, intron and exon bases at an acceptor.
  static let donor = (before: 3, after: 6)
  static let acceptor = (before: 14, after: 1)
  /// Counts by place and base.
  private var donors: [[Double]] = []
  private var acceptors: [[Double]] = []
  /// How many sites were counted of each kind.
  package private(set) var count = 0
  /// The lowest score of the transcripts' own donors and acceptors, each without itself; a site below is like none of them.
  package private(set) var lowest = (donor: Double.infinity, acceptor: Double.infinity)

  /// The weights of the transcripts' own sites.
  package init(_ models: [TranscriptModel]) {
    donors = Array(repeating: [0, 0, 0, 0], count: SpliceMotif.donor.before + SpliceMotif.donor.after)
    acceptors = Array(repeating: [0, 0, 0, 0], count: SpliceMotif.acceptor.before + SpliceMotif.acceptor.after)
    var own: [(isDonor: Bool, bases: [UInt8])] = []
    for model in models {
      for intron in 0..<model.exons.count - 1 {
        let (start, end) = (model.exons[intron].upperBound, model.exons[intron + 1].lowerBound)
        // Exons of one or two bases at the very ends of a record have no whole window.
        guard start >= SpliceMotif.donor.before, end + SpliceMotif.acceptor.after <= model.record.count,
          start + SpliceMotif.donor.after <= model.record.count, end >= SpliceMotif.acceptor.before
        else { continue }
        own.append((true, Array(model.record[start - SpliceMotif.donor.before..<start + SpliceMotif.donor.after])))
        own.append((false, Array(model.record[end - SpliceMotif.acceptor.before..<end + SpliceMotif.acceptor.after])))
        count += 1
      }
    }
    for (isDonor, bases) in own {
      for (place, base) in bases.enumerated() where base < 4 {
        if isDonor { donors[place][Int(base)] += 1 } else { acceptors[place][Int(base)] += 1 }
      }
    }
    for (isDonor, bases) in own {
      let bits = score(bases, isDonor: isDonor, without: bases)
      if isDonor { lowest.donor = min(lowest.donor, bits) } else { lowest.acceptor = min(lowest.acceptor, bits) }
    }
  }

  /// The score of a site in bits.
  ///
  /// - Parameter own: the site's own bases in the transcripts, which are left out of the counts; empty for a place that is
  ///   no site of theirs.
  func score(_ bases: [UInt8], isDonor: Bool, without own: [UInt8]) -> Double {
    let counts = isDonor ? donors : acceptors
    var bits = 0
    var product = 1.0
    // A product instead of a sum of logarithms: log2 is taken once, by the exponent and a rational rest.
    for (place, base) in bases.enumerated() where base < 4 {
      let found = counts[place][Int(base)] - (!own.isEmpty && own[place] == base ? 1 : 0)
      product *= 4 * (found + 0.5) / (Double(own.isEmpty ? count : count - 1) + 2)
      bits += Int(product.exponent)
      product = product.significand
    }
    return Double(bits) + SpliceMotif.log2(significand: product)
  }

  /// log2 of a number from 1 up to 2, to 12 binary digits by squaring.
  private static func log2(significand: Double) -> Double {
    var (value, result, step) = (significand, 0.0, 0.5)
    for _ in 0..<12 {
      value *= value
      if value >= 2 {
        result += step
        value /= 2
      }
      step /= 2
    }
    return result
  }
}

/// A splice site whose bases a change alters without taking its AG or GT.
package struct MotifChange: Sendable, Hashable {
  /// Whether it is a donor.
  package let isDonor: Bool
  /// 0-based index of its exon.
  package let exon: Int
  /// Score before and after the change, in bits.
  package let before, after: Double
  /// Border of the site on the changed record: of a site that stands there twice, which of the two.
  let place: Int
}

extension TranscriptModel {
  /// The sites that a change leaves in place with other bases around them.
  ///
  /// - Parameter edit: canonical on the record.
  package func motifChanges(of edit: SequenceEdit, _ motif: SpliceMotif) -> [MotifChange] {
    guard edit.kind != .identity, reachesWindow(edit), outcomesOfEnds(edit) == nil else { return [] }
    let allele = SplicedAllele(edit, on: self)
    let (cut, resume) = (allele.ways[0].cut, allele.ways[0].resume)
    return allele.sites.compactMap { site in
      let isDonor = site.kind == .donor
      guard isDonor ? site.exon + 1 < exons.count : site.exon > 0 else { return nil }
      let own = isDonor ? exons[site.exon].upperBound : exons[site.exon].lowerBound
      let span = isDonor ? SpliceMotif.donor : SpliceMotif.acceptor
      if site.place == own, own + span.after <= min(cut, resume) { return nil }
      if site.place == own + allele.ways[0].shift, own - span.before >= max(cut, resume) { return nil }
      // An exon of which no base is left has no sites.
      if allele.sites.contains(where: { $0.exon == site.exon && $0.place == site.place && $0.kind != site.kind }) {
        return nil
      }
      let old = Array(record[own - span.before..<own + span.after])
      let new = (site.place - span.before..<site.place + span.after).map { allele[$0] }
      guard old != new else { return nil }
      return MotifChange(
        isDonor: isDonor, exon: site.exon, before: motif.score(old, isDonor: isDonor, without: old),
        after: motif.score(new, isDonor: isDonor, without: old), place: site.place)
    }
  }
}

extension TranscriptModel {
  /// Whether a change, in any of its equal places, lies within the counted bases of a splice site.
  private func reachesWindow(_ edit: SequenceEdit) -> Bool {
    let ways = SplicedAllele.ways(edit, record)
    var low = Int.max
    var high = 0
    for way in ways {
      low = min(low, way.cut, way.resume)
      high = max(high, way.cut, way.resume)
    }
    var index = max(0, exonIndex(atOrBefore: low))
    while index < exons.count, exons[index].lowerBound - SpliceMotif.acceptor.before <= high {
      let (start, end) = (exons[index].lowerBound, exons[index].upperBound)
      if low < start + SpliceMotif.acceptor.after, high > start - SpliceMotif.acceptor.before { return true }
      if low < end + SpliceMotif.donor.after, high > end - SpliceMotif.donor.before { return true }
      index += 1
    }
    return false
  }

  /// How far from a lost site another one is looked for, in bases of the intron and of the exon.
  private static let reach = 100

  /// What the genes' own position weights say of a change that no model scored: exons whose site is left with other bases
  /// and is like none of the genes' own any more, and the best other site beside each site that is lost.
  ///
  /// - Parameters:
  ///   - edit: canonical on the record.
  ///   - motif: the weights.
  ///   - losesSites: whether the two bases of a site may be lost as well.
  /// - Returns: outcomes with ``TranscriptOutcome/ownBits``; none is expected by itself. Skips come first.
  package func ownOutcomes(
    of edit: SequenceEdit, _ motif: SpliceMotif, losesSites: Bool
  ) -> [TranscriptOutcome] {
    // Without a start or an end there is no transcript for a site to serve.
    guard edit.kind != .identity, outcomesOfEnds(edit) == nil else { return [] }
    guard !losesSites || SplicedAllele(edit, on: self).hasBothEnds else { return [] }
    var found: [TranscriptOutcome] = []
    var lost: [(isDonor: Bool, exon: Int)] = []
    for change in motifChanges(of: edit, motif)
    where change.after < (change.isDonor ? motif.lowest.donor : motif.lowest.acceptor) {
      lost.append((change.isDonor, change.exon))
      for isRetained in [false, true] {
        let outcome = outcome(
          of: edit, losing: change.isDonor, ofExon: change.exon, at: change.place, isRetained: isRetained, score: nil)
        if !found.contains(where: { $0.splicing == outcome.splicing }) { found.append(outcome.weighed(change.after)) }
      }
    }
    if losesSites { lost += lostSites(of: edit) }
    // Where both sites of an exon or of an intron are lost, there is no exon or no intron for another site to serve.
    // A copied site has its like already.
    guard lost.count == 1, let only = lost.first, edit.kind != .duplication else { return found }
    return found + [other(of: edit, only.isDonor, only.exon, motif)].compactMap { $0 }
  }

  /// The splice sites whose two bases a change takes away.
  private func lostSites(of edit: SequenceEdit) -> [(isDonor: Bool, exon: Int)] {
    // Two places an exon: its acceptor, its donor.
    var isLeft = [Bool](repeating: false, count: 2 * exons.count)
    for site in SplicedAllele(edit, on: self).sites { isLeft[2 * site.exon + site.kind.rawValue] = true }
    return sites.compactMap { site in
      let isDonor = site.kind == .donor
      let isEnd = isDonor ? site.exon == exons.count - 1 : site.exon == 0
      guard !isEnd, !isLeft[2 * site.exon + site.kind.rawValue] else { return nil }
      return (isDonor, site.exon)
    }
  }

  /// The best site of the same kind near a lost one that is like the genes' own; `nil` if there is none.
  private func other(
    of edit: SequenceEdit, _ isDonor: Bool, _ exon: Int, _ motif: SpliceMotif
  ) -> TranscriptOutcome? {
    let own = isDonor ? exons[exon].upperBound : exons[exon].lowerBound
    let span = isDonor ? SpliceMotif.donor : SpliceMotif.acceptor
    let core: (UInt8, UInt8) = isDonor ? (2, 3) : (0, 2)
    // Beyond the exon's other end, and beyond the next exon, a site would be another exon's.
    let low = isDonor ? exons[exon].lowerBound + 1 : exons[exon - 1].upperBound + 1
    let high = isDonor ? exons[exon + 1].lowerBound : exons[exon].upperBound
    let allele = SplicedAllele(edit, on: self)
    var best: (border: Int, bits: Double)?
    let reach = TranscriptModel.reach
    let places = max(own - reach, low, 20)..<max(min(own + reach, high, record.count - 20), max(own - reach, low, 20))
    for border in places where border != own {
      // The exon's outermost base must be left, and the site's window is read on the changed record.
      guard let place = allele.place(ofRecordOffset: isDonor ? border - 1 : border) else { continue }
      let edge = isDonor ? place + 1 : place
      let two = isDonor ? edge : edge - 2
      guard allele[two] == core.0, allele[two + 1] == core.1 else { continue }
      let window = (edge - span.before..<edge + span.after).map { allele[$0] }
      let bits = motif.score(window, isDonor: isDonor, without: [])
      if bits >= (isDonor ? motif.lowest.donor : motif.lowest.acceptor), bits > best?.bits ?? -.infinity {
        best = (border, bits)
      }
    }
    guard let best else { return nil }
    return outcome(of: edit, using: isDonor, at: isDonor ? best.border - 1 : best.border, score: nil)?
      .weighed(best.bits)
  }
}
