// A description as it was written: the syntax tree that the parser makes, not yet checked against any sequence.

package import BioSequence

/// A position as written, in any nucleotide coordinate type.
package struct WrittenPosition: Sendable, Hashable {
  /// The count and number; `g.` and `n.` positions count as coding without offset.
  package let position: CodingPosition
  /// Whether it is a lone `?`.
  package let isUnknown: Bool

  /// A position.
  package init(position: CodingPosition, isUnknown: Bool = false) {
    self.position = position
    self.isUnknown = isUnknown
  }

  /// `?`
  package static let unknown = WrittenPosition(position: CodingPosition(region: .coding, number: 1), isUnknown: true)
}

/// One end of a range: a position, or two between which the end lies.
package enum WrittenEnd: Sendable, Hashable {
  /// A known position.
  case at(WrittenPosition)
  /// `(a_b)`: somewhere from a to b; either may be `?`.
  case between(WrittenPosition, WrittenPosition)
}

/// Reference bases or a length that a description states though the positions already tell.
package enum StatedReference: Sendable, Hashable {
  /// Nothing stated.
  case none
  /// Bases, as nucleotide codes.
  case bases([UInt8])
  /// A number of bases.
  case length(Int)
}

/// What a description says is done at its location.
package enum WrittenEdit: Sendable, Hashable {
  /// `G>T`; either side may be longer than one base, which is not HGVS but is met.
  case substitution(reference: [UInt8], alternate: [UInt8])
  /// `del`
  case deletion(StatedReference)
  /// `dup`
  case duplication(StatedReference)
  /// `ins` with bases.
  case insertion([UInt8])
  /// `ins[642+1_642+9]`: bases of the reference between two positions.
  case insertedRange(WrittenPosition, WrittenPosition)
  /// `delins` or `delXinsY`.
  case delins(StatedReference, [UInt8])
  /// `inv`
  case inversion(StatedReference)
  /// `GTG[3]`; no unit if the location spells it.
  case repeated(unit: [UInt8], count: Int)
  /// `=`
  case identity(StatedReference)
}

/// A variant as written: a location with its edit.
package struct WrittenVariant: Sendable, Hashable {
  /// The first position.
  package let start: WrittenEnd
  /// The last position; equal to `start` in descriptions of one position.
  package let end: WrittenEnd
  /// Whether a range was written.
  package let isRange: Bool
  /// The edit.
  package let edit: WrittenEdit
  /// 1-based column of the location.
  package let column: Int

  /// A variant from its parts.
  package init(start: WrittenEnd, end: WrittenEnd, isRange: Bool, edit: WrittenEdit, column: Int) {
    self.start = start
    self.end = end
    self.isRange = isRange
    self.edit = edit
    self.column = column
  }
}

/// How the variants of a description stand to each other.
package enum AllelePhase: Sendable, Hashable {
  /// One change.
  case single
  /// `[a;b]`: on one chromosome.
  case cis
  /// `[a];[b]`: on the two chromosomes.
  case trans
  /// `[a](;)[b]`: not known.
  case unknown
}

/// The letter before the point.
package enum CoordinateType: UInt8, Sendable, Hashable {
  case coding = 99
  case genomic = 103
  case transcript = 110
  case protein = 112
  case rna = 114

  /// The letter, lower case.
  package var letter: String { String(UnicodeScalar(rawValue)) }
}

/// An oddity that was read past.
package enum WrittenOddity: Sendable, Hashable {
  /// The coordinate letter in upper case.
  case upperCaseType
  /// Bases in lower case where DNA is written in upper case.
  case lowerCaseBases
  /// Spaces inside the description.
  case spaces
  /// The stop written as X.
  case stopAsX
  /// Residue codes in the wrong case.
  case residueCase
  /// A keyword such as `del` in upper case.
  case keywordCase
  /// A coordinate type repeated inside parentheses.
  case repeatedType
  /// Quotation marks around the description.
  case quotes
  /// A dash or arrow that is not the ASCII character.
  case typography
}

/// A residue as written with its number.
package struct WrittenResidue: Sendable, Hashable {
  /// The residue.
  package let residue: AminoAcid
  /// Its 1-based number.
  package let number: Int

  /// A residue with its number.
  package init(residue: AminoAcid, number: Int) {
    self.residue = residue
    self.number = number
  }
}

/// A protein change as written.
package enum WrittenProteinEdit: Sendable, Hashable {
  /// `Gly197Cys`, `Gly197Ter`
  case substitution(WrittenResidue, to: AminoAcid)
  /// `Gly197=`, with an end for ranges.
  case identity(WrittenResidue, WrittenResidue)
  /// `=`
  case wholeIdentity
  /// `?`
  case unknown
  /// `0` or `0?`
  case noProtein
  /// `Met1?`
  case uncertain(WrittenResidue)
  /// `Gly197del`
  case deletion(WrittenResidue, WrittenResidue)
  /// `Gly197dup`
  case duplication(WrittenResidue, WrittenResidue)
  /// `Gly197_Pro198insAla`
  case insertion(WrittenResidue, WrittenResidue, [AminoAcid])
  /// `Gly197_Pro198delinsAla`
  case delins(WrittenResidue, WrittenResidue, [AminoAcid])
  /// `Gly197CysfsTer5`, `Gly197fs`; distance `nil` if not given or `?`.
  case frameshift(WrittenResidue, to: AminoAcid?, distance: Int?)
  /// `Ter1465PheextTer27`; distance `nil` if not given or `?`.
  case stopExtension(WrittenResidue, to: AminoAcid?, distance: Int?)
  /// `Met1ext-5`
  case startExtension(WrittenResidue, Int)
}

/// A description as written.
package struct HGVSDescription: Sendable, Hashable {
  /// The reference before the colon or bracket, as written.
  package var reference: String
  /// What stands in round brackets after the reference.
  package var selector: String?
  /// The coordinate type.
  package var type: CoordinateType
  /// The variants; empty for protein descriptions.
  package var variants: [WrittenVariant]
  /// How they stand to each other.
  package var phase: AllelePhase
  /// The protein change of a `p.` description, or the one in brackets at the end of a title.
  package var protein: WrittenProteinEdit?
  /// What was read past.
  package var oddities: [WrittenOddity]
  /// An `r.` description that names no change.
  package var wholeRNA: WholeRNA?
  /// Whether an `r.` description is in brackets: predicted, not observed.
  package var isPredictedRNA = false
}

/// What an `r.` description says of the transcript as a whole.
package enum WholeRNA: String, Sendable, Hashable, CaseIterable {
  /// `r.spl`: splicing is changed, how is not known.
  case splicing = "spl"
  /// `r.?`
  case unknown = "?"
  /// `r.0`: there is no transcript.
  case none = "0"
  /// `r.=`
  case unchanged = "="
}

/// A VCF-style description as written.
package struct WrittenVCFAllele: Sendable, Hashable {
  /// Chromosome as written, without `chr`.
  package let chromosome: String
  /// 1-based position of the first reference base.
  package let position: Int
  /// Reference bases as nucleotide codes.
  package let reference: [UInt8]
  /// Alternate bases as nucleotide codes.
  package let alternate: [UInt8]
}

/// What a line of text turned out to be.
package enum ParsedDescription: Sendable, Hashable {
  /// A description in the HGVS grammar.
  case hgvs(HGVSDescription)
  /// `17-50198002-C-A` and its relatives.
  case vcf(WrittenVCFAllele, oddities: [WrittenOddity])
  /// A chain or gene and a change in the residue numbers of the older literature: `alpha1(I) G988C`.
  case legacy(chain: String, WrittenProteinEdit, oddities: [WrittenOddity])
}
