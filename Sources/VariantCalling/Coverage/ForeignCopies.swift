// Pieces of the genes that lie a further time elsewhere, joined to other DNA: plasmids, minigenes, constructs of exons, and
// copies that were put in at another place of the genome.

import BioSequence

/// What of a record's junctions is of further copies of its bases, and not of the two chromosomes.
///
///     a piece a..b elsewhere      left clips at a, right clips at b: the bases between go on within, and end on both sides
///     a construct of exons        such ends at the borders of many exons
///
/// Neither is a variant of the gene: the bases at the ends are left without a call, and a diagnostic tells of them.
struct ForeignCopies {
  /// The pieces, in order of their ends.
  let pieces: [ClosedRange<Int>]
  /// Whether ends lie at the borders of so many exons that they are of a construct.
  let isConstruct: Bool

  /// Shorter pieces are insertions that reads show.
  private static let shortest = 50
  /// The two ends of one piece are in so many times as many fragments at most.
  private static let mostUnlike = 3
  /// A construct keeps so many bases of intron beside its exons at most.
  private static let besideExon = 12
  /// Ends at the borders of exons that make a construct.
  private static let fewestBorders = 6
  /// Deletions of so many bases within a piece are of the piece.
  private static let longEvent = 30

  /// - Parameter junctions: those that no call explains.
  init(_ junctions: [BrokenJunction], exons: [Range<Int>]) {
    var found: [ClosedRange<Int>] = []
    var open: [BrokenJunction] = []
    for junction in ForeignCopies.oneSided(junctions) {
      if junction.isLeft {
        open.append(junction)
      } else if let index = open.lastIndex(where: { start in
        // Introns that were cut short within a piece have ends of their own, in fewer or in as many fragments.
        junction.position - start.position >= ForeignCopies.shortest
          && max(start.broken, junction.broken) <= ForeignCopies.mostUnlike * min(start.broken, junction.broken)
      }) {
        found.append(open[index].position...junction.position)
        open.remove(at: index)
      }
    }
    pieces = found
    let atBorders = junctions.count { junction in
      exons.contains {
        abs($0.lowerBound - junction.position) <= ForeignCopies.besideExon
          || abs($0.upperBound - junction.position) <= ForeignCopies.besideExon
      }
    }
    isConstruct = atBorders >= ForeignCopies.fewestBorders && 2 * atBorders >= junctions.count
  }

  /// The junctions without one of the other side beside them, in order: ends of a piece, not of an insertion or a short
  /// deletion.
  static func oneSided(_ junctions: [BrokenJunction]) -> [BrokenJunction] {
    junctions.sorted { $0.position < $1.position }.filter { junction in
      !junctions.contains {
        $0.isLeft != junction.isLeft && abs($0.position - junction.position) <= BrokenFragments.oneSite
      }
    }
  }

  /// Whether an insertion or duplication is of bases of the genes, as the pieces of a construct are joined: no call where
  /// there are further copies. O(length of the records).
  static func isJoined(_ variant: Variant, records: [DNASequence]) -> Bool {
    let new = variant.replacement.codes
    guard new.count - variant.range.count >= longEvent else { return false }
    var seeds: Set<UInt64> = []
    forEachSeed(of: new) { seeds.insert($0) }
    forEachSeed(of: variant.replacement.reverseComplement.codes) { seeds.insert($0) }
    return records.contains { record in
      var isFound = false
      forEachSeed(of: record.codes) { isFound = isFound || seeds.contains($0) }
      return isFound
    }
  }

  /// Calls a body with every stretch of ``seedLength`` known bases, two bits a base.
  private static func forEachSeed(of codes: [UInt8], _ body: (UInt64) -> Void) {
    var word: UInt64 = 0
    var known = 0
    for code in codes {
      known = code < 4 ? known + 1 : 0
      word = (word << 2 | UInt64(code & 3)) & (1 << (2 * UInt64(seedLength)) - 1)
      if known >= seedLength { body(word) }
    }
  }

  /// So many bases of an insertion tell where they are from.
  private static let seedLength = 24

  /// Whether a small change lies where pieces are joined: the aligner took the first bases of the next piece for the record's.
  static func isAtJunction(_ variant: Variant, _ junctions: [BrokenJunction]) -> Bool {
    let near = BrokenFragments.reach
    guard max(variant.range.count, variant.replacement.count) < longEvent else { return false }
    return junctions.contains {
      variant.range.lowerBound <= $0.position + near && $0.position - near <= variant.range.upperBound
    }
  }

  /// Whether there is any.
  var isEmpty: Bool { pieces.isEmpty && !isConstruct }

  /// Whether a break is an end of one, or within one.
  func has(_ call: BreakpointCall) -> Bool {
    if isConstruct { return true }
    guard call.kind != .insertion else { return false }
    // Within a piece, introns were cut short or repeated.
    let near = BrokenFragments.reach
    return pieces.contains { $0.lowerBound - near <= call.position && call.position <= $0.upperBound + near }
  }

  /// Whether a long event lies within a piece, introns that were cut short or exons that were left out; or a small change at
  /// its very end, where the aligner took the first foreign bases for the record's.
  func has(_ variant: Variant) -> Bool {
    let near = BrokenFragments.reach
    return pieces.contains { piece in
      let isWithin = piece.lowerBound <= variant.range.lowerBound && variant.range.upperBound <= piece.upperBound
      let isLong = max(variant.range.count, variant.replacement.count) >= ForeignCopies.longEvent
      let isAtEnd = [piece.lowerBound, piece.upperBound].contains {
        variant.range.lowerBound <= $0 + near && $0 - near <= variant.range.upperBound
      }
      return isWithin && isLong || isAtEnd && !isLong
    }
  }
}
