// What a screening found, as a Swift program sees it.

import Reporting
import TypeICollagen

/// What the screening of one sample found.
///
/// It holds variants, coverage and warnings; ``json`` and ``write(to:replacing:)`` give everything else that
/// `collagen screen` writes.
public struct ScreeningResult: Sendable {
  private let result: ScreenResult

  init(_ result: ScreenResult) {
    self.result = result
  }

  /// Name of the sample.
  public var sample: String { result.report.sample }

  /// The variants that count: FILTER is PASS. Sorted by position.
  public var calls: [CalledVariant] { variants.filter(\.isPass) }

  /// Every variant record, whether it passed its filters or not. Sorted by position.
  public var variants: [CalledVariant] { result.report.calls.map(CalledVariant.init) }

  /// Number of target bases.
  public var targetBaseCount: Int { result.report.coverage?.targetBases ?? 0 }

  /// Number of target bases without a call: a variant there would be missed.
  public var noCallBaseCount: Int { result.report.coverage?.noCall ?? 0 }

  /// What a reader of the result should know, one line each.
  public var warnings: [String] { result.report.warnings }

  /// The whole result in the JSON of `collagen screen`.
  public var json: String { result.report.text() }

  /// Writes the files of `collagen screen` into a folder that appears complete, by one rename.
  ///
  /// - Parameters:
  ///   - folder: path of the folder; missing parents are made.
  ///   - replacing: whether the folder may exist and hold files; those of this result are replaced, others stay.
  /// - Throws: ``CollagenError``; nothing is left on disk then.
  public func write(to folder: String, replacing: Bool = false) throws(CollagenError) {
    let inputs = result.report.inputs.map(Manifest.File.init)
    try OutputFolder.stage(
      into: folder, replacing: replacing, "screen", of: sample, inputs: inputs
    ) { output throws(OutputError) in
      try ScreenFiles.stage(result, into: output)
    }
  }
}

/// A variant of a sample with its names and its evidence.
public struct CalledVariant: Sendable, Hashable {
  private let call: Call

  init(_ call: Call) {
    self.call = call
  }

  /// Gene symbol.
  public var gene: String { call.gene }
  /// Chromosome, with `chr`.
  public var chromosome: String { call.chrom }
  /// Position of the first base of ``reference``, 1-based, on the assembly of the result.
  public var position: Int { call.pos }
  /// Reference bases as in VCF.
  public var reference: String { call.ref }
  /// Alternate bases as in VCF, or a symbolic allele such as `<DEL>`.
  public var alternate: String { call.alt }
  /// HGVS name on the chromosome.
  public var genomicName: String { call.hgvsG ?? "" }
  /// HGVS name on the preferred transcript; empty where the variant leaves nothing to name there.
  public var codingName: String { call.hgvsC ?? "" }
  /// Predicted HGVS name of the protein; empty where there is none.
  public var proteinName: String { call.hgvsP ?? "" }
  /// Most severe Sequence Ontology term.
  public var consequence: String { call.consequenceText ?? "" }
  /// Effects on the collagen chain, such as `glycine_substitution`.
  public var collagenEffects: [String] { call.collagenEffect.map(\.rawValue) }
  /// `heterozygous`, `homozygous` or `mosaic`.
  public var zygosity: String { call.zygosity?.rawValue ?? "" }
  /// Informative reads at the variant.
  public var depth: Int { call.depth ?? 0 }
  /// Those that support it.
  public var alternateDepth: Int { call.altDepth ?? 0 }
  /// Fraction of the alternate allele, 0-1.
  public var alleleFraction: Double { call.vaf ?? 0 }
  /// 95 % interval of ``alleleFraction``.
  public var alleleFractionInterval: ClosedRange<Double> {
    let low = call.vafLow ?? 0
    return low...max(low, call.vafHigh ?? 1)
  }
  /// Phred-scaled probability that the genotype is wrong.
  public var genotypeQuality: Int { call.quality ?? 0 }
  /// Filters that failed; empty for a call.
  public var failedFilters: [String] { isPass ? [] : call.filter }
  /// Whether this is a call: no filter failed.
  public var isPass: Bool { call.isPass }
}
