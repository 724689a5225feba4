// Where a gene record lies on a genome assembly.

/// A human genome assembly whose coordinates are read and written.
public enum Assembly: String, Sendable, CaseIterable, Codable {
  case grch38 = "GRCh38"
  case grch37 = "GRCh37"
}

/// A base at which an assembly differs from the gene record.
public struct AssemblyDifference: Sendable, Hashable {
  /// 0-based offset on the record.
  public let offset: Int
  /// The record's base.
  public let recordBase: Nucleotide
  /// The assembly's base, on the record's strand.
  public let assemblyBase: Nucleotide
  /// Its number in dbSNP; `nil` if it has none.
  package let dbSNP: String?

  /// A difference of one base.
  public init(offset: Int, recordBase: Nucleotide, assemblyBase: Nucleotide, dbSNP: String? = nil) {
    self.offset = offset
    self.recordBase = recordBase
    self.assemblyBase = assemblyBase
    self.dbSNP = dbSNP
  }
}

/// The ungapped placement of a whole gene record on one chromosome of an assembly.
///
///     record offset      0 ................. n-1        (transcript strand)
///     forward strand     start .......... end-1         (chromosome offsets)
///     reverse strand     end-1 .......... start
public struct AssemblyMapping: Sendable, Hashable {
  /// The assembly.
  public let assembly: Assembly
  /// The chromosome's RefSeq accession with version, such as `NC_000017.11`.
  public let accession: String
  /// The bare chromosome name, such as `17` or `X`.
  public let chromosome: String
  /// Further accepted names of the chromosome, such as the GenBank accession `CM000679.2`.
  public let otherNames: [String]
  /// The chromosome's GA4GH refget accession, `SQ.` and digest; `nil` if it is not known.
  public let contigRefget: String?
  /// Length of the chromosome in bases.
  public let contigLength: Int
  /// 0-based half-open extent on the chromosome.
  public let range: Range<Int>
  /// The chromosome strand that reads like the record.
  public let strand: Strand
  /// Bases in which the assembly and the record disagree.
  public let differences: [AssemblyDifference]

  /// A placement from its parts.
  public init(
    assembly: Assembly, accession: String, chromosome: String, otherNames: [String] = [],
    contigRefget: String? = nil, contigLength: Int, range: Range<Int>, strand: Strand,
    differences: [AssemblyDifference] = []
  ) {
    self.assembly = assembly
    self.accession = accession
    self.chromosome = chromosome
    self.otherNames = otherNames
    self.contigRefget = contigRefget
    self.contigLength = contigLength
    self.range = range
    self.strand = strand
    self.differences = differences
  }

  /// The chromosome's name in the files that are written, such as `chr17`.
  package var contig: String { "chr" + chromosome }

  /// Every name by which files may call the chromosome: `17`, `chr17`, `NC_000017.11`, `CM000679.2`.
  package var contigNames: [String] { [chromosome, contig, accession] + otherNames }

  /// Whether a file may mean this chromosome by a name.
  package func isNamed(_ name: String) -> Bool {
    name == chromosome || name == accession || otherNames.contains(name)
      || name.hasPrefix("chr") && name.dropFirst(3) == chromosome
  }

  /// The 0-based chromosome offset of the base at a 0-based record offset (which may lie outside the record).
  package func chromosomeOffset(ofRecordOffset offset: Int) -> Int {
    strand == .forward ? range.lowerBound + offset : range.upperBound - 1 - offset
  }

  /// The 0-based record offset of the base at a 0-based chromosome offset (which may lie outside the record).
  package func recordOffset(ofChromosomeOffset offset: Int) -> Int {
    strand == .forward ? offset - range.lowerBound : range.upperBound - 1 - offset
  }

  /// A 0-based half-open record range as a chromosome range. Empty ranges (insertion points) stay empty.
  package func chromosomeRange(ofRecordRange record: Range<Int>) -> Range<Int> {
    strand == .forward
      ? range.lowerBound + record.lowerBound..<range.lowerBound + record.upperBound
      : range.upperBound - record.upperBound..<range.upperBound - record.lowerBound
  }

  /// A 0-based half-open chromosome range as a record range; the inverse of ``chromosomeRange(ofRecordRange:)``.
  package func recordRange(ofChromosomeRange chromosome: Range<Int>) -> Range<Int> {
    strand == .forward
      ? chromosome.lowerBound - range.lowerBound..<chromosome.upperBound - range.lowerBound
      : range.upperBound - chromosome.upperBound..<range.upperBound - chromosome.lowerBound
  }

  /// Turns bases from the record's strand to the chromosome's forward strand, or back.
  package func oriented(_ bases: DNASequence) -> DNASequence {
    strand == .forward ? bases : bases.reverseComplement
  }
}
