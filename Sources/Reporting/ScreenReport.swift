// Everything that a screen of one sample has to say, as plain values: every output file is written from this.

package import BioSequence

/// How surely the end of an input was seen.
package enum InputCompleteness: String, Sendable, Codable {
  /// The container's own end marks and checksums were verified.
  case verified
  /// The input ended cleanly but nothing proves that it was all (BGZF without its EOF block).
  case unproven
}

/// One input file as it was read.
package struct ReportedInput: Sendable, Hashable, Codable {
  /// Base name, without folder.
  package let name: String
  /// Size in bytes as read, compressed.
  package let bytes: Int
  /// SHA-256 of these bytes, in hexadecimal.
  package let sha256: String
  /// `plain`, `gzip`, `bgzf` or `bzip2`.
  package let container: String
  /// How surely its end was seen.
  package let completeness: InputCompleteness

  /// A summary from its parts.
  package init(name: String, bytes: Int, sha256: String, container: String, completeness: InputCompleteness) {
    self.name = name
    self.bytes = bytes
    self.sha256 = sha256
    self.container = container
    self.completeness = completeness
  }
}

/// What became of the reads. Single reads are counted; `reads` equals the sum of the others.
package struct ReadCounts: Sendable, Hashable, Codable {
  /// All reads.
  package let reads: Int
  /// Reads that were placed and looked at by the caller.
  package let used: Int
  /// Reads put aside, by reason.
  package let filtered: [String: Int]
  /// Reads of other DNA.
  package let unmapped: Int

  /// Counts from their parts.
  package init(reads: Int, used: Int, filtered: [String: Int], unmapped: Int) {
    self.reads = reads
    self.used = used
    self.filtered = filtered
    self.unmapped = unmapped
  }

  /// Whether no read was lost between input and result.
  package var isConserved: Bool { reads == used + filtered.values.reduce(0, +) + unmapped }
}

/// One variant with its names, evidence and filters: a row of `variants.tsv`.
///
/// Coordinates are those of the report's assembly; `pos` is 1-based. Empty texts stand for "does not apply".
package struct ReportedCall: Sendable, Hashable {
  /// Gene symbol.
  package var gene: String
  /// `snv`, `mnv`, `deletion`, `insertion`, `duplication`, `delins`, `inversion`, `exon_deletion`, `exon_duplication`.
  package var variantClass: String
  /// Chromosome with `chr`.
  package var chrom: String
  /// 1-based position of the first base of `ref`.
  package var pos: Int
  /// Reference bases, left-aligned and padded as VCF asks, or the padding base of a symbolic allele.
  package var ref: String
  /// Alternative bases, or a symbolic allele such as `<DEL>`.
  package var alt: String
  /// Last position of a symbolic allele (1-based), with its type and confidence intervals.
  package var symbolic: SymbolicAllele?
  /// Genomic name on the report's assembly.
  package var hgvsG: String
  /// Name on the LRG record.
  package var hgvsLRG: String
  /// Coding name on the preferred transcript.
  package var hgvsC: String
  /// Protein name.
  package var hgvsP: String
  /// Sequence Ontology term, the most severe one.
  package var consequence: String
  /// Current exon number, or an intron's.
  package var exon: String
  /// Exon name of the older literature.
  package var legacyExon: String
  /// Residue of the triple helix, 1-1014.
  package var helixResidue: String
  /// G, X or Y.
  package var tripletPosition: String
  /// Effects on collagen, joined by `&`.
  package var collagenEffect: String
  /// Genotype as in the VCF.
  package var genotype: String
  /// `heterozygous`, `homozygous` or `mosaic`.
  package var zygosity: String
  /// Reads at the place that can tell the alleles apart.
  package var depth: Int
  /// Those with the reference allele.
  package var referenceDepth: Int
  /// Those with this allele.
  package var altDepth: Int
  /// Share of `altDepth` in `depth`, with its 95 % interval.
  package var vaf: Double
  /// Lower end of the 95 % interval.
  package var vafLow: Double
  /// Upper end of the 95 % interval.
  package var vafHigh: Double
  /// Phred-scaled chance that there is no variant at all.
  package var variantQuality: Int
  /// Phred-scaled chance that the genotype is wrong (GQ).
  package var quality: Int
  /// `PASS`, or the filters that failed joined by `;`.
  package var filter: String
  /// Phase set, or `nil`.
  package var phaseSet: Int?
  /// Identifier and significance from the `--known` file, or empty.
  package var known: String

  /// Extent of an event whose sequence is not known.
  package struct SymbolicAllele: Sendable, Hashable {
    /// `DEL` or `DUP`.
    package var type: String
    /// 1-based last position.
    package var end: Int
    /// Interval around `pos`, relative.
    package var positionInterval: ClosedRange<Int>
    /// Interval around `end`, relative.
    package var endInterval: ClosedRange<Int>
    /// Copies that the sample has, where they were counted.
    package var copyNumber: Int?
    /// The chance that there is such an event, 0-1, where it was told.
    package var probability: Double?

    /// An extent from its parts.
    package init(
      type: String, end: Int, positionInterval: ClosedRange<Int>, endInterval: ClosedRange<Int>,
      copyNumber: Int? = nil, probability: Double? = nil
    ) {
      self.copyNumber = copyNumber
      self.probability = probability
      self.type = type
      self.end = end
      self.positionInterval = positionInterval
      self.endInterval = endInterval
    }
  }

  /// The coding name, or the genomic one where the change leaves nothing to name on the transcript.
  package var shortName: String { hgvsC.isEmpty ? hgvsG : hgvsC }

  /// Whether this counts as a call.
  package var isPass: Bool { filter == "PASS" }

  /// A call with every field.
  package init(
    gene: String, variantClass: String, chrom: String, pos: Int, ref: String, alt: String,
    symbolic: SymbolicAllele? = nil, hgvsG: String, hgvsLRG: String, hgvsC: String, hgvsP: String, consequence: String,
    exon: String, legacyExon: String, helixResidue: String, tripletPosition: String, collagenEffect: String,
    genotype: String, zygosity: String, depth: Int, referenceDepth: Int, altDepth: Int, vaf: Double, vafLow: Double,
    vafHigh: Double, variantQuality: Int, quality: Int, filter: String, phaseSet: Int?, known: String
  ) {
    self.gene = gene
    self.variantClass = variantClass
    self.chrom = chrom
    self.pos = pos
    self.ref = ref
    self.alt = alt
    self.symbolic = symbolic
    self.hgvsG = hgvsG
    self.hgvsLRG = hgvsLRG
    self.hgvsC = hgvsC
    self.hgvsP = hgvsP
    self.consequence = consequence
    self.exon = exon
    self.legacyExon = legacyExon
    self.helixResidue = helixResidue
    self.tripletPosition = tripletPosition
    self.collagenEffect = collagenEffect
    self.genotype = genotype
    self.zygosity = zygosity
    self.depth = depth
    self.referenceDepth = referenceDepth
    self.altDepth = altDepth
    self.vaf = vaf
    self.vafLow = vafLow
    self.vafHigh = vafHigh
    self.variantQuality = variantQuality
    self.quality = quality
    self.filter = filter
    self.phaseSet = phaseSet
    self.known = known
  }
}

/// A run of target bases with one verdict: a row of `coverage.tsv`.
package struct CoverageRow: Sendable, Hashable, Codable {
  /// Chromosome with `chr`.
  package let chrom: String
  /// 0-based start on the chromosome.
  package let start: Int
  /// 0-based end (exclusive).
  package let end: Int
  /// Gene symbol.
  package let gene: String
  /// Region of the target, such as `exon_7` or a BED name.
  package let region: String
  /// Median depth over the run's bases.
  package let depthMedian: Int
  /// `reference`, `variant` or `no_call`.
  package let verdict: String
  /// Why there is no call, or `.`.
  package let reason: String

  /// A row from its parts.
  package init(
    chrom: String, start: Int, end: Int, gene: String, region: String, depthMedian: Int, verdict: String, reason: String
  ) {
    self.chrom = chrom
    self.start = start
    self.end = end
    self.gene = gene
    self.region = region
    self.depthMedian = depthMedian
    self.verdict = verdict
    self.reason = reason
  }
}

/// Molecules over the exons of one gene.
package struct ReportedExonDepth: Sendable, Hashable, Codable {
  /// Gene symbol.
  package let gene: String
  /// Number of exons.
  package let exons: Int
  /// `[first exon, last exon, molecules]`, exons counted from 1: molecules that show just these neighbouring exons.
  package let groups: [[Int]]

  /// Counts of one gene.
  package init(gene: String, exons: Int, groups: [[Int]]) {
    self.gene = gene
    self.exons = exons
    self.groups = groups
  }
}

/// The result of screening one sample.
package struct ScreenReport: Sendable {
  /// The sample's name.
  package let sample: String
  /// Assembly of the coordinates.
  package let assembly: Assembly
  /// Contigs of the assembly that can be named, in output order.
  package let contigs: [(name: String, length: Int)]
  /// The input files in the order given.
  package let inputs: [ReportedInput]
  /// What became of the reads.
  package let counts: ReadCounts
  /// Every variant record, passed or not, sorted by place.
  package let calls: [ReportedCall]
  /// The target, tiled once, sorted by place.
  package let coverage: [CoverageRow]
  /// What the sample says of variants that were asked about, in the order asked.
  package let confirmations: [Confirmation]
  /// The limits of detection over the target, in the order of `coverage`; may be empty.
  package let detection: [DetectionRun]
  /// What the reader should know, one line each.
  package let warnings: [String]
  /// What the messages show; `nil` for DNA.
  package var messages: MessageReport?
  /// Facts about the run that a reader may need, name and value, in a fixed order.
  package let settings: [(name: String, value: String)]
  /// Molecules over the exons, one a gene: what other samples are compared with.
  package let exonDepth: [ReportedExonDepth]

  /// A report from its parts.
  package init(
    sample: String, assembly: Assembly, contigs: [(name: String, length: Int)], inputs: [ReportedInput],
    counts: ReadCounts, calls: [ReportedCall], coverage: [CoverageRow], confirmations: [Confirmation] = [],
    detection: [DetectionRun] = [], warnings: [String], settings: [(name: String, value: String)],
    exonDepth: [ReportedExonDepth] = []
  ) {
    self.sample = sample
    self.assembly = assembly
    self.contigs = contigs
    self.inputs = inputs
    self.counts = counts
    self.calls = calls
    self.coverage = coverage
    self.confirmations = confirmations
    self.detection = detection
    self.warnings = warnings
    self.settings = settings
    self.exonDepth = exonDepth
  }

  /// The weakest of the inputs.
  package var inputCompleteness: InputCompleteness {
    inputs.contains { $0.completeness == .unproven } ? .unproven : .verified
  }

  /// The variants that count: FILTER is PASS.
  package var passed: [ReportedCall] { calls.filter(\.isPass) }

  /// Number of target bases with a verdict (`reference`, `variant`, `no_call`).
  package func bases(verdict: String) -> Int {
    coverage.reduce(0) { $0 + ($1.verdict == verdict ? $1.end - $1.start : 0) }
  }

  /// Number of target bases.
  package var targetBases: Int { coverage.reduce(0) { $0 + $1.end - $1.start } }
}
