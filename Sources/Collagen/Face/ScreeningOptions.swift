// What a Swift program may ask of a screening.

public import BioSequence
import Reporting
import TypeICollagen
import VariantCalling

/// Settings of a screening. The usual ones are there after ``init(sample:)``.
public struct ScreeningOptions: Sendable {
  /// The bases that are screened.
  public enum Target: Sendable, Hashable {
    /// Every exon of the preferred transcripts with 20 bases of intron on each side.
    case exons
    /// Both genes from the first to the last base of the transcript, introns included.
    case genes
  }

  /// What was sequenced.
  public enum Molecule: Sendable, Hashable {
    /// Genomic DNA.
    case dna
    /// RNA: spliced reads.
    case rna
  }

  /// Name of the sample: part of file names, so without `/`, control characters, or a point at its start.
  public var sample: String
  /// Assembly of the coordinates of the result.
  public var assembly = Assembly.grch38
  /// The bases that are screened.
  public var target = Target.exons
  /// What was sequenced.
  public var molecule = Molecule.dna
  /// Fragments that a base needs to be called reference.
  public var minimumDepth = 20
  /// Smallest allele fraction of a call, above 0 and at most 0.5. A value below 0.05 asks for mosaic variants.
  public var minimumAlleleFraction = 0.05
  /// Whether duplicate fragments are set aside. Amplicons are recognised and left alone.
  public var marksDuplicates = true
  /// Whether an input without a record is accepted.
  public var allowsEmptyInput = false
  /// Threads that align and call; at least one. The result does not depend on it.
  public var threadCount = 1

  /// The usual settings for a sample.
  public init(sample: String) {
    self.sample = sample
  }

  /// The settings in the form that the pipeline takes.
  func settings() throws(CollagenError) -> ScreenOptions {
    if let fault = SampleName.fault(in: sample) { throw CollagenError(.invalidOption, fault) }
    guard (1...1_000_000).contains(minimumDepth) else {
      throw CollagenError(.invalidOption, "minimumDepth is a number from 1 to 1000000")
    }
    guard minimumAlleleFraction > 0, minimumAlleleFraction <= 0.5 else {
      throw CollagenError(.invalidOption, "minimumAlleleFraction is a fraction above 0, at most 0.5")
    }
    guard threadCount >= 1 else { throw CollagenError(.invalidOption, "threadCount is at least 1") }
    var options = ScreenOptions(sample: sample)
    options.assembly = assembly
    if target == .genes { (options.target, options.targetName) = (.whole(options.genes), "gene") }
    options.molecule = molecule == .rna ? .rna : .dna
    options.calling = CallOptions(
      minDepth: minimumDepth, minVAF: minimumAlleleFraction, marksDuplicates: marksDuplicates)
    options.allowsEmptyInput = allowsEmptyInput
    options.threads = threadCount
    return options
  }
}
