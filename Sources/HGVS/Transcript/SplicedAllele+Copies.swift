// Splice sites of the gene that inserted bases bring with them: further copies of an exon, wherever they stand.

import BioSequence

extension SplicedAllele {
  /// The fewest inserted bases that are searched: those of a site with what is compared on both sides of it.
  static let shortestCopy = 20
  /// Bases that are compared on the side of the intron and of the exon.
  private static let compared = (intron: 12, exon: 8)
  /// So many of them may differ, the two bases of the site aside.
  private static let mostDifferent = 2

  /// The sites that inserted bases hold: the two bases of a donor or acceptor between bases like those of one exon's.
  ///
  /// A copy that is written as a repeat of the bases before it is used as the first one is; of others it is not known.
  static func copiedSites(_ way: CutRecord, _ edit: SequenceEdit, _ model: TranscriptModel) -> [PlacedSite] {
    guard edit.kind == .insertion || edit.kind == .delins, way.inserted.count >= shortestCopy else { return [] }
    let isSure = edit.kind == .insertion && isRepeat(way, model.record)
    let (margin, behind) = (compared.intron + compared.exon, way.resume)
    // The inserted bases with as much of the record on both sides as a site that ends in them needs.
    let before = model.record[max(0, way.cut - margin)..<way.cut]
    let after = model.record[behind..<min(model.record.count, behind + margin)]
    let bases = before + way.inserted + after
    let origin = way.cut - before.count
    let inside = before.count...before.count + way.inserted.count
    var found: [PlacedSite] = []
    let flat = Array(bases)
    for border in inside {
      for kind in [PlacedSite.Kind.acceptor, .donor] {
        guard let exon = exon(withSite: kind, at: border, of: flat, model) else { continue }
        // The site that the bases were inserted at is the gene's own.
        let place = origin + border
        found.append(PlacedSite(kind: kind, exon: exon, place: place, isSure: isSure))
      }
    }
    return found
  }

  /// The exon whose acceptor or donor stands at a border between two bases; `nil` if none does.
  private static func exon(
    withSite kind: PlacedSite.Kind, at border: Int, of bases: [UInt8], _ model: TranscriptModel
  ) -> Int? {
    let isDonor = kind == .donor
    let before = isDonor ? compared.exon : compared.intron
    let after = isDonor ? compared.intron : compared.exon
    guard border >= before, border + after <= bases.count else { return nil }
    let core = isDonor ? border : border - 2
    var best: (exon: Int, different: Int)?
    for exon in isDonor ? 0..<model.exons.count - 1 : 1..<model.exons.count {
      let own = isDonor ? model.exons[exon].upperBound : model.exons[exon].lowerBound
      let ownCore = isDonor ? own : own - 2
      guard bases[core] == model.record[ownCore], bases[core + 1] == model.record[ownCore + 1],
        own >= before, own + after <= model.record.count
      else { continue }
      // Exons of a gene may be alike: the most alike is meant.
      let most = best.map { $0.different - 1 } ?? mostDifferent
      var different = 0
      for offset in -before..<after where bases[border + offset] != model.record[own + offset] {
        different += 1
        if different > most { break }
      }
      if different <= most { best = (exon, different) }
    }
    return best?.exon
  }

  /// Whether the inserted bases are whole copies of those before them.
  private static func isRepeat(_ way: CutRecord, _ record: [UInt8]) -> Bool {
    let count = way.inserted.count
    return (1...max(1, min(count, way.cut))).contains { unit in
      guard count % unit == 0, way.inserted[0] == record[way.cut - unit] else { return false }
      return (0..<count).allSatisfy { way.inserted[$0] == record[way.cut - unit + $0 % unit] }
    }
  }

  /// The sites of the record and of inserted bases in order, each once.
  static func joined(_ own: [PlacedSite], _ copied: [PlacedSite]) -> [PlacedSite] {
    guard !copied.isEmpty else { return own }
    var sites = own
    for copy in copied {
      if let known = sites.firstIndex(where: { $0.kind == copy.kind && $0.place == copy.place }) {
        sites[known].isSure = sites[known].isSure || copy.isSure
      } else {
        sites.append(copy)
      }
    }
    return sites.sorted()
  }
}
