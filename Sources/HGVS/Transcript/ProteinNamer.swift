// From a change inside one exon to the change of the protein: translated, compared, and named by the HGVS rules.

package import BioSequence

/// What a change of the spliced transcript does to its translation.
package struct CodingEffect: Sendable, Hashable {
  /// The change in HGVS terms.
  package let change: ProteinChange
  /// Residues of the codons that the change touches, as they were (empty for an insertion between codons).
  package let referenceResidues: [AminoAcid]
  /// Residues of the whole codons that stand there instead.
  package let alternateResidues: [AminoAcid]
  /// Whether the reading frame is shifted.
  package let isFrameshift: Bool
  /// The number of the codon that stops translation early, counted in the changed protein; `nil` if none does.
  package let prematureStop: Int?
  /// Bases from the end of the early stop codon to the last exon-exon junction of the changed transcript; negative
  /// when the stop ends after the junction.
  package let stopToLastJunction: Int?
  /// Whether no stop codon is left in frame: what is read to the end of the mRNA without one is degraded with it (nonstop
  /// decay: van Hoof et al. 2002, Science 295:2262).
  package let isNonstop: Bool

  /// An effect from its parts.
  package init(
    change: ProteinChange, referenceResidues: [AminoAcid] = [], alternateResidues: [AminoAcid] = [],
    isFrameshift: Bool = false, prematureStop: Int? = nil, stopToLastJunction: Int? = nil, isNonstop: Bool = false
  ) {
    self.change = change
    self.referenceResidues = referenceResidues
    self.alternateResidues = alternateResidues
    self.isFrameshift = isFrameshift
    self.prematureStop = prematureStop
    self.stopToLastJunction = stopToLastJunction
    self.isNonstop = isNonstop
  }
}

extension TranscriptModel {
  /// The effect of a change that lies within the exons joined.
  ///
  /// The start codon, if touched, must stay ATG in its place, else the result is ``ProteinChange/startLost``. Changes in
  /// the untranslated regions give ``ProteinChange/unknown``.
  ///
  /// - Parameters:
  ///   - range: replaced transcript offsets, 0-based half-open; already in its canonical place.
  ///   - replacement: nucleotide codes.
  package func codingEffect(replacing range: Range<Int>, with replacement: [UInt8]) -> CodingEffect {
    guard range.upperBound > coding.lowerBound, range.lowerBound < coding.upperBound else {
      return CodingEffect(change: .unknown)
    }
    guard range.lowerBound >= coding.lowerBound else {
      // The same change may be spelled without touching the coding sequence: then the start codon stays.
      if keepsCodingSequence(replacing: range, with: replacement) {
        return CodingEffect(change: .unknown, referenceResidues: [.met], alternateResidues: [.met])
      }
      let covers = range.lowerBound <= coding.lowerBound && range.upperBound >= coding.upperBound
      return CodingEffect(change: covers ? .noProtein : .startLost, referenceResidues: [.met])
    }
    let altered = AlteredTranscript(spliced: spliced, replaced: range, replacement: replacement)
    let shift = replacement.count - range.count
    let firstCodon = (range.lowerBound - coding.lowerBound) / 3
    let codonEnd = min((range.upperBound - coding.lowerBound + 2) / 3, protein.count)
    let windowStart = coding.lowerBound + 3 * firstCodon
    let windowBases = 3 * (codonEnd - firstCodon)
    let reference = Array(protein[firstCodon..<max(firstCodon, codonEnd)])
    var alternate: [AminoAcid] = []
    var place = windowStart
    let windowEnd = windowStart + windowBases + shift
    while place + 3 <= windowEnd, let residue = altered.residue(at: place) {
      alternate.append(residue)
      place += 3
    }
    let isFrameshift = shift % 3 != 0
    let change: ProteinChange
    if firstCodon == 0, !range.isEmpty || range.lowerBound > coding.lowerBound,
      altered.residue(at: coding.lowerBound) != .met
    {
      change = .startLost
    } else if isFrameshift || range.upperBound > coding.upperBound {
      change = openEndedChange(altered, from: firstCodon, isFrameshift: isFrameshift)
    } else {
      change = inFrameChange(altered, firstCodon: firstCodon, reference: reference, alternate: alternate)
    }
    let stop = prematureStop(of: change, in: altered)
    return CodingEffect(
      change: change, referenceResidues: reference, alternateResidues: alternate, isFrameshift: isFrameshift,
      prematureStop: stop?.codon, stopToLastJunction: stop?.distance, isNonstop: TranscriptModel.isNonstop(change))
  }

  /// Whether a change of the coding sequence was read to the end of the transcript without a stop.
  private static func isNonstop(_ change: ProteinChange) -> Bool {
    switch change {
    case .unknown, .frameshift(_, _, nil), .extension(_, _, nil): true
    default: false
    }
  }

  /// Whether the coding sequence reads on as before after a change that reaches into it from the 5' side.
  private func keepsCodingSequence(replacing range: Range<Int>, with replacement: [UInt8]) -> Bool {
    let touched = range.upperBound - coding.lowerBound
    let altered = AlteredTranscript(spliced: spliced, replaced: range, replacement: replacement)
    let start = coding.lowerBound + replacement.count - range.count
    guard start >= 0, touched <= coding.count else { return false }
    return (0..<touched).allSatisfy { altered[start + $0] == spliced[coding.lowerBound + $0] }
  }

  /// A change after which nothing is known to read as before: the first difference decides.
  private func openEndedChange(_ altered: AlteredTranscript, from codon: Int, isFrameshift: Bool) -> ProteinChange {
    var index = codon
    while index < protein.count, let residue = altered.residue(at: coding.lowerBound + 3 * index),
      residue == protein[index]
    {
      if residue == .ter { return .synonymous(first: index + 1, last: index + 1) }
      index += 1
    }
    guard index < protein.count, let residue = altered.residue(at: coding.lowerBound + 3 * index) else {
      return .unknown
    }
    if residue == .ter { return .substitution(residue: index + 1, to: .ter) }
    let distance = altered.codonsToStop(from: coding.lowerBound + 3 * index)
    if protein[index] == .ter { return stopLost(altered, residue: residue, distance: distance) }
    if isFrameshift { return .frameshift(residue: index + 1, to: residue, distance: distance) }
    guard let distance else { return .unknown }
    // The new stop takes the place of the old one; residues that stay before it are no change.
    var residues = (0..<distance).compactMap { altered.residue(at: coding.lowerBound + 3 * (index + $0)) }
    var last = protein.count
    while last > index, let residue = residues.last, protein[last - 1] == residue {
      residues.removeLast()
      last -= 1
    }
    return named(first: index, lost: last - index, gained: residues)
  }

  /// The residue at the old stop counts as 0, as in `Ter110GlnextTer17`: 17 residues on is the new stop.
  private func stopLost(_ altered: AlteredTranscript, residue: AminoAcid, distance: Int?) -> ProteinChange {
    .extension(residue: protein.count, to: residue, distance: distance.map { $0 - 1 })
  }

  private func inFrameChange(
    _ altered: AlteredTranscript, firstCodon: Int, reference: [AminoAcid], alternate: [AminoAcid]
  ) -> ProteinChange {
    var same = 0
    while same < reference.count, same < alternate.count, reference[same] == alternate[same] {
      if reference[same] == .ter { return .synonymous(first: firstCodon + 1, last: firstCodon + reference.count) }
      same += 1
    }
    if same == reference.count && same == alternate.count {
      return .synonymous(first: firstCodon + 1, last: firstCodon + max(1, reference.count))
    }
    let first = firstCodon + same
    let newResidue = same < alternate.count ? alternate[same] : altered.residue(at: coding.lowerBound + 3 * first)
    if newResidue == .ter && protein[first] != .ter { return .substitution(residue: first + 1, to: .ter) }
    if protein[first] == .ter && same < reference.count, let newResidue {
      return stopLost(altered, residue: newResidue, distance: altered.codonsToStop(from: coding.lowerBound + 3 * first))
    }
    if let stop = alternate[same...].firstIndex(of: .ter), reference.last != .ter || stop < alternate.count - 1 {
      if same == reference.count { return insertionWithStop(alternate[same...stop], at: first) }
      return .delins(first: first + 1, last: firstCodon + reference.count, residues: Array(alternate[same...stop]))
    }
    var lost = reference.count - same
    var gained = alternate.count - same
    while lost > 0, gained > 0, reference[same + lost - 1] == alternate[same + gained - 1] {
      lost -= 1
      gained -= 1
    }
    if reference.last == .ter && alternate.last != .ter {
      return openEndedChange(altered, from: firstCodon, isFrameshift: false)
    }
    return named(first: first, lost: lost, gained: Array(alternate[same..<same + gained]))
  }

  /// Residues that end in a stop, inserted before the 0-based index `place`: moved past what reads as before.
  private func insertionWithStop(_ residues: ArraySlice<AminoAcid>, at place: Int) -> ProteinChange {
    var place = place
    var rest = residues
    while let next = rest.first, place < protein.count, protein[place] == next {
      if next == .ter { return .synonymous(first: place + 1, last: place + 1) }
      place += 1
      rest.removeFirst()
    }
    if rest.first == .ter { return .substitution(residue: place + 1, to: .ter) }
    return .insertion(after: place, residues: Array(rest))
  }

  /// `lost` residues from the 0-based index `first` are replaced by `gained`: the canonical name.
  private func named(first: Int, lost: Int, gained: [AminoAcid]) -> ProteinChange {
    let end = protein.count - 1
    if gained.isEmpty {
      var start = first
      while start + lost < end, protein[start] == protein[start + lost] { start += 1 }
      // Nothing is left behind it: the first change is the stop.
      if start + lost == end { return .substitution(residue: start + 1, to: .ter) }
      return .deletion(first: start + 1, last: start + lost)
    }
    if lost > 0 {
      if lost == 1 && gained.count == 1 { return .substitution(residue: first + 1, to: gained[0]) }
      return .delins(first: first + 1, last: first + lost, residues: gained)
    }
    var place = first
    var turns = 0
    while place < end, protein[place] == gained[turns % gained.count] {
      place += 1
      turns += 1
    }
    let cut = turns % gained.count
    let turned = Array(gained[cut...] + gained[..<cut])
    if place >= gained.count, protein[place - gained.count..<place].elementsEqual(turned) {
      return .duplication(first: place - gained.count + 1, last: place)
    }
    return .insertion(after: place, residues: turned)
  }

  /// The canonical form of "these residues are replaced by those".
  ///
  /// - Parameters:
  ///   - residues: 1-based residue numbers within the protein, stop included.
  ///   - new: the residues that stand there instead; a stop ends them.
  package func proteinChange(replacing residues: ClosedRange<Int>, with new: [AminoAcid]) -> ProteinChange {
    let old = Array(protein[residues.lowerBound - 1..<residues.upperBound])
    var same = 0
    while same < old.count, same < new.count, old[same] == new[same] { same += 1 }
    let first = residues.lowerBound - 1 + same
    if same == old.count && same == new.count {
      return .synonymous(first: residues.lowerBound, last: residues.upperBound)
    }
    if same < new.count, new[same] == .ter { return .substitution(residue: first + 1, to: .ter) }
    if new.last == .ter {
      return same == old.count
        ? insertionWithStop(new[same...], at: first)
        : .delins(first: first + 1, last: residues.upperBound, residues: Array(new[same...]))
    }
    var lost = old.count - same
    var gained = new.count - same
    while lost > 0, gained > 0, old[same + lost - 1] == new[same + gained - 1] {
      lost -= 1
      gained -= 1
    }
    return named(first: first, lost: lost, gained: Array(new[same..<same + gained]))
  }

  /// The canonical form of "these residues are inserted behind that one", a duplication if it is one.
  ///
  /// - Parameters:
  ///   - residue: 1-based number of the residue before the insertion.
  ///   - new: the residues, none of them a stop.
  package func proteinChange(insertingAfter residue: Int, _ new: [AminoAcid]) -> ProteinChange {
    new.isEmpty ? .identity : named(first: residue, lost: 0, gained: new)
  }

  /// The whole protein after a change that names all its new residues; `nil` for the others.
  package func protein(after change: ProteinChange) -> [AminoAcid]? {
    func replaced(_ range: Range<Int>, _ new: [AminoAcid]) -> [AminoAcid] {
      var result = protein
      result.replaceSubrange(range, with: new)
      return result.firstIndex(of: .ter).map { Array(result[...$0]) } ?? result
    }
    switch change {
    case .identity, .synonymous: return protein
    case .substitution(let residue, let new): return replaced(residue - 1..<residue, [new])
    case .deletion(let first, let last): return replaced(first - 1..<last, [])
    case .duplication(let first, let last): return replaced(last..<last, Array(protein[first - 1..<last]))
    case .insertion(let after, let residues): return replaced(after..<after, residues)
    case .delins(let first, let last, let residues): return replaced(first - 1..<last, residues)
    case .unknown, .startLost, .noProtein, .frameshift, .extension: return nil
    }
  }

  private func prematureStop(of change: ProteinChange, in altered: AlteredTranscript) -> (codon: Int, distance: Int)? {
    let codon: Int
    switch change {
    case .substitution(let residue, .ter): codon = residue
    case .frameshift(let residue, _, let distance?): codon = residue + distance - 1
    case .insertion(let after, let residues) where residues.last == .ter: codon = after + residues.count
    case .delins(let first, _, let residues) where residues.last == .ter: codon = first + residues.count - 1
    default: return nil
    }
    var junction = exonStarts[exonStarts.count - 2]
    if altered.replaced.upperBound <= junction { junction += altered.replacement.count - altered.replaced.count }
    return (codon, junction - (coding.lowerBound + 3 * codon))
  }
}
