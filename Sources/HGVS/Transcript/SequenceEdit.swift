// A change in its canonical HGVS form on one sequence: trimmed, shifted 3', and of the first kind that fits.

/// A change of a sequence in the form HGVS asks for.
///
/// The kinds are tried in the order of the nomenclature's priority: substitution, deletion, inversion, duplication,
/// insertion, deletion-insertion. A pure deletion or insertion lies as far 3' as it can. All coordinates are 0-based
/// on the sequence that the edit was made for, and "3'" means towards higher offsets of that sequence.
package struct SequenceEdit: Sendable, Hashable {
  /// What is done to the bases of `range`.
  package enum Kind: Sendable, Hashable {
    /// Nothing: the bases stay.
    case identity
    /// One base becomes another.
    case substitution
    /// The bases are lost.
    case deletion
    /// The bases are there twice, the copy right after the original.
    case duplication
    /// `inserted` stands before `range.lowerBound`; `range` is empty.
    case insertion
    /// `inserted` replaces the bases.
    case delins
    /// The bases are replaced by their reverse complement.
    case inversion
  }

  /// What is done.
  package let kind: Kind
  /// The bases it is done to, 0-based half-open.
  package let range: Range<Int>
  /// The new bases as nucleotide codes; empty for identity, deletion and duplication.
  package let inserted: [UInt8]

  /// An edit that is already canonical.
  package init(kind: Kind, range: Range<Int>, inserted: [UInt8] = []) {
    self.kind = kind
    self.range = range
    self.inserted = inserted
  }

  /// The range that the edit replaces (empty after the original for a duplication).
  package var replacedRange: Range<Int> {
    kind == .duplication ? range.upperBound..<range.upperBound : range
  }

  /// The bases that stand in place of ``replacedRange``.
  package func replacement(on codes: [UInt8]) -> [UInt8] {
    switch kind {
    case .identity, .duplication: Array(codes[range])
    case .deletion: []
    case .substitution, .insertion, .delins, .inversion: inserted
    }
  }

  /// The canonical form of "`replacement` instead of `range`".
  ///
  /// - Parameters:
  ///   - range: 0-based half-open.
  ///   - replacement: nucleotide codes.
  ///   - codes: the sequence.
  ///   - limit: how far 3' a deletion or insertion may be shifted: the highest end offset.
  package init(replacing range: Range<Int>, with replacement: [UInt8], on codes: [UInt8], limit: Int) {
    var lower = range.lowerBound
    var upper = range.upperBound
    var first = 0
    var end = replacement.count
    while lower < upper, first < end, codes[lower] == replacement[first] {
      lower += 1
      first += 1
    }
    while lower < upper, first < end, codes[upper - 1] == replacement[end - 1] {
      upper -= 1
      end -= 1
    }
    if lower == upper && first == end {
      self.init(kind: .identity, range: range)
    } else if first == end {
      while upper < limit, codes[lower] == codes[upper] {
        lower += 1
        upper += 1
      }
      self.init(kind: .deletion, range: lower..<upper)
    } else if lower == upper {
      self.init(inserting: replacement[first..<end], at: lower, on: codes, limit: limit)
    } else if upper - lower == 1 && end - first == 1 {
      self.init(kind: .substitution, range: lower..<upper, inserted: [replacement[first]])
    } else {
      let inserted = Array(replacement[first..<end])
      let isInversion = SequenceEdit.isReverseComplement(inserted, of: codes[lower..<upper])
      self.init(kind: isInversion ? .inversion : .delins, range: lower..<upper, inserted: inserted)
    }
  }

  private init(inserting bases: ArraySlice<UInt8>, at offset: Int, on codes: [UInt8], limit: Int) {
    let count = bases.count
    var place = offset
    var turns = 0
    while place < limit, codes[place] == bases[bases.startIndex + turns] {
      place += 1
      turns += 1
      if turns == count { turns = 0 }
    }
    let cut = bases.startIndex + turns
    var isDuplication = place >= count
    if isDuplication {
      for index in 0..<count {
        let base = cut + index < bases.endIndex ? bases[cut + index] : bases[cut + index - count]
        if codes[place - count + index] != base || base > 3 {
          isDuplication = false
          break
        }
      }
    }
    if isDuplication {
      self.init(kind: .duplication, range: place - count..<place)
    } else {
      self.init(kind: .insertion, range: place..<place, inserted: Array(bases[cut...]) + Array(bases[..<cut]))
    }
  }

  private static func isReverseComplement(_ bases: [UInt8], of slice: ArraySlice<UInt8>) -> Bool {
    guard bases.count == slice.count else { return false }
    var back = slice.endIndex - 1
    for base in bases {
      guard base < 4, slice[back] == 3 - base else { return false }
      back -= 1
    }
    return true
  }
}

extension SequenceEdit {
  /// The same deletion, duplication or insertion moved 5' so that what it names ends at or before `end`, as little as
  /// that takes.
  ///
  /// - Returns: `nil` if it cannot be moved so far; other kinds only if they end there already.
  package func moved(toEndBy end: Int, on codes: [UInt8]) -> SequenceEdit? {
    let excess = namedEnds.last + 1 - end
    guard excess > 0 else { return self }
    let size = kind == .insertion ? inserted.count : range.count
    guard kind == .deletion || kind == .duplication || kind == .insertion, range.lowerBound >= excess else {
      return nil
    }
    if kind == .insertion {
      for turn in 0..<excess where codes[range.lowerBound - 1 - turn] != inserted[(size - 1 - turn % size)] {
        return nil
      }
      let cut = (size - excess % size) % size
      let place = range.lowerBound - excess
      return SequenceEdit(
        kind: .insertion, range: place..<place, inserted: Array(inserted[cut...]) + Array(inserted[..<cut]))
    }
    for turn in 1...excess where codes[range.lowerBound - turn] != codes[range.upperBound - turn] { return nil }
    return SequenceEdit(kind: kind, range: range.lowerBound - excess..<range.upperBound - excess)
  }

  /// Appends the edit after its position: `G>T`, `del`, `dup`, `insACG`, `delinsTT`, `inv`, `=`.
  ///
  /// - Parameter codes: the sequence the edit was made for.
  package func writeChange(to text: inout [UInt8], on codes: [UInt8]) {
    switch kind {
    case .identity: text.append(UInt8(ascii: "="))
    case .substitution:
      text.append(code: codes[range.lowerBound])
      text.append(UInt8(ascii: ">"))
      text.append(codes: inserted)
    case .deletion: text.append(literal: "del")
    case .duplication: text.append(literal: "dup")
    case .insertion:
      text.append(literal: "ins")
      text.append(codes: inserted)
    case .delins:
      text.append(literal: "delins")
      text.append(codes: inserted)
    case .inversion: text.append(literal: "inv")
    }
  }

  /// The 0-based offsets of the first and last base that the description names: for an insertion its neighbours.
  package var namedEnds: (first: Int, last: Int) {
    kind == .insertion ? (range.lowerBound - 1, range.lowerBound) : (range.lowerBound, range.upperBound - 1)
  }
}
