// The rest of the genome that background reads come from, packed.

package import BioSequence

/// Sequences to draw background reads from: their stretches without N, four bases a byte.
///
/// A whole human genome takes some 800 MB. Sequences are appended one after the other as they are read, so that no
/// more than one of them is ever held unpacked.
///
///     var background = BackgroundSequence()
///     for letters in chromosomes { try background.append(letters: letters) }
///     plan.background = background
package struct BackgroundSequence: Sendable {
  /// Most bases that are taken, 2^32: more than the human genome has.
  package static let maximumCount = 1 << 32

  /// Number of bases that are not N.
  package private(set) var count = 0
  /// Offsets, 0-based half-open among all packed bases, of what lies between N's and ends of sequences.
  private(set) var stretches: [Range<Int>] = []
  private var packed: [UInt8] = []

  /// Nothing.
  package init() {}

  /// These sequences.
  ///
  /// - Throws: ``SimulationError`` (`backgroundTooLong`) past ``maximumCount`` bases.
  package init(_ sequences: [DNASequence]) throws(SimulationError) {
    for sequence in sequences { try append(sequence.codes) }
  }

  /// Whether there is no base at all.
  package var isEmpty: Bool { count == 0 }

  /// Appends a sequence of IUPAC letters in either case; what is not A, C, G, T or U ends a stretch.
  ///
  /// - Throws: ``SimulationError`` (`backgroundTooLong`) past ``maximumCount`` bases.
  package mutating func append(letters: [UInt8]) throws(SimulationError) {
    let codes = Nucleotide.codes
    try append(letters) { codes[Int($0)] }
  }

  private mutating func append(_ codes: [UInt8]) throws(SimulationError) { try append(codes) { $0 } }

  private mutating func append(_ bytes: [UInt8], code: (UInt8) -> UInt8) throws(SimulationError) {
    guard bytes.count <= BackgroundSequence.maximumCount - count else { throw SimulationError(.backgroundTooLong) }
    var start = count
    for byte in bytes {
      let code = code(byte)
      guard code < 4 else {
        if start < count { stretches.append(start..<count) }
        start = count
        continue
      }
      if count & 3 == 0 { packed.append(code) } else { packed[count >> 2] |= code << UInt8(2 * (count & 3)) }
      count += 1
    }
    if start < count { stretches.append(start..<count) }
  }

  /// Appends the codes of a range of packed bases.
  func append(_ range: Range<Int>, to piece: inout [UInt8]) {
    for offset in range { piece.append(packed[offset >> 2] >> UInt8(2 * (offset & 3)) & 3) }
  }
}
