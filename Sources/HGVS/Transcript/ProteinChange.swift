// A change of the protein in the form HGVS asks for, and its text.

public import BioSequence

/// What a change of the coding sequence does to the protein, as a `p.` description says it.
///
/// Residue numbers are 1-based and count from the start methionine of the precursor.
package enum ProteinChange: Sendable, Hashable {
  /// `p.(=)`: no change anywhere.
  case identity
  /// `p.?`: not predictable from the sequence (splicing, untranslated regions).
  case unknown
  /// `p.(Met1?)`: the start codon is changed.
  case startLost
  /// `p.0`-like loss of the whole protein, written `p.0?`.
  case noProtein
  /// `p.(Gly197=)` or `p.(Gly197_Pro198=)`: codons change, residues do not.
  case synonymous(first: Int, last: Int)
  /// `p.(Gly197Cys)`, `p.(Gly197Ter)`.
  case substitution(residue: Int, to: AminoAcid)
  /// `p.(Gly197del)`, `p.(Gly197_Pro199del)`.
  case deletion(first: Int, last: Int)
  /// `p.(Gly197dup)`, `p.(Gly197_Pro199dup)`.
  case duplication(first: Int, last: Int)
  /// `p.(Gly197_Pro198insAla)`: between `after` and the next residue.
  case insertion(after: Int, residues: [AminoAcid])
  /// `p.(Gly197_Pro198delinsAla)`.
  case delins(first: Int, last: Int, residues: [AminoAcid])
  /// `p.(Gly313AlafsTer86)`; `distance` counts from the first changed residue to the new stop, `nil` if there is none.
  case frameshift(residue: Int, to: AminoAcid, distance: Int?)
  /// `p.(Ter1465PheextTer27)`.
  case `extension`(residue: Int, to: AminoAcid, distance: Int?)
}

extension AminoAcid {
  /// The three-letter code as bytes.
  @inlinable var letters: (UInt8, UInt8, UInt8) {
    switch self {
    case .ala: (65, 108, 97)
    case .arg: (65, 114, 103)
    case .asn: (65, 115, 110)
    case .asp: (65, 115, 112)
    case .cys: (67, 121, 115)
    case .gln: (71, 108, 110)
    case .glu: (71, 108, 117)
    case .gly: (71, 108, 121)
    case .his: (72, 105, 115)
    case .ile: (73, 108, 101)
    case .leu: (76, 101, 117)
    case .lys: (76, 121, 115)
    case .met: (77, 101, 116)
    case .phe: (80, 104, 101)
    case .pro: (80, 114, 111)
    case .ser: (83, 101, 114)
    case .thr: (84, 104, 114)
    case .trp: (84, 114, 112)
    case .tyr: (84, 121, 114)
    case .val: (86, 97, 108)
    case .sec: (83, 101, 99)
    case .ter: (84, 101, 114)
    case .xaa: (88, 97, 97)
    }
  }
}

extension AminoAcid {
  /// The one-letter code as a byte, which is quicker had than by the raw value.
  var letter: UInt8 {
    switch self {
    case .ala: 65
    case .arg: 82
    case .asn: 78
    case .asp: 68
    case .cys: 67
    case .gln: 81
    case .glu: 69
    case .gly: 71
    case .his: 72
    case .ile: 73
    case .leu: 76
    case .lys: 75
    case .met: 77
    case .phe: 70
    case .pro: 80
    case .ser: 83
    case .thr: 84
    case .trp: 87
    case .tyr: 89
    case .val: 86
    case .sec: 85
    case .ter: 42
    case .xaa: 88
    }
  }
}

extension [UInt8] {
  /// Appends a residue's three-letter code.
  @inlinable mutating func append(residue: AminoAcid) {
    let letters = residue.letters
    append(letters.0)
    append(letters.1)
    append(letters.2)
  }
}

extension ProteinChange {
  /// Appends the description after the accession and colon: `p.(Gly197Cys)`.
  ///
  /// - Parameter protein: the reference protein with its stop, element n - 1 is residue n.
  package func write(to text: inout [UInt8], protein: [AminoAcid]) {
    text.append(literal: "p.")
    switch self {
    case .unknown: text.append(UInt8(ascii: "?"))
    case .noProtein: text.append(literal: "0?")
    default:
      text.append(UInt8(ascii: "("))
      writeBody(to: &text, protein: protein)
      text.append(UInt8(ascii: ")"))
    }
  }

  /// Appends the description without `p.` and parentheses.
  package func writeBody(to text: inout [UInt8], protein: [AminoAcid]) {
    switch self {
    case .identity: text.append(UInt8(ascii: "="))
    case .unknown: text.append(UInt8(ascii: "?"))
    case .noProtein: text.append(literal: "0?")
    case .startLost: text.append(literal: "Met1?")
    case .synonymous(let first, let last):
      ProteinChange.write(first, last, to: &text, protein)
      text.append(UInt8(ascii: "="))
    case .substitution(let residue, let new):
      ProteinChange.write(residue, residue, to: &text, protein)
      text.append(residue: new)
    case .deletion(let first, let last):
      ProteinChange.write(first, last, to: &text, protein)
      text.append(literal: "del")
    case .duplication(let first, let last):
      ProteinChange.write(first, last, to: &text, protein)
      text.append(literal: "dup")
    case .insertion(let after, let residues):
      ProteinChange.write(after, after + 1, to: &text, protein)
      text.append(literal: "ins")
      for residue in residues { text.append(residue: residue) }
    case .delins(let first, let last, let residues):
      ProteinChange.write(first, last, to: &text, protein)
      text.append(literal: "delins")
      for residue in residues { text.append(residue: residue) }
    case .frameshift(let residue, let new, let distance):
      ProteinChange.write(residue, residue, to: &text, protein)
      text.append(residue: new)
      text.append(literal: "fsTer")
      ProteinChange.write(distance, to: &text)
    case .extension(let residue, let new, let distance):
      ProteinChange.write(residue, residue, to: &text, protein)
      text.append(residue: new)
      text.append(literal: "extTer")
      ProteinChange.write(distance, to: &text)
    }
  }

  private static func write(_ first: Int, _ last: Int, to text: inout [UInt8], _ protein: [AminoAcid]) {
    text.append(residue: protein[first - 1])
    text.append(number: first)
    guard last > first else { return }
    text.append(UInt8(ascii: "_"))
    text.append(residue: protein[last - 1])
    text.append(number: last)
  }

  private static func write(_ distance: Int?, to text: inout [UInt8]) {
    if let distance { text.append(number: distance) } else { text.append(UInt8(ascii: "?")) }
  }

  /// The first residue that the change names, 1-based; `nil` where none is named.
  package var firstResidue: Int? {
    switch self {
    case .identity, .unknown, .noProtein: nil
    case .startLost: 1
    case .synonymous(let first, _), .deletion(let first, _), .duplication(let first, _), .delins(let first, _, _): first
    case .substitution(let residue, _), .frameshift(let residue, _, _), .extension(let residue, _, _): residue
    case .insertion(let after, _): after
    }
  }

  /// The last residue that the change names, 1-based; `nil` where none is named.
  package var lastResidue: Int? {
    switch self {
    case .synonymous(_, let last), .deletion(_, let last), .duplication(_, let last), .delins(_, let last, _): last
    case .insertion(let after, _): after + 1
    default: firstResidue
    }
  }
}
