// Genotypes by which two samples are told to be of one person or of two: all common variants and every sure rare one.

package import Documents

/// How many copies of an allele a sample has, where that is beyond doubt.
package struct SampleGenotype: Sendable, Hashable, Codable, ValidatedDocument {
  /// Gene symbol.
  package let gene: String
  /// Coding name on the preferred transcript, or the genomic name outside it.
  package let name: String
  /// Chromosome with `chr`.
  package let chrom: String
  /// 1-based position of the first base of ``ref``, as in the VCF.
  package let pos: Int
  /// Reference bases.
  package let ref: String
  /// Bases of the allele.
  package let alt: String
  /// Copies of the allele: 0, 1 or 2. Of RNA: none, some or all transcripts.
  package let copies: Int
  /// Fragments over the place; their median over the stretch where no copy was found. `nil` if a VCF does not tell.
  package let depth: Int?
  /// Frequency of the allele in the general population, 0-1, if it is one of the known common ones.
  package let frequency: Double?

  /// The genotype of a call's allele.
  package init(_ call: Call, copies: Int, depth: Int?, frequency: Double?) {
    gene = call.gene
    name = call.name
    chrom = call.chrom
    pos = call.pos
    ref = call.ref
    alt = call.alt
    self.copies = copies
    self.depth = depth
    self.frequency = frequency
  }

  /// The bases of the chromosome that the allele replaces, 0-based half-open.
  package var range: Range<Int> { pos - 1..<pos - 1 + ref.utf8.count }

  /// Whether one base stands for another.
  package var isSubstitution: Bool { ref.utf8.count == 1 && alt.utf8.count == 1 }

  /// Whether it is the same allele on the same assembly.
  package func isOf(_ call: Call) -> Bool {
    call.chrom == chrom && call.pos == pos && call.ref == ref && call.alt == alt
  }

  package func validate() throws(InvalidValue) {
    for (key, text) in [("gene", gene), ("name", name), ("chrom", chrom), ("ref", ref), ("alt", alt)] {
      try require(!text.isEmpty, key, "empty")
    }
    try check("pos", pos, in: DocumentRange.position)
    try check("copies", copies, in: 0...2)
    try check("depth", depth, in: DocumentRange.depth)
    try check("frequency", frequency, in: DocumentRange.fraction)
    try require(copies > 0 || frequency != nil, "copies", "only a common variant is listed without a copy")
  }
}
