// The fragments at each call, for the screen's page.

import Alignment
import BioSequence
import Pages
import Reporting
import TypeICollagen

/// Pictures of the fragments at the calls that passed.
struct CallPileups {
  /// Calls that a picture is drawn of; the BAM holds the fragments of all.
  static let mostCalls = 6
  /// Fragments that a picture holds.
  private static let mostFragments = 22
  /// Bases shown on both sides of a call.
  private static let flank = 18
  /// The longest call that is drawn: larger ones show by their ends and by depth.
  private static let longest = 24

  private let store: AlignedReadStore
  private let genes: GeneCatalog
  private let assembly: Assembly

  init(store: AlignedReadStore, genes: GeneCatalog, assembly: Assembly) {
    self.store = store
    self.genes = genes
    self.assembly = assembly
  }

  /// The pictures of the first calls that passed and are small, in their order.
  ///
  /// - Complexity: each aligned read is looked at once for each call.
  func pictures(_ report: ScreenDocument) -> [PileupPicture] {
    Array(report.passed.lazy.compactMap(picture).prefix(CallPileups.mostCalls))
  }

  private func picture(_ call: Call) -> PileupPicture? {
    guard !call.isSymbolic, max(call.ref.utf8.count, call.alt.utf8.count) <= CallPileups.longest,
      let number = genes.genes.firstIndex(where: { $0.symbol == call.gene })
    else { return nil }
    let record = genes.genes[number].record
    guard let mapping = record.mapping(on: assembly) else { return nil }
    // Without the bases that both alleles begin with; an insertion lies between the two bases beside it.
    let common = zip(call.ref.utf8, call.alt.utf8).prefix { $0 == $1 }.count
    let (lower, upper) = (call.pos - 1 + common, call.pos - 1 + call.ref.utf8.count)
    let site = mapping.recordRange(ofChromosomeRange: lower < upper ? lower..<upper : lower - 1..<lower + 1)
    let shown =
      max(0, site.lowerBound - CallPileups.flank)..<min(record.sequence.count, site.upperBound + CallPileups.flank)
    guard shown.lowerBound <= site.lowerBound, site.upperBound <= shown.upperBound else { return nil }
    let fragments = fragments(over: site, in: shown, of: record.sequence, reference: number)
    let growth = call.alt.utf8.count - call.ref.utf8.count
    let (with, without) = (
      fragments.filter { CallPileups.differs($0, site, growth, from: shown.lowerBound) },
      fragments.filter { !CallPileups.differs($0, site, growth, from: shown.lowerBound) }
    )
    guard !fragments.isEmpty else { return nil }
    let room = min(CallPileups.mostFragments, fragments.count)
    let differing = min(
      with.count, max(room - without.count, (room * with.count + fragments.count / 2) / fragments.count))
    return PileupPicture(
      title: call.name, reference: record.sequence[shown].description,
      site: site.lowerBound - shown.lowerBound..<site.upperBound - shown.lowerBound,
      fragments: CallPileups.spread(with, differing) + CallPileups.spread(without, room - differing),
      differing: differing, total: fragments.count)
  }

  /// Every so many, so that first and last ones are among them.
  private static func spread(_ rows: [[PileupPicture.Piece]], _ count: Int) -> [[PileupPicture.Piece]] {
    (0..<min(count, rows.count)).map { rows[$0 * rows.count / count] }
  }

  /// Whether a fragment shows another base at the site, or, for a change of length, one of that length nearby: alignments
  /// may place it at another copy of a repeat.
  private static func differs(
    _ pieces: [PileupPicture.Piece], _ site: Range<Int>, _ growth: Int, from start: Int
  ) -> Bool {
    pieces.contains { piece in
      piece.changes.contains { change in
        switch change {
        case .base(let place, _): growth == 0 && site.contains(place + start)
        case .deletion(let range): growth < 0 && range.count == -growth
        case .insertion(_, let length): growth > 0 && length == growth
        }
      }
    }
  }

  /// The fragments with a read over the site, by where they begin.
  private func fragments(
    over site: Range<Int>, in shown: Range<Int>, of sequence: DNASequence, reference: Int
  ) -> [[PileupPicture.Piece]] {
    var pieces: [Int: [PileupPicture.Piece]] = [:]
    for read in store.reads
    where read.reference == reference && read.start < shown.upperBound && shown.lowerBound < read.end {
      pieces[read.template, default: []].append(piece(read, in: shown, of: sequence))
    }
    let start = shown.lowerBound
    return pieces.filter { $0.value.contains { $0.range.overlaps(site.lowerBound - start..<site.upperBound - start) } }
      .sorted { ($0.value[0].range.lowerBound, $0.key) < ($1.value[0].range.lowerBound, $1.key) }
      .map { $0.value.sorted { $0.range.lowerBound < $1.range.lowerBound } }
  }

  private func piece(_ read: AlignedRead, in shown: Range<Int>, of sequence: DNASequence) -> PileupPicture.Piece {
    let operations = store.cigars[read.cigar]
    let part = max(read.start, shown.lowerBound)..<min(read.end, shown.upperBound)
    var changes: [PileupPicture.Change] = []
    var (place, base) = (read.start, read.bases.lowerBound)
    for operation in operations {
      let next = place + (operation.consumesReference ? operation.length : 0)
      switch operation.kind {
      case .match:
        for offset in max(place, part.lowerBound)..<max(max(place, part.lowerBound), min(next, part.upperBound)) {
          let code = store.bases[base + offset - place]
          if code != sequence.codes[offset], code < 4, let letter = Nucleotide(rawValue: code) {
            changes.append(
              .base(offset - shown.lowerBound, letter: String(UnicodeScalar(letter.ascii))))
          }
        }
      case .deletion, .skip:
        let lost = max(place, part.lowerBound)..<max(max(place, part.lowerBound), min(next, part.upperBound))
        if !lost.isEmpty {
          changes.append(.deletion(lost.lowerBound - shown.lowerBound..<lost.upperBound - shown.lowerBound))
        }
      case .insertion:
        if part.contains(place) { changes.append(.insertion(place - shown.lowerBound, length: operation.length)) }
      case .softClip: break
      }
      if operation.consumesRead { base += operation.length }
      place = next
    }
    return PileupPicture.Piece(
      range: part.lowerBound - shown.lowerBound..<part.upperBound - shown.lowerBound,
      isForward: read.strand == .forward,
      clips: (
        operations.first?.kind == .softClip && part.lowerBound == read.start,
        operations.last?.kind == .softClip && part.upperBound == read.end
      ), changes: changes)
  }
}
