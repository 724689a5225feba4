// What a screen is asked to do.

public import BioSequence
import TypeICollagen
public import VariantCalling

/// A variant that a screen is asked about.
public struct AskedVariant: Sendable, Hashable {
  /// The description as given.
  public let description: String
  /// Index of the gene in ``ReferenceModels/all``.
  public let gene: Int
  /// The change on the gene's record.
  public let variant: Variant

  /// A variant to look for.
  ///
  /// - Returns: `nil` if the change changes nothing.
  public init?(description: String, gene: Int, variant: Variant) {
    let core = variant.trimmed(on: ReferenceModels.all[gene].record.sequence)
    guard !core.range.isEmpty || !core.replacement.isEmpty else { return nil }
    self.description = description
    self.gene = gene
    self.variant = variant
  }
}

/// What was sequenced.
public enum SampleMolecule: String, Sendable, Hashable, CaseIterable {
  /// Genomic DNA.
  case dna
  /// Messages: spliced reads.
  case rna
}

/// Settings of a screen. Nothing in here but `threads` changes how fast it is, and `threads` changes nothing else.
public struct ScreenOptions: Sendable {
  /// The sample's name; see ``SampleName/fault(in:)``.
  public var sample: String
  /// Assembly of the coordinates that are written.
  public var assembly = Assembly.grch38
  /// The bases that are asked about.
  public var target = TargetRegions.exons
  /// How the target is told to people: `exons`, `gene` or the name of a BED file.
  public var targetName = "exons"
  /// What was sequenced.
  public var molecule = SampleMolecule.dna
  /// Thresholds of the caller.
  public var calling = CallOptions()
  /// Known variants to mark, by allele.
  public var known = KnownVariants()
  /// Variants to count the molecules of, called or not.
  public var confirm: [AskedVariant] = []
  /// Earlier results of the same laboratory method that exon dosage is compared with.
  public var controls = ControlPanel()
  /// Whether an input without a record is no error.
  public var allowsEmptyInput = false
  /// Whether read names are kept, for BAM.
  public var keepsReadNames = false
  /// Threads that map reads.
  public var threads = 1

  /// The usual settings for a sample.
  public init(sample: String) {
    self.sample = sample
  }
}
