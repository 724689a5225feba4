// A gene record with one change and the splice sites that are left on it: from them follow the transcripts it can make.

import BioSequence

/// One way to write a change: `record[..<cut] + inserted + record[resume...]`. A duplication resumes before its cut.
struct CutRecord {
  let cut: Int
  let resume: Int
  let inserted: [UInt8]
  /// What is added to the offset of a base behind the change.
  var shift: Int { cut + inserted.count - resume }
}

/// A changed record with its splice sites.
struct SplicedAllele {
  let model: TranscriptModel
  let edit: SequenceEdit
  let ways: [CutRecord]
  /// Every site that is left, and those that inserted bases bring, in order.
  let sites: [PlacedSite]
  /// Whether inserted bases bring splice sites of the gene.
  let holdsCopiedSites: Bool

  /// The most places that are tried for a change in a repeat.
  private static let mostPlaces = 2000

  init(_ edit: SequenceEdit, on model: TranscriptModel) {
    self.model = model
    self.edit = edit
    ways = SplicedAllele.ways(edit, model.record)
    let own = SplicedAllele.sites(ways, edit, model)
    let copied = SplicedAllele.copiedSites(ways[0], edit, model)
    holdsCopiedSites = !copied.isEmpty
    sites = SplicedAllele.joined(own, copied)
  }

  /// The change in all places that make the same allele, as it is named first.
  static func ways(_ edit: SequenceEdit, _ record: [UInt8]) -> [CutRecord] {
    let range = edit.range
    switch edit.kind {
    case .identity: return [CutRecord(cut: 0, resume: 0, inserted: [])]
    case .substitution, .delins, .inversion:
      return [CutRecord(cut: range.lowerBound, resume: range.upperBound, inserted: edit.inserted)]
    case .insertion:
      var found = [CutRecord(cut: range.lowerBound, resume: range.lowerBound, inserted: edit.inserted)]
      var bases = edit.inserted
      var place = range.lowerBound
      while place > 0, found.count < mostPlaces, let last = bases.last, record[place - 1] == last {
        bases.insert(bases.removeLast(), at: 0)
        place -= 1
        found.append(CutRecord(cut: place, resume: place, inserted: bases))
      }
      return found
    case .deletion, .duplication:
      func way(_ lower: Int) -> CutRecord {
        let upper = lower + range.count
        return edit.kind == .deletion
          ? CutRecord(cut: lower, resume: upper, inserted: []) : CutRecord(cut: upper, resume: lower, inserted: [])
      }
      var found = [way(range.lowerBound)]
      var lower = range.lowerBound
      while lower > 0, found.count < mostPlaces, record[lower - 1] == record[lower - 1 + range.count] {
        lower -= 1
        found.append(way(lower))
      }
      return found
    }
  }

  /// A site of the unchanged record: the border, and the bases without which it is not used.
  private struct Site {
    let kind: PlacedSite.Kind
    let exon: Int
    let border: Int
    let core: Range<Int>

    init(_ place: PlacedSite, _ model: TranscriptModel) {
      (kind, exon, border) = (place.kind, place.exon, place.place)
      core =
        switch place.kind {
        case .acceptor: exon == 0 ? border..<border + 1 : border - 2..<border
        case .donor: exon == model.exons.count - 1 ? border - 1..<border : border..<border + 2
        }
    }
  }

  private static func sites(_ ways: [CutRecord], _ edit: SequenceEdit, _ model: TranscriptModel) -> [PlacedSite] {
    var low = Int.max
    var high = 0
    for way in ways {
      low = min(low, way.cut, way.resume)
      high = max(high, way.cut, way.resume)
    }
    let all = model.sites
    let shift = ways[0].shift
    // Most sites lie to one side of the change in all its places: with the two bases of the site and one to spare.
    let first = all.firstIndex { $0.place + 3 > low } ?? all.count
    let behind = all.lastIndex { $0.place - 3 < high }.map { max($0 + 1, first) } ?? first
    var found: [PlacedSite] = []
    found.reserveCapacity(all.count + 2)
    found += all[..<first]
    for placed in all[first..<behind] {
      let site = Site(placed, model)
      if site.border < low, site.core.upperBound <= low {
        found.append(placed)
      } else if site.border > high, site.core.lowerBound >= high {
        found.append(PlacedSite(kind: placed.kind, exon: placed.exon, place: placed.place + shift))
      } else {
        found += places(of: site, ways, edit, model)
      }
    }
    let rest = found.count
    found += all[behind...]
    if shift != 0 {
      for index in rest..<found.count {
        found[index] = PlacedSite(kind: found[index].kind, exon: found[index].exon, place: found[index].place + shift)
      }
    }
    let isOrdered = found.indices.dropFirst().allSatisfy { !(found[$0] < found[$0 - 1]) }
    return isOrdered ? found : found.sorted()
  }

  /// Where a site at or in the change may stand.
  private static func places(
    of site: Site, _ ways: [CutRecord], _ edit: SequenceEdit, _ model: TranscriptModel
  ) -> [PlacedSite] {
    // Where the change takes a whole intron away, a site of it that an equal description keeps has none to splice.
    if edit.kind == .deletion, takesIntron(of: site, ways, model) || takesEnd(site, ways, model) { return [] }
    var found: [PlacedSite] = []
    func add(_ place: Int, isSure: Bool) {
      if let known = found.firstIndex(where: { $0.place == place }) {
        found[known].isSure = found[known].isSure || isSure
      } else {
        found.append(PlacedSite(kind: site.kind, exon: site.exon, place: place, isSure: isSure))
      }
    }
    for (number, way) in ways.enumerated() {
      let isSure = number == 0 && !isDoubtful(site, way)
      if site.core.upperBound <= way.cut, site.border <= way.cut { add(site.border, isSure: isSure) }
      if site.core.lowerBound >= way.resume, site.border >= way.resume {
        add(site.border + way.shift, isSure: isSure)
      }
    }
    keepSpelled(site, ways[0], edit, model) { add($0, isSure: false) }
    return found
  }

  private static func takesIntron(of site: Site, _ ways: [CutRecord], _ model: TranscriptModel) -> Bool {
    let intron = site.kind == .donor ? site.exon : site.exon - 1
    guard intron >= 0, intron + 1 < model.exons.count else { return false }
    let (start, end) = (model.exons[intron].upperBound, model.exons[intron + 1].lowerBound)
    return ways.contains { $0.cut < start + 2 && $0.resume > end - 2 }
  }

  /// Whether the first or last exon is lost as a whole, in any description: one like base at its end is no start or end of
  /// transcription, nor are the bases behind the polyadenylation signal.
  private static func takesEnd(_ site: Site, _ ways: [CutRecord], _ model: TranscriptModel) -> Bool {
    guard site.core.count == 1 else { return false }
    let exon = model.exons[site.exon]
    let end = site.kind == .donor ? model.polyadenylationSignal.upperBound : exon.upperBound
    return ways.contains { $0.cut <= exon.lowerBound && $0.resume >= end }
  }

  /// Bases that come to stand between the site and its exon, or a copy that begins or ends inside the site.
  private static func isDoubtful(_ site: Site, _ way: CutRecord) -> Bool {
    guard way.shift > 0, site.core.count == 2 else { return false }
    if way.cut == way.resume { return way.cut == site.border }
    guard way.resume < way.cut else { return false }
    let isSplit =
      way.resume > site.core.lowerBound && way.resume < site.core.upperBound
      || way.cut > site.core.lowerBound && way.cut < site.core.upperBound
    return isSplit || site.kind == .acceptor && way.cut == site.border
  }

  /// A site whose two bases stand in their place though the change is written over them, and GC for the GT of a donor.
  private static func keepSpelled(
    _ site: Site, _ way: CutRecord, _ edit: SequenceEdit, _ model: TranscriptModel, _ add: (Int) -> Void
  ) {
    guard site.core.count == 2, site.core.lowerBound < way.resume, site.core.upperBound > way.cut else { return }
    guard edit.kind == .substitution || edit.kind == .delins || edit.kind == .inversion else { return }
    func base(_ offset: Int) -> UInt8 {
      if offset < way.cut { return model.record[offset] }
      let inside = offset - way.cut
      if inside < way.inserted.count { return way.inserted[inside] }
      let behind = offset - way.shift
      return model.record.indices.contains(behind) ? model.record[behind] : 4
    }
    for shift in Set([0, way.shift]) {
      // Counted from the change's far side, the place must still lie at the change: further off, two equal bases are chance.
      let (first, behind) = (site.core.lowerBound + shift, site.core.upperBound + shift)
      guard first <= way.cut + way.inserted.count, behind >= way.cut else { continue }
      let core = site.core.map { base($0 + shift) }
      let isWeakDonor = site.kind == .donor && core == [2, 1] && Array(model.record[site.core]) == [2, 3]
      if core.elementsEqual(model.record[site.core]) || isWeakDonor { add(site.border + shift) }
    }
  }
}

extension SplicedAllele {
  /// A base of the changed record; N beyond its end.
  subscript(offset: Int) -> UInt8 {
    let way = ways[0]
    if offset < way.cut { return offset < 0 ? 4 : model.record[offset] }
    let inside = offset - way.cut
    if inside < way.inserted.count { return way.inserted[inside] }
    let behind = offset - way.shift
    return behind < model.record.count ? model.record[behind] : 4
  }

  /// Where a base of the unchanged record lies on the changed one; the first copy of a duplication, `nil` if it is lost.
  func place(ofRecordOffset offset: Int) -> Int? {
    if offset < ways[0].cut { return offset }
    return offset >= ways[0].resume ? offset + ways[0].shift : nil
  }

  /// What becomes of two sites of one kind with no other between them.
  enum Policy {
    /// The exon that lacks its other end is left out.
    case skip
    /// What lies between is read on into.
    case retain
  }

  /// The pieces of the changed record that make a transcript.
  struct Chain: Hashable {
    var ends: [PlacedSite] = []
    /// Sites that the policy `retain` passed over.
    var passed: [PlacedSite] = []
  }

  /// Joins what lies between the sites, from the start of transcription to its end.
  func chain(_ all: [PlacedSite], _ policy: Policy) -> Chain {
    var chain = Chain()
    // An exon that has no base left is no exon.
    var sites = all
    for index in all.indices.dropFirst() where all[index].place == all[index - 1].place {
      sites = all.filter { site in
        !all.contains { $0.place == site.place && $0.exon == site.exon && $0.kind != site.kind }
      }
      break
    }
    for site in sites {
      guard let last = chain.ends.last else {
        chain.ends.append(site)
        continue
      }
      if last.kind != site.kind {
        chain.ends.append(site)
      } else if site.kind == .acceptor {
        if policy == .skip, chain.ends.count > 1 {
          chain.ends[chain.ends.count - 1] = site
        } else {
          chain.passed.append(site)
        }
      } else if policy == .retain || site == sites.last {
        chain.passed.append(last)
        chain.ends[chain.ends.count - 1] = site
      }
    }
    return chain
  }

  /// Appends bases of the changed record: what lies to one side of the change as a whole.
  private func append(_ range: Range<Int>, to codes: inout [UInt8]) {
    let way = ways[0]
    if range.lowerBound >= 0, range.upperBound <= way.cut {
      append(ofRecord: range, to: &codes)
    } else if range.lowerBound >= way.cut + way.inserted.count, range.upperBound - way.shift <= model.record.count {
      append(ofRecord: range.lowerBound - way.shift..<range.upperBound - way.shift, to: &codes)
    } else {
      for offset in range { codes.append(self[offset]) }
    }
  }

  private func append(ofRecord range: Range<Int>, to codes: inout [UInt8]) {
    unsafe model.record.withUnsafeBufferPointer { record in
      unsafe codes.append(contentsOf: UnsafeBufferPointer(rebasing: record[range]))
    }
  }

  /// The bases of a chain, and the offset of its last exon-exon junction.
  func bases(_ chain: Chain) -> (codes: [UInt8], junction: Int) {
    var codes: [UInt8] = []
    codes.reserveCapacity(model.spliced.count + 64)
    var junction = 0
    for index in stride(from: 0, to: chain.ends.count - 1, by: 2) {
      junction = codes.count
      append(chain.ends[index].place..<max(chain.ends[index].place, chain.ends[index + 1].place), to: &codes)
    }
    return (codes, junction)
  }

  /// What the transcript of a chain does to the translation.
  func coding(_ chain: Chain) -> CodingEffect {
    let (codes, junction) = bases(chain)
    return model.codingEffect(ofTranscript: codes, lastJunction: junction)
  }
}

extension TranscriptModel {
  /// How many bases two sequences share at their start, and how many of the rest at their end; by words of eight bases
  /// and four words at once.
  static func sharedEnds(_ left: [UInt8], _ right: [UInt8]) -> (first: Int, last: Int) {
    let most = min(left.count, right.count)
    return unsafe left.withUnsafeBytes { left in
      unsafe right.withUnsafeBytes { right in
        func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
          unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
        /// Whether the 32 bytes from there on are the same.
        func isSame(_ one: Int, _ other: Int) -> Bool {
          var differing: UInt64 = 0
          for step in stride(from: 0, to: 32, by: 8) {
            differing |= unsafe (word(left, one + step) ^ word(right, other + step))
          }
          return differing == 0
        }
        var first = 0
        while first + 32 <= most, isSame(first, first) { first += 32 }
        while first + 8 <= most, unsafe word(left, first) == word(right, first) { first += 8 }
        while first < most, unsafe left[first] == right[first] { first += 1 }
        var last = 0
        let rest = most - first
        while last + 32 <= rest, isSame(left.count - last - 32, right.count - last - 32) { last += 32 }
        while last + 8 <= rest, unsafe word(left, left.count - last - 8) == word(right, right.count - last - 8) {
          last += 8
        }
        while last < rest, unsafe left[left.count - 1 - last] == right[right.count - 1 - last] { last += 1 }
        return (first, last)
      }
    }
  }

  /// The effect of a whole transcript in place of the normal one.
  ///
  /// - Parameter lastJunction: offset of its last exon-exon junction, from which decay follows.
  func codingEffect(ofTranscript codes: [UInt8], lastJunction: Int) -> CodingEffect {
    if codes == spliced { return CodingEffect(change: .identity) }
    let (first, end) = TranscriptModel.sharedEnds(codes, spliced)
    let effect = codingEffect(
      replacing: first..<spliced.count - end, with: Array(codes[first..<codes.count - end]))
    guard let stop = effect.prematureStop else { return effect }
    return CodingEffect(
      change: effect.change, referenceResidues: effect.referenceResidues, alternateResidues: effect.alternateResidues,
      isFrameshift: effect.isFrameshift, prematureStop: stop,
      stopToLastJunction: lastJunction - (coding.lowerBound + 3 * stop))
  }
}
