// Everything that the screen of one sample has to say: the document that is written, read, and handed on in memory.

package import BioSequence
package import Documents

/// The screen of one sample, of DNA or of RNA: `<sample>.json`, schema `collagen.screen/2`.
///
/// Every other file of a screen is written from it, and reports judge it. A VCF gives one too, without counts, coverage
/// and settings, which no VCF tells.
package struct ScreenDocument: Sendable, Hashable, VersionedDocument {
  package static let schema = "collagen.screen/2"
  package static let title = "a screen"
  package static let remedy = "run `collagen screen` again"

  /// The schema's name.
  package var schema = ScreenDocument.schema
  /// Program and version; `nil` for a VCF.
  package var version: String?
  /// The sample's name.
  package var sample: String
  /// Assembly of the coordinates.
  package var assembly: Assembly
  /// The input files in the order given.
  package var inputs: [ReportedInput] = []
  /// The weakest of the inputs.
  package var inputCompleteness: InputCompleteness = .verified
  /// What became of the reads.
  package var counts: ReadCounts?
  /// What the reads say of the library; `nil` for RNA.
  package var library: LibraryReport?
  /// How long the fragments are; `nil` without pairs, and in documents of older versions.
  package var insertSizes: InsertSizes?
  /// The qualities of the reads' bases; `nil` with too few reads, and in documents of older versions.
  package var baseQualities: BaseQualities?
  /// How the sample was screened.
  package var settings: ScreenSettings?
  /// Every variant record, passed or not, sorted by place.
  package var calls: [Call] = []
  /// What of the target was covered.
  package var coverage: ScreenCoverage?
  /// The sample's surest genotypes, what other samples of the person are compared by; `nil` if they were not kept.
  package var genotypes: [SampleGenotype]?
  /// What the sample says of variants that were asked about, in the order asked.
  package var confirmations: [Confirmation] = []
  /// Families of copied molecules; `nil` where reads were not joined by identifiers.
  package var families: FamilyReport?
  /// What the transcripts show; `nil` for DNA.
  package var rna: SplicingReport?
  /// What the reader should know, one line each.
  package var warnings: [String] = []
  /// Contigs of the assembly that can be named, in output order.
  package var contigs: [Contig] = []
  /// Fragments over the exons: what other samples are compared with.
  package var exonDepth: ExonDepth?

  /// A screen without anything found.
  package init(sample: String, assembly: Assembly) {
    self.sample = sample
    self.assembly = assembly
  }

  /// The variants that count.
  package var passed: [Call] { calls.filter(\.isPass) }
  /// Records that did not pass the filters.
  package var failed: [Call] { calls.filter { !$0.isPass } }
  /// Whether RNA was sequenced.
  package var isOfRNA: Bool { settings?.molecule == .rna || rna != nil }

  package func validate() throws(InvalidValue) {
    try require(!sample.isEmpty, "sample", "a screen names its sample")
    for (key, isThere) in [("counts", counts != nil), ("settings", settings != nil), ("coverage", coverage != nil)] {
      try require(isThere, key, "a screen has \(key)")
    }
    let weakest = InputCompleteness(of: inputs)
    try require(inputCompleteness == weakest, "input_completeness", "the inputs say \(weakest.rawValue)")
    for (index, call) in calls.enumerated() {
      try require(call.assembly == assembly, "calls[\(index + 1)].assembly", "not the screen's assembly")
    }
    try validateRepeatedCalls()
    try validateGenotypes()
    try validateCoverage()
    try validateCalls()
    try require((rna != nil) == (settings?.molecule == .rna), "rna", "a screen of RNA has this part, and only that")
  }
}

/// A contig of an assembly.
package struct Contig: Sendable, Hashable, Codable, ValidatedDocument {
  /// Name with `chr`.
  package let name: String
  /// Number of bases.
  package let length: Int

  /// A contig.
  package init(name: String, length: Int) {
    self.name = name
    self.length = length
  }

  package func validate() throws(InvalidValue) { try check("length", length, in: DocumentRange.position) }
}

/// Fragments over the exons of both genes.
package struct ExonDepth: Sendable, Hashable, Codable {
  /// The version of the form and of how fragments are counted; other ones cannot be compared.
  package static let form = "collagen.exon-depth/1"

  /// See ``ExonDepth/form-swift.type.property``.
  package var form = ExonDepth.form
  /// One entry a gene.
  package let genes: [Gene]

  /// Counts of genes.
  package init(genes: [Gene]) { self.genes = genes }

  /// Fragments over the exons of one gene.
  package struct Gene: Sendable, Hashable, Codable, ValidatedDocument {
    /// Gene symbol.
    package let gene: String
    /// Number of exons.
    package let exons: Int
    /// `[first exon, last exon, fragments]`, exons counted from 1: fragments that show just these neighbouring exons.
    package let groups: [[Int]]

    /// Counts of one gene.
    package init(gene: String, exons: Int, groups: [[Int]]) {
      self.gene = gene
      self.exons = exons
      self.groups = groups
    }

    package func validate() throws(InvalidValue) {
      try check("exons", exons, in: 1...1000)
      for (index, group) in groups.enumerated() {
        let isSound =
          group.count == 3 && 1 <= group[0] && group[0] <= group[1] && group[1] <= exons
          && DocumentRange.depth.contains(group[2])
        try require(isSound, "groups[\(index + 1)]", "first exon, last exon and a count of fragments are needed")
      }
    }
  }
}

extension ScreenDocument {
  /// Whether anything of the genes was sequenced: a screen without a call at any base says no more than none.
  package var isSequenced: Bool { !passed.isEmpty || coverage?.isNone != true }
}
