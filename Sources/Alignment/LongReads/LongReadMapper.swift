// Places reads that are longer than the short-read mapper takes: in pieces, each a row of exact matches with the gaps aligned.

import BioSequence

/// Maps single long reads, amplicons and assembled sequences to the records of an index.
///
///     read     |-tail-|=== piece ===|-- put in, or of elsewhere --|=== piece, maybe of the other strand ===|-tail-|
///
/// A piece is a row of unique 31-mers on one strand, in the same order in read and record. Deletions of any length and
/// insertions up to ``LongReadChaining/longestJump`` lie inside a piece, as gaps; what is turned round or lies the other way
/// lies in pieces of its own. The first piece is the read; further ones are marked as supplementary.
///
/// Of what is not aligned beside a piece ``clip`` bases are kept, unless they are fewer than ``shortestClip`` at the end of
/// the read (adapters and barcodes) or lie beyond the record.
package struct LongReadMapper: Sendable {
  /// Bases of an unaligned end that are kept beside a piece.
  static let clip = 400
  /// Fewer bases at an end of a read are an adapter.
  static let shortestClip = 100
  /// Most pieces of one read.
  static let mostPieces = 8
  /// Fewest bases in unique 31-mers that make a piece.
  static let fewestAnchored: Int32 = 100
  /// Smallest part of equal bases in a piece.
  static let leastIdentity = 0.8
  /// A piece of so many bases outside repeats is of the record, whatever else the read has.
  static let sureBases = 1000
  /// Unaligned bases on both sides of a gap that resemble each other less than this part them.
  private static let leastGapIdentity = 0.65
  private static let shortestUnlike = 100
  /// Bases that are aligned beyond the outermost matches in one step, and the steps.
  private static let endBlock = 1000
  private static let endSteps = 4

  let index: KMerIndex

  /// A mapper for the records of an index.
  package init(index: KMerIndex) {
    self.index = index
  }

  /// Maps a read of more than ``ReadMapper/longestRead`` bases without a mate.
  ///
  /// - Parameters:
  ///   - bases: ASCII letters.
  ///   - qualities: Phred+33, as many.
  ///   - template: the number of the template in input order.
  ///   - store: receives the pieces if the read is used.
  package func map(
    bases: Span<UInt8>, qualities: Span<UInt8>, template: Int, into store: inout AlignedReadStore
  ) -> TemplateOutcome {
    var anchors = LongReadAnchors(bases, index: index)
    guard !anchors.forward.isEmpty || !anchors.reverse.isEmpty else { return TemplateOutcome(first: .unmapped) }
    var aligner = GapAligner()
    var pieces: [LongReadPiece] = []
    while pieces.count < LongReadMapper.mostPieces {
      let forward = LongReadChaining.best(anchors.forward, text: index.text)
      let reverse = LongReadChaining.best(anchors.reverse, text: index.text)
      let isReverse = reverse.score > forward.score
      let row = isReverse ? reverse : forward
      guard row.score >= LongReadMapper.fewestAnchored else { break }
      let codes = LongReadMapper.codes(bases, isReverse: isReverse)
      let found = self.pieces(of: row.segments, codes: codes, isReverse: isReverse, aligner: &aligner)
      pieces += found.filter { isSure($0) }
      for piece in found { anchors.remove(in: piece.sequenced(of: bases.count), readLength: bases.count) }
      for segment in row.segments {
        let own = Int(segment.queryStart)..<Int(segment.queryEnd)
        anchors.remove(
          in: isReverse ? bases.count - own.upperBound..<bases.count - own.lowerBound : own, readLength: bases.count)
      }
    }
    guard let longest = pieces.max(by: { $0.unique < $1.unique }) else {
      return TemplateOutcome(first: .filtered(.partialMatch))
    }
    if longest.unique < LongReadMapper.sureBases, missing(pieces, readLength: bases.count) > longest.unique {
      return TemplateOutcome(first: .filtered(.partialMatch))
    }
    for piece in pieces.sorted(by: { ($0.unique, $1.query.lowerBound) > ($1.unique, $0.query.lowerBound) }) {
      append(piece, bases: bases, qualities: qualities, template: template, isFirst: piece == longest, to: &store)
    }
    return TemplateOutcome(first: .used)
  }

  /// Whether a piece is long and like the record.
  private func isSure(_ piece: LongReadPiece) -> Bool {
    piece.unique >= Int(LongReadMapper.fewestAnchored)
      && Double(piece.matches) >= LongReadMapper.leastIdentity * Double(piece.compared)
      && piece.operations.count < Int(UInt16.max) - 2
  }

  /// Bases of the read that lie within the record, as its longest piece places it, and in no piece.
  private func missing(_ pieces: [LongReadPiece], readLength: Int) -> Int {
    guard let longest = pieces.max(by: { $0.unique < $1.unique }) else { return readLength }
    let range = index.text.ranges[index.text.reference(at: longest.text.lowerBound)]
    let before = min(longest.query.lowerBound, longest.text.lowerBound - range.lowerBound)
    let after = min(readLength - longest.query.upperBound, range.upperBound - longest.text.upperBound)
    let others = pieces.reduce(0) { $0 + $1.query.count } - longest.query.count
    return max(0, before + after - others)
  }

  /// Codes 0-4 of a read on a strand.
  private static func codes(_ bases: Span<UInt8>, isReverse: Bool) -> [UInt8] {
    let table = Nucleotide.codes
    var codes = [UInt8](repeating: 4, count: bases.count)
    for index in 0..<bases.count {
      let code = min(table[Int(bases[index])], 4)
      if isReverse {
        codes[bases.count - 1 - index] = code < 4 ? 3 - code : 4
      } else {
        codes[index] = code
      }
    }
    return codes
  }

  /// Aligns what lies between the matches of a row; more than one piece where something else lies there.
  private func pieces(
    of row: [Segment], codes: [UInt8], isReverse: Bool, aligner: inout GapAligner
  ) -> [LongReadPiece] {
    var pieces: [LongReadPiece] = []
    guard let first = row.first else { return [] }
    let text = index.text
    let range = text.ranges[text.reference(at: Int(first.textStart))]
    var piece = LongReadPiece(starting: first, isReverse: isReverse)
    for segment in row {
      let query = piece.query.upperBound..<Int(segment.queryStart)
      let gap = piece.text.upperBound..<Int(segment.textStart)
      if !query.isEmpty || !gap.isEmpty {
        if let between = aligner.global(codes[query], text.codes[gap]), !isUnlike(between) {
          piece.append(between)
        } else {
          pieces.append(piece)
          piece = LongReadPiece(starting: segment, isReverse: isReverse)
        }
      }
      piece.appendMatch(Int(segment.queryEnd) - piece.query.upperBound)
    }
    pieces.append(piece)
    for number in pieces.indices {
      // Beyond the matches a piece may not reach into the next one.
      let lower = number > 0 ? pieces[number - 1].query.upperBound : 0
      let upper = number + 1 < pieces.count ? pieces[number + 1].query.lowerBound : codes.count
      extend(&pieces[number], in: lower..<upper, record: range, codes: codes, aligner: &aligner)
      pieces[number].unique =
        pieces[number].text.count
        - text.repeatBases(from: pieces[number].text.lowerBound, to: pieces[number].text.upperBound)
        - pieces[number].deleted
    }
    return pieces
  }

  /// Whether read and record are both long between two matches and have nothing to do with each other.
  private func isUnlike(_ gap: GapAligner.Result) -> Bool {
    // Gaps that come in twos are as much of a difference as mismatches are.
    let columns = gap.operations.reduce(0) { $0 + $1.length } - abs(gap.query - gap.text)
    return min(gap.query, gap.text) >= LongReadMapper.shortestUnlike
      && Double(gap.matches) < LongReadMapper.leastGapIdentity * Double(columns)
  }

  /// Aligns the read beyond the outermost matches, as far as it is like the record.
  private func extend(
    _ piece: inout LongReadPiece, in limits: Range<Int>, record: Range<Int>, codes: [UInt8], aligner: inout GapAligner
  ) {
    let text = index.text.codes
    let block = LongReadMapper.endBlock
    for _ in 0..<LongReadMapper.endSteps {
      let query = piece.query.upperBound..<min(limits.upperBound, piece.query.upperBound + block)
      let there = piece.text.upperBound..<min(record.upperBound, piece.text.upperBound + block + block / 8)
      let end = aligner.prefix(codes[query], text[there])
      piece.append(end)
      if end.query < query.count * 9 / 10 || query.isEmpty { break }
    }
    for _ in 0..<LongReadMapper.endSteps {
      let query = max(limits.lowerBound, piece.query.lowerBound - block)..<piece.query.lowerBound
      let there = max(record.lowerBound, piece.text.lowerBound - block - block / 8)..<piece.text.lowerBound
      let start = aligner.prefix(Array(codes[query].reversed())[...], Array(text[there].reversed())[...])
      piece.prepend(start)
      if start.query < query.count * 9 / 10 || query.isEmpty { break }
    }
  }

  /// Adds a piece to the store with what is kept of its unaligned ends.
  private func append(
    _ piece: LongReadPiece, bases: Span<UInt8>, qualities: Span<UInt8>, template: Int, isFirst: Bool,
    to store: inout AlignedReadStore
  ) {
    let reference = index.text.reference(at: piece.text.lowerBound)
    let range = index.text.ranges[reference]
    func kept(_ unaligned: Int, _ room: Int) -> Int {
      unaligned < LongReadMapper.shortestClip || room < LongReadMapper.shortestClip
        ? 0 : min(unaligned, LongReadMapper.clip)
    }
    let leading = kept(piece.query.lowerBound, piece.text.lowerBound - range.lowerBound)
    let trailing = kept(bases.count - piece.query.upperBound, range.upperBound - piece.text.upperBound)
    let taken = piece.query.lowerBound - leading..<piece.query.upperBound + trailing
    let table = Nucleotide.codes
    var codes: [UInt8] = []
    var scores: [UInt8] = []
    codes.reserveCapacity(taken.count)
    scores.reserveCapacity(taken.count)
    for offset in taken {
      let index = piece.isReverse ? bases.count - 1 - offset : offset
      let code = min(table[Int(bases[index])], 4)
      codes.append(piece.isReverse && code < 4 ? 3 - code : code)
      scores.append(qualities.isEmpty ? 30 : max(qualities[index], 33) - 33)
    }
    var operations = piece.operations
    if leading > 0 { operations.insert(CIGAROperation(.softClip, leading), at: 0) }
    if trailing > 0 { operations.append(CIGAROperation(.softClip, trailing)) }
    store.append(
      reference: reference, start: piece.text.lowerBound - range.lowerBound,
      strand: piece.isReverse ? .reverse : .forward, mappingQuality: piece.unique >= 300 ? 60 : 30,
      template: template, isSecond: false, isProperPair: false, bases: codes, qualities: scores, cigar: operations,
      isSupplementary: !isFirst)
  }
}
