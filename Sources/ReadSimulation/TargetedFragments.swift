// Fragments that baits catch or primers amplify, from whatever molecules a sample has.

import BioSequence
import Numerics

/// Draws fragments of one gene from the pieces of its targets that each kind of molecule has: a deleted target gives
/// none, a doubled one twice as many, and an allele without a primer's place is not amplified.
struct TargetedFragments: Sendable {
  /// The pieces of one kind of molecule.
  private struct TargetedForm: Sendable {
    let haplotype: Int
    let sequence: EditedSequence
    let abundance: Double
    let pieces: [TargetedPiece]
  }

  /// What a kind of molecule has of one target.
  private struct TargetedPiece: Sendable {
    let range: Range<Int>
    let efficiency: Double
    let target: Range<Int>
  }

  private let targets: [Range<Int>]
  private let efficiencies: [Double]
  private let isAmplified: Bool
  private let primerLength: Int
  private let molecules: MoleculeSource
  private let forms: [TargetedForm]

  init(
    molecules: MoleculeSource, targets: [Range<Int>], efficiencies: [Double], isAmplified: Bool, primerLength: Int = 0
  ) {
    self.primerLength = primerLength
    self.molecules = molecules
    self.targets = targets
    self.efficiencies = efficiencies
    self.isAmplified = isAmplified
    forms = molecules.forms.map { form in
      TargetedForm(
        haplotype: form.haplotype, sequence: form.sequence, abundance: form.abundance,
        pieces: TargetedFragments.pieces(
          of: form.sequence, targets, efficiencies, isAmplified: isAmplified, primerLength: primerLength))
    }
  }

  private static func pieces(
    of molecule: EditedSequence, _ targets: [Range<Int>], _ efficiencies: [Double], isAmplified: Bool,
    primerLength: Int
  ) -> [TargetedPiece] {
    let map = MoleculeMap(molecule)
    return zip(targets, efficiencies).flatMap { target, efficiency in
      (isAmplified ? map.products(of: target, primer: primerLength > 0 ? primerLength : 20) : map.pieces(of: target))
        .map { TargetedPiece(range: $0, efficiency: efficiency, target: target) }
    }
  }

  /// Number of fragments for one-fold depth of an ordinary target: amplicons count once, captured pieces by the bases
  /// from which a fragment of `length` bases reaches them.
  func fragmentCount(length: Double) -> Double {
    forms.reduce(0) { $0 + $1.abundance / 2 * weight($1.pieces, length) }
  }

  private func weight(_ pieces: [TargetedPiece], _ length: Double) -> Double {
    pieces.reduce(0) { $0 + $1.efficiency * (isAmplified ? 1 : Double($1.range.count) + length - 1) }
  }

  /// Cuts a fragment of about `length` bases; amplicons have their own length.
  func draw(length: Int, into fragment: inout [UInt8], random: inout RandomSource) {
    fragment.removeAll(keepingCapacity: true)
    let weights = forms.map { $0.abundance * weight($0.pieces, Double(length)) }
    var rest = random.uniform() * weights.reduce(0, +)
    var index = 0
    while index < forms.count - 1, rest >= weights[index] {
      rest -= weights[index]
      index += 1
    }
    var molecule = forms[index].sequence
    var pieces = forms[index].pieces
    if let withMosaics = molecules.mosaic(of: molecule, haplotype: forms[index].haplotype, random: &random) {
      let mosaicPieces = TargetedFragments.pieces(
        of: withMosaics, targets, efficiencies, isAmplified: isAmplified, primerLength: primerLength)
      if !mosaicPieces.isEmpty { (molecule, pieces) = (withMosaics, mosaicPieces) }
    }
    guard !pieces.isEmpty else { return }
    var position = random.uniform() * weight(pieces, Double(length))
    var piece = pieces[pieces.count - 1]
    for candidate in pieces {
      let own = weight([candidate], Double(length))
      if position < own {
        piece = candidate
        break
      }
      position -= own
    }
    guard !isAmplified else {
      molecule.append(piece.range, to: &fragment)
      return addPrimers(of: piece.target, record: molecule.record, to: &fragment)
    }
    let length = min(length, molecule.count)
    let first = piece.range.lowerBound - (length - 1) + random.below(piece.range.count + length - 1)
    let start = min(max(first, 0), molecule.count - length)
    molecule.append(start..<start + length, to: &fragment)
  }
  /// Puts the primers' bases, which are the record's, at both ends of a fragment.
  private func addPrimers(of target: Range<Int>, record: [UInt8], to fragment: inout [UInt8]) {
    let width = min(primerLength, fragment.count / 2)
    guard width > 0 else { return }
    fragment.replaceSubrange(0..<width, with: record[target.lowerBound..<target.lowerBound + width])
    fragment.replaceSubrange(
      fragment.count - width..<fragment.count, with: record[target.upperBound - width..<target.upperBound])
  }
}
