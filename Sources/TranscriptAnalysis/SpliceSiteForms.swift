// One splice site and everything that transcripts do there: what reads that come to it are compared with.

import BioSequence

/// One way on from a site.
struct SiteForm: Sendable {
  /// Index of the junction; ``SpliceSiteForms/contiguous`` where the record goes on.
  let junction: Int
  /// The bases beyond the site, away from it.
  let bases: [UInt8]
}

/// A place of the record at which junctions begin (a donor) or end (an acceptor), with its forms.
///
///     donor      exon ...|known exon         acceptor      known exon|... exon
///                exon ...|other exon                       other exon|... exon
///                exon ...|intron                               intron|... exon
struct SpliceSiteForms: Sendable {
  /// The form of a read that does not leave the record.
  static let contiguous = -1
  /// Bases that are compared at most.
  static let longest = 60
  /// Different bases that tell two forms apart, and the fewest bases that are compared.
  static let informative = 3
  static let shortest = 8
  /// Mismatches that a read may have in the first ``shortest`` bases: more are an insertion or deletion beside the site.
  static let mostNear = 2

  /// Index of the gene.
  let gene: Int
  /// Record offset of the first base beyond a donor, or of the first base of an acceptor's exon.
  let recordBorder: Int
  /// Whether reads are followed in transcript direction.
  let isDonor: Bool
  /// The same place on the transcript; `nil` inside an intron.
  let transcriptBorder: Int?
  /// Index of the intron at whose end it is known; `nil` for a site of an event.
  let knownIntron: Int?
  /// Bases before the site that lie together on the record.
  let exonBases: Int
  var forms: [SiteForm] = []
  /// The same junctions where the exon beyond is shorter than what is compared and its far intron was kept: such reads would
  /// fit no form, and a kept intron would seem to have fewer fragments with the junction beside it.
  var keptForms: [SiteForm] = []
  /// Fewest bases beyond the site that tell every form from every other.
  var reach = SpliceSiteForms.shortest
  /// Fewest bases before it that do so from the far ends of its junctions: no form is easier to see than another.
  var anchor = SpliceSiteForms.shortest

  /// The number of bases after which two forms differ enough; `nil` if they do not.
  static func informativeLength(_ first: [UInt8], _ second: [UInt8]) -> Int? {
    var different = 0
    for index in 0..<min(first.count, second.count, longest) where first[index] != second[index] {
      different += 1
      if different == informative { return max(shortest, index + 1) }
    }
    return nil
  }

  /// Whether a further form can be told from those of other junctions.
  func tells(_ form: SiteForm) -> Bool {
    forms.allSatisfy {
      $0.junction == form.junction || SpliceSiteForms.informativeLength($0.bases, form.bases) != nil
    }
  }

  mutating func setReach() {
    for first in forms {
      for second in forms where first.junction < second.junction {
        reach = max(reach, SpliceSiteForms.informativeLength(first.bases, second.bases) ?? SpliceSiteForms.longest)
      }
    }
    let reach = reach
    keptForms.removeAll { kept in
      forms.contains {
        $0.junction != kept.junction
          && SpliceSiteForms.informativeLength($0.bases, kept.bases).map { $0 > reach } ?? true
      }
    }
  }

  /// The form that a read has, of which base `index` is the first one beyond the site.
  ///
  /// The best form must have two mismatches less than that of any other junction, and at most one in eight bases.
  ///
  /// - Returns: index of the junction, or ``contiguous``, and the mismatches that it leaves; `nil` if the read does not tell.
  func form(
    index: Int, beyond: Int, bases: Span<UInt8>, qualities: Span<UInt8>
  ) -> (junction: Int, misses: Int)? {
    let form = best(of: forms, index: index, beyond: beyond, bases: bases, qualities: qualities)
    guard form == nil, !keptForms.isEmpty else { return form }
    return best(of: forms + keptForms, index: index, beyond: beyond, bases: bases, qualities: qualities)
  }

  private func best(
    of forms: [SiteForm], index: Int, beyond: Int, bases: Span<UInt8>, qualities: Span<UInt8>
  ) -> (junction: Int, misses: Int)? {
    var best = (junction: 0, misses: Int.max, near: 0, count: 1)
    var second = Int.max
    for form in forms {
      let count = min(beyond, form.bases.count)
      let known = form.bases.span
      var misses = 0
      var near = 0
      for step in 0..<count {
        let place = isDonor ? index + step : index - step
        if bases[place] < 4, qualities[place] >= 10, bases[place] != known[step] {
          misses += 1
          if step < SpliceSiteForms.shortest { near += 1 }
          if misses > 12 { break }
        }
      }
      if misses < best.misses {
        if best.misses != Int.max, best.junction != form.junction { second = min(second, best.misses) }
        best = (form.junction, misses, near, count)
      } else if form.junction != best.junction {
        second = min(second, misses)
      }
    }
    guard best.misses * 8 <= best.count, best.near <= SpliceSiteForms.mostNear, second >= best.misses + 2 else {
      return nil
    }
    return (best.junction, best.misses)
  }
}

/// All sites of all genes with the junctions between them.
struct SpliceSiteTable: Sendable {
  /// The known junctions of all genes in order, then those of events.
  private(set) var junctions: [SpliceJunction] = []
  /// The sites.
  private(set) var sites: [SpliceSiteForms] = []
  /// For each junction the indices of its donor and acceptor site.
  private(set) var ends: [(donor: Int, acceptor: Int)] = []
  /// For each event the places at which it is distinguished from other forms; `nil` where it cannot be.
  private(set) var places: [EventPlaces?] = []
  /// For each gene the sites by transcript and by record position.
  private(set) var byTranscript: [[(border: Int, site: Int)]] = []
  private(set) var byRecord: [[(border: Int, site: Int)]] = []

  private var siteIndex: [SiteKey: Int] = [:]
  private var junctionIndex: [SpliceJunction: Int] = [:]

  private struct SiteKey: Hashable {
    let gene: Int
    let border: Int
    let isDonor: Bool
  }

  init(genes: [SplicedGene], events: [SplicingEvent]) {
    for (number, gene) in genes.enumerated() {
      for intron in gene.introns {
        _ = add(SpliceJunction(gene: number, donor: intron.lowerBound, acceptor: intron.upperBound), genes)
      }
    }
    places = events.map { place($0, genes) }
    for index in sites.indices { sites[index].setReach() }
    for (index, end) in ends.enumerated() where junctions[index].gene >= 0 {
      sites[end.donor].anchor = max(sites[end.donor].anchor, sites[end.acceptor].reach)
      sites[end.acceptor].anchor = max(sites[end.acceptor].anchor, sites[end.donor].reach)
    }
    for number in genes.indices {
      let own = sites.indices.filter { sites[$0].gene == number }
      byTranscript.append(
        own.compactMap { site in sites[site].transcriptBorder.map { ($0, site) } }.sorted { $0 < $1 })
      byRecord.append(own.map { (sites[$0].recordBorder, $0) }.sorted { $0 < $1 })
    }
  }

  /// The index of a known junction.
  func known(_ intron: Int, gene: Int, _ genes: [SplicedGene]) -> Int {
    genes[..<gene].reduce(0) { $0 + $1.introns.count } + intron
  }

  /// The junction and its sites, made if they are new; `nil` if a site could not tell it from what is there.
  private mutating func add(
    _ junction: SpliceJunction, _ genes: [SplicedGene], piece: Range<Int>? = nil
  ) -> Int? {
    let gene = genes[junction.gene]
    let number = junctionIndex[junction] ?? junctions.count
    let donor = site(SiteKey(gene: junction.gene, border: junction.donor, isDonor: true), gene)
    let acceptor = site(SiteKey(gene: junction.gene, border: junction.acceptor, isDonor: false), gene)
    var onward = gene.downstream(of: junction.acceptor, SpliceSiteForms.longest)
    var back = gene.upstream(of: junction.donor, SpliceSiteForms.longest)
    if let piece, let intron = gene.intron(holding: piece.lowerBound) {
      // A piece of an intron between two junctions: what follows it is the next exon, not the rest of the intron.
      let bases = Array(gene.record.codes[piece])
      let next = gene.mRNA.codes[gene.exonStarts[intron + 1]...]
      let last = gene.mRNA.codes[..<gene.exonStarts[intron + 1]]
      if junction.acceptor == piece.lowerBound {
        onward = Array((bases + next.prefix(SpliceSiteForms.longest)).prefix(SpliceSiteForms.longest))
      } else {
        back = (last.suffix(SpliceSiteForms.longest) + bases).suffix(SpliceSiteForms.longest).reversed()
      }
    }
    let forms = (SiteForm(junction: number, bases: onward), SiteForm(junction: number, bases: back))
    guard sites[donor].tells(forms.0), sites[acceptor].tells(forms.1) else { return nil }
    sites[donor].forms.append(forms.0)
    sites[acceptor].forms.append(forms.1)
    if piece == nil {
      let after = Array(gene.record.codes[junction.acceptor...].prefix(SpliceSiteForms.longest))
      let before = Array(gene.record.codes[..<junction.donor].suffix(SpliceSiteForms.longest).reversed())
      if after != onward { sites[donor].keptForms.append(SiteForm(junction: number, bases: after)) }
      if before != back { sites[acceptor].keptForms.append(SiteForm(junction: number, bases: before)) }
    }
    if number == junctions.count {
      junctions.append(junction)
      ends.append((donor, acceptor))
      junctionIndex[junction] = number
    }
    return number
  }

  private mutating func site(_ key: SiteKey, _ gene: SplicedGene) -> Int {
    if let index = siteIndex[key] { return index }
    let inside = key.isDonor ? key.border - 1 : key.border
    let piece =
      gene.intron(holding: inside).map { gene.introns[$0] }
      ?? gene.transcript.exons.first { $0.contains(inside) } ?? inside..<inside + 1
    let offset = gene.transcript.transcriptOffset(ofRecordOffset: inside)
    var site = SpliceSiteForms(
      gene: key.gene, recordBorder: key.border, isDonor: key.isDonor,
      transcriptBorder: offset.map { key.isDonor ? $0 + 1 : $0 },
      knownIntron: gene.introns.firstIndex { (key.isDonor ? $0.lowerBound : $0.upperBound) == key.border },
      exonBases: key.isDonor ? key.border - piece.lowerBound : piece.upperBound - key.border)
    site.forms.append(
      SiteForm(
        junction: SpliceSiteForms.contiguous,
        bases: key.isDonor
          ? gene.downstream(of: key.border, SpliceSiteForms.longest)
          : gene.upstream(of: key.border, SpliceSiteForms.longest)))
    sites.append(site)
    siteIndex[key] = sites.count - 1
    return sites.count - 1
  }

  private mutating func place(_ event: SplicingEvent, _ genes: [SplicedGene]) -> EventPlaces? {
    let gene = genes[event.gene]
    if event.kind == .intronRetention {
      let intron = gene.intron(holding: event.gained.lowerBound) ?? 0
      let known = ends[known(intron, gene: event.gene, genes)]
      return EventPlaces(
        left: .init(site: known.donor, form: SpliceSiteForms.contiguous),
        right: .init(site: known.acceptor, form: SpliceSiteForms.contiguous))
    }
    var numbers: [Int] = []
    for junction in event.junctions(on: gene) {
      guard let number = add(junction, genes, piece: event.kind == .crypticExon ? event.gained : nil) else {
        return nil
      }
      numbers.append(number)
    }
    guard let first = numbers.first, let last = numbers.last else { return nil }
    let left = EventPlaces.Place(site: ends[first].donor, form: first)
    let right = EventPlaces.Place(site: ends[last].acceptor, form: last)
    return EventPlaces(
      left: sites[left.site].knownIntron == nil ? nil : left, right: sites[right.site].knownIntron == nil ? nil : right)
  }
}

/// The known sites at which an event is distinguished from other forms: the donor before it, the acceptor behind it, or both.
struct EventPlaces: Sendable {
  /// A site and the event's form there.
  struct Place: Sendable {
    let site: Int
    let form: Int
  }
  let left: Place?
  let right: Place?
}
