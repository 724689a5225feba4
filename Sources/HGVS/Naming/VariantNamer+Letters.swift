// Letters that are bases and residues alike: what cannot be told apart is refused with both ways to write it.

import BioSequence

extension VariantNamer {
  /// `COL1A1 G589T`: letters that are bases as well, a residue change that no single base makes, and the base of the coding
  /// sequence with that number fits: which of the two is meant cannot be told.
  func refuseBases(
    _ edit: WrittenProteinEdit, _ gene: GeneModel, _ numbering: ResidueNumbering
  ) throws(HGVSError) {
    guard case .substitution(let residue, let new) = edit else { return }
    let model = gene.transcripts[0]
    let letters = Array("ACGT".utf8)
    guard let old = letters.firstIndex(of: residue.residue.rawValue.asciiValue ?? 0),
      let base = letters.firstIndex(of: new.rawValue.asciiValue ?? 0), residue.number <= model.coding.count,
      model.spliced[model.coding.lowerBound + residue.number - 1] == UInt8(old)
    else { return }
    let start = model.coding.lowerBound + 3 * (residue.number + numbering.shift - 1)
    let codon = Array(model.spliced[start..<start + 3])
    let isSingle = (0..<3).contains { place in
      (UInt8(0)..<4).contains { changed in
        var other = codon
        other[place] = changed
        return GeneticCode.translate(other[0], other[1], other[2]) == new
      }
    }
    guard !isSingle else { return }
    let accession = model.transcript.accession
    let change = "\(residue.number)\(UnicodeScalar(letters[old]))>\(UnicodeScalar(letters[base]))"
    throw HGVSError(
      .unsupported, column: 1,
      "bases or residues are meant: write \(accession):c.\(change), or "
        + "\(model.transcript.proteinAccession):p.\(residue.residue.threeLetter)\(residue.number + numbering.shift)"
        + new.threeLetter)
  }
}
