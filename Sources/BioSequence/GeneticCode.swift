// The standard genetic code (NCBI translation table 1).

/// Translation by the standard genetic code.
package enum GeneticCode {
  /// The residue of one codon; a codon with an N gives the residue of every reading, or `xaa` where they differ.
  ///
  /// - Parameters: the codes (see ``Nucleotide``) of the codon's three bases.
  @inlinable package static func translate(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> AminoAcid {
    guard first < 4, second < 4, third < 4 else { return ambiguous(first, second, third) }
    return table[Int(first) * 16 + Int(second) * 4 + Int(third)]
  }

  /// The residue of a codon with an N, if every reading of it agrees.
  @usableFromInline static func ambiguous(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> AminoAcid {
    func readings(_ code: UInt8) -> ClosedRange<UInt8> { code < 4 ? code...code : 0...3 }
    var found: AminoAcid?
    for one in readings(first) {
      for two in readings(second) {
        for three in readings(third) {
          let residue = table[Int(one) * 16 + Int(two) * 4 + Int(three)]
          guard found ?? residue == residue else { return .xaa }
          found = residue
        }
      }
    }
    return found ?? .xaa
  }

  /// Translates whole codons from the first base on; one or two bases left over at the end are ignored.
  ///
  /// - Parameter stopping: ends after the first stop codon, which is included.
  package static func translate(_ sequence: DNASequence, stopping: Bool = false) -> [AminoAcid] {
    var residues: [AminoAcid] = []
    residues.reserveCapacity(sequence.count / 3)
    let codes = sequence.codes
    var offset = 0
    while offset + 3 <= codes.count {
      let residue = translate(codes[offset], codes[offset + 1], codes[offset + 2])
      residues.append(residue)
      if stopping && residue == .ter { break }
      offset += 3
    }
    return residues
  }

  /// The 64 residues in the order A, C, G, T of each base.
  @usableFromInline static let table: [AminoAcid] =
    "KNKNTTTTRSRSIIMIQHQHPPPPRRRRLLLLEDEDAAAAGGGGVVVV*Y*YSSSS*CWCLFLF".map { AminoAcid(rawValue: $0) ?? .xaa }
}
