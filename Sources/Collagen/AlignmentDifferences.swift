// Where an aligned read differs from the chromosome, as SAM's fields NM and MD tell it.

import Alignment
import BioSequence

/// The differences of one aligned read, as SAM's optional fields have them (SAMtags, fields NM and MD).
struct AlignmentDifferences: Equatable {
  /// Edit distance: bases that differ, bases inserted and bases deleted; introns and clipped ends do not count.
  let distance: Int
  /// Runs of equal bases, the reference's base where they differ, and `^` with the bases that the read lacks.
  let mismatches: String

  /// Compares a read with the reference along its alignment.
  ///
  /// - Parameters:
  ///   - bases: letters of the read in the direction of the reference, clipped ends included.
  ///   - operations: the alignment in the same direction.
  ///   - reference: letters of the reference from the first aligned base on, as far as the alignment reaches.
  init(bases: [UInt8], operations: [CIGAROperation], reference: [UInt8]) {
    var distance = 0
    var text: [UInt8] = []
    var equal = 0
    var read = 0
    var place = 0
    for operation in operations {
      switch operation.kind {
      case .match:
        for offset in 0..<operation.length {
          let base = bases[read + offset]
          let own = reference[place + offset]
          // A base that was not read differs from every base of the reference.
          if base == own && base != UInt8(ascii: "N") {
            equal += 1
          } else {
            text += Array("\(equal)".utf8) + [own]
            equal = 0
            distance += 1
          }
        }
      case .deletion:
        text += Array("\(equal)^".utf8) + reference[place..<place + operation.length]
        equal = 0
        distance += operation.length
      case .insertion: distance += operation.length
      case .skip, .softClip: break
      }
      if operation.consumesRead { read += operation.length }
      if operation.consumesReference { place += operation.length }
    }
    self.distance = distance
    mismatches = String(decoding: text, as: UTF8.self) + "\(equal)"
  }
}
