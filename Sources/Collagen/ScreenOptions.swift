// What a screen is asked to do.

package import BioSequence
package import Digests
package import Knowledge
package import Reporting
package import TypeICollagen
package import VariantCalling

/// Settings of a screen. Nothing in here but `threads` changes how fast it is, and `threads` changes nothing else.
package struct ScreenOptions: Sendable {
  /// The sample's name; see ``SampleName/fault(in:)``.
  package var sample: String
  /// The genes that reads are aligned to; all indices of genes count by them.
  package let genes: GeneCatalog
  /// Assembly of the coordinates that are written.
  package var assembly = Assembly.grch38
  /// The bases that are asked about.
  package var target: TargetRegions
  /// How the target is told to people: `exons`, `gene` or the name of a BED file.
  package var targetName = "exons"
  /// What was sequenced.
  package var molecule = SampleMolecule.dna
  /// Thresholds of the caller.
  package var calling = CallOptions()
  /// Base name of the file of primers; `nil` without one.
  package var ampliconsName: String?
  /// Known variants to mark, by allele.
  package var known = KnownVariants()
  /// Variants to count the fragments of, called or not.
  package var confirm: [QueriedVariant] = []
  /// Earlier results of the same laboratory method that exon copy number is compared with.
  package var controls = ControlPanel()
  /// Earlier results of RNA that junctions are compared with.
  package var splicingControls = SplicingControlPanel()
  /// What the caller has to say of the inputs; becomes the first warnings.
  package var remarks: [String] = []
  /// Whether an input without a record is no error.
  package var allowsEmptyInput = false
  /// The digest that is taken of the inputs.
  package var digest = DigestAlgorithm.sha256
  /// FASTA, with its index, of the reference that CRAM was made with.
  package var reference: String?
  /// Where the reads have their molecular identifiers; `nil` if they have none, or are not joined by them.
  package var identifiers: IdentifierSource?
  /// Whether fragments that are the only ones of their molecule are left out.
  package var dropsSingletons = false
  /// Whether read names are kept, for BAM.
  package var keepsReadNames = false
  /// Whether blocks of reference and of bases without a call are told, for gVCF.
  package var writesGVCF = false
  /// Threads that map reads.
  package var threads = 1

  /// The usual settings for a sample.
  package init(sample: String, genes: GeneCatalog = .embedded) {
    self.sample = sample
    self.genes = genes
    target = .exons(of: genes)
  }
}
