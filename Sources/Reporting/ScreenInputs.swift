// What went into a screen: files, what became of their reads, and the settings.

package import Documents
package import Knowledge

/// What was sequenced.
package enum SampleMolecule: String, Sendable, Hashable, CaseIterable, Codable {
  /// Genomic DNA.
  case dna
  /// Transcripts: spliced reads.
  case rna
}

/// How surely the end of an input was seen.
package enum InputCompleteness: String, Sendable, Hashable, CaseIterable, Codable {
  /// The container's own end marks and checksums were verified.
  case verified
  /// The input ended cleanly but nothing proves that it was all (BGZF without its EOF block).
  case unproven

  /// The weakest of some inputs.
  package init(of inputs: [ReportedInput]) {
    self = inputs.contains { $0.completeness == .unproven } ? .unproven : .verified
  }
}

/// One input file as it was read.
package struct ReportedInput: Sendable, Hashable, Codable, DigestedFile {
  /// How the reads of a file were reached.
  package enum Route: String, Sendable, Hashable, CaseIterable, Codable {
    /// From the first to the last.
    case stream
    /// Only those of the genes' regions, by the index of an alignment file.
    case region
  }

  /// Base name, without folder.
  package let name: String
  /// Size in bytes as read, compressed.
  package let bytes: Int
  /// SHA-256 of these bytes, in hexadecimal; on the route `region` of the lines that were read. Nil where there is another digest.
  package let sha256: String?
  /// BLAKE3 of the same, where that was asked for.
  package let blake3: String?
  /// `none` where no digest was taken.
  package let digest: String?
  /// `plain`, `gzip`, `bgzf` or `bzip2`; `sam`, `bam` or `cram` for alignments.
  package let container: String
  /// How surely its end was seen.
  package let completeness: InputCompleteness
  /// How its reads were reached; earlier versions do not tell.
  package var route: Route?
  /// Names of the samples in the read groups (SM) of an alignment file; nil if it names none, and of earlier versions.
  package var readSamples: [String]?

  /// A summary from its parts.
  package init(
    name: String, bytes: Int, sha256: String?, blake3: String? = nil, container: String,
    completeness: InputCompleteness, route: Route? = nil, readSamples: [String]? = nil
  ) {
    self.route = route
    self.readSamples = readSamples
    self.blake3 = blake3
    digest = sha256 == nil && blake3 == nil ? ReportedInput.noDigest : nil
    self.name = name
    self.bytes = bytes
    self.sha256 = sha256
    self.container = container
    self.completeness = completeness
  }

  private enum Key: String, CodingKey {
    case name, bytes, container, completeness, route, readSamples
  }

  package func encode(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: Key.self)
    try keys.encode(name, forKey: .name)
    try keys.encode(bytes, forKey: .bytes)
    try encodeDigest(to: encoder)
    try keys.encode(container, forKey: .container)
    try keys.encode(completeness, forKey: .completeness)
    try keys.encodeIfPresent(route, forKey: .route)
    try keys.encodeIfPresent(readSamples, forKey: .readSamples)
  }

  package func validate() throws(InvalidValue) {
    try check("bytes", bytes, in: DocumentRange.count)
    try validateDigest()
  }
}

extension Manifest.File {
  /// The file as a manifest lists it.
  package init(_ input: ReportedInput) {
    self.init(name: input.name, bytes: input.bytes, sha256: input.sha256, blake3: input.blake3)
  }
}

/// What became of the reads. Single reads are counted; `reads` equals the sum of the others.
package struct ReadCounts: Sendable, Hashable, Codable, ValidatedDocument {
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

  package func validate() throws(InvalidValue) {
    for (key, value) in [("reads", reads), ("used", used), ("unmapped", unmapped)] {
      try check(key, value, in: DocumentRange.count)
    }
    for (key, value) in filtered { try check("filtered.\(key)", value, in: DocumentRange.count) }
    try require(filtered.count <= 1000, "filtered", "more than 1000 reasons")
    try require(isConserved, "reads", "not the sum of used, filtered and unmapped reads")
  }
}

/// How a sample was screened.
package struct ScreenSettings: Sendable, Hashable, Codable, ValidatedDocument {
  /// What became of duplicates.
  package enum Duplicates: String, Sendable, Hashable, CaseIterable, Codable {
    case marked
    case notMarked = "not_marked"
    /// Reads start at primers, so that duplicates cannot be told.
    case amplicons
    /// Copies of a molecule were joined by its identifier.
    case families
  }

  /// What was sequenced.
  package var molecule: SampleMolecule
  /// Files of known variants that calls are marked by.
  package var known: [KnownVariants.File]
  /// The target: `exons`, `gene` or the name of a BED file.
  package var target: String
  /// Fragments that a base needs to be called.
  package var minDepth: Int
  /// Smallest allele fraction of a call, 0-1.
  package var minVAF: Double
  /// Base name of the file of primers; `nil` without one.
  package var amplicons: String?
  /// What became of duplicates.
  package var duplicates: Duplicates

  /// Settings of a screen.
  package init(
    molecule: SampleMolecule = .dna, known: [KnownVariants.File] = [], target: String = "exons", minDepth: Int = 20,
    minVAF: Double = 0.05, amplicons: String? = nil,
    duplicates: Duplicates = .marked
  ) {
    self.molecule = molecule
    self.known = known
    self.target = target
    self.minDepth = minDepth
    self.minVAF = minVAF
    self.amplicons = amplicons
    self.duplicates = duplicates
  }

  /// The settings for people, name and value, in a fixed order.
  package var told: [(name: String, value: String)] {
    let duplicates =
      switch duplicates {
      case .marked: "marked"
      case .notMarked: "not marked"
      case .amplicons: "not marked (amplicons)"
      case .families: "joined by molecular identifier"
      }
    return (molecule == .rna ? [("molecule", "RNA: genotypes and fractions are those of the transcripts")] : [])
      + known.map { ("known variants", $0.summary) }
      + [
        ("target", target), ("minimum depth", "\(minDepth)"),
        ("minimum allele fraction", NumberText.fixed(minVAF, 4)), ("duplicates", duplicates),
      ] + (amplicons.map { [("primers", $0)] } ?? [])
  }

  package func validate() throws(InvalidValue) {
    try check("min_depth", minDepth, in: DocumentRange.depth)
    try check("min_vaf", minVAF, in: DocumentRange.fraction)
  }
}
