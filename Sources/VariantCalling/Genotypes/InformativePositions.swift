// Where a read must lie to show whether its fragment carries a variant: longer sequences are met by more reads.

import BioSequence

/// How many positions informative fragments have on a changed haplotype and on an unchanged one.
///
///     record    ....|dddddd|....     a read over either end of the deleted bases argues against the deletion
///     changed   ....|....            a read over the junction supports it
///
/// With reads of r bases, d bases taken away, i put in and s bases by which the variant may be moved, of which a read
/// must have all and some bases more (o on both sides), r + i - s - 2 o positions show the variant and r + d - s - 2 o
/// against it, as long as reads reach from end to end. A fragment is counted once where both of its reads are informative, and not
/// at all where its read over the end of a long insertion has too few bases of the record to be aligned: the positions are
/// therefore counted one by one, for the lengths of the sample's fragments.
struct InformativePositions: Sendable, Hashable {
  /// Places of reads that show the variant over those of reads that show the record.
  let weight: Double
  /// Where reads show a tandem duplication by its junction only, because none reaches over the unit.
  let junction: JunctionPositions?

  /// Both alike.
  static let even = InformativePositions(weight: 1, junction: nil)

  /// Deletions of this many bases have two ends that one read does not see.
  static let longDeletion = 100
  /// With fewer positions of its own the record is inferred from the ends of the unit.
  private static let fewestPositions = 30

  private init(weight: Double, junction: JunctionPositions?) {
    self.weight = weight
    self.junction = junction
  }

  /// - Parameters:
  ///   - variant: the variant, trimmed.
  ///   - span: the record range in which it may be put.
  ///   - readLength: bases of a read.
  ///   - fragments: lengths of the fragments that the reads are the ends of, all equally frequent; empty: single reads.
  init(of variant: Variant, span: Range<Int>, readLength: Int, fragments: [Int] = []) {
    let taken = variant.range.count
    let put = variant.replacement.count
    let isPure = taken == 0 || put == 0
    guard taken != put, readLength > 2 * JunctionPositions.endOverhang else {
      self = .even
      return
    }
    let moved = isPure ? max(0, span.count - taken) : 0
    let own = readLength - 2 * JunctionPositions.overhang
    let isTandem = taken == 0 && moved >= put
    let lengths = fragments.isEmpty ? [readLength] : fragments
    guard own - moved >= InformativePositions.fewestPositions else {
      let positions = JunctionPositions(unit: put, moved: moved, readLength: readLength, fragments: lengths)
      self = isTandem ? InformativePositions(weight: 1, junction: positions) : .even
      return
    }
    let layout = Layout(readLength: readLength, moved: moved)
    var with = 0
    var without = 0
    for length in lengths {
      with += layout.positions(fragment: length, over: put, isNew: taken == 0 && !isTandem, needsEnd: false)
      without += layout.positions(
        fragment: length, over: taken, isNew: false, needsEnd: taken >= InformativePositions.longDeletion)
    }
    // Fragments against a long deletion are counted by halves.
    let against = taken >= InformativePositions.longDeletion ? Double(without) / 2 : Double(without)
    self = InformativePositions(weight: Double(max(1, with)) / max(1, against), junction: nil)
  }

  /// Reads of one length around a variant; offsets count from where the variant begins.
  private struct Layout {
    let readLength: Int
    let moved: Int

    /// Starts of fragments of which a read shows that it comes from a haplotype with `inner` bases at the variant.
    ///
    /// - Parameters:
    ///   - isNew: the inner bases are nowhere on the record.
    ///   - needsEnd: a read must cross an end of the inner bases.
    func positions(fragment: Int, over inner: Int, isNew: Bool, needsEnd: Bool) -> Int {
      let read = min(readLength, fragment)
      return (-fragment...inner + moved).count { start in
        let reads = [start..<start + read, start + fragment - read..<start + fragment]
        let aligned = reads.map { isNew ? onRecord($0, inner: inner) : read }
        return reads.indices.contains { index in
          guard isInformative(reads[index], inner: inner, needsEnd: needsEnd) else { return false }
          // What the mapper requires of a read beside a sure mate, and of one alone.
          return aligned[1 - index] >= 35 && fragment > read ? aligned[index] >= 30 : aligned[index] * 5 >= read * 3
        }
      }
    }

    private func isInformative(_ read: Range<Int>, inner: Int, needsEnd: Bool) -> Bool {
      let overhang = JunctionPositions.overhang
      guard read.lowerBound <= inner - overhang, read.upperBound >= moved + overhang else { return false }
      return !needsEnd || read.lowerBound <= -overhang || read.upperBound >= inner + overhang
    }

    /// Bases of a read that can be aligned to the record: those on both sides of an insertion that a gap bridges, or
    /// the longer of the two ends.
    private func onRecord(_ read: Range<Int>, inner: Int) -> Int {
      let left = min(max(0, -read.lowerBound), read.count)
      let right = min(max(0, read.upperBound - inner), read.count)
      return inner <= InformativePositions.longestGap ? left + right : max(left, right)
    }
  }

  /// Inserted bases that an alignment bridges by a gap.
  private static let longestGap = 50

  /// The fraction of the fragments that a binomial interval may rest on where the junction of a duplication is counted
  /// apart from the ends of its unit: the ratio of two counts varies more than a fraction.
  static func certainty(ofFraction fraction: Double) -> Double { max(0.15, (1 - fraction) / (1 + fraction / 2)) }
}
