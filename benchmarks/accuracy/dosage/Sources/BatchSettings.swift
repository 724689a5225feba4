// How a batch of samples is made, and what is planted in one.

import ReadSimulation

/// An event to plant.
struct DosageTruth {
  let gene: Int
  let exons: ClosedRange<Int>
  /// 0, 1, 3 or 4.
  let copyNumber: Int
  /// What is lost or doubled on the record.
  let range: Range<Int>

  var isDeletion: Bool { copyNumber < 2 }
}

/// From where fragments come.
enum BatchDesign {
  /// From everywhere on the records.
  case everywhere
  /// Those that touch an exon or 20 bases beside it, each exon captured differently well, with slopes by GC.
  case uneven
  /// The same as `collagen simulate --design panel` makes them: exons differ by 25 % and vary by 3 %.
  case simulated
  /// Amplicons of 250 bases, which differ by 30 %.
  case amplicons
}

/// How a batch is made. Reads are 2x150.
struct BatchSettings {
  /// Mean depth: read bases over a base where baits catch fragments; copies of an amplicon.
  var depth = 60.0
  var design = BatchDesign.uneven
  /// Standard deviation of the logarithm of how well an exon is captured, the same in the whole batch.
  var uneven = 0.5
  /// The same of each sample's deviation from that, exon by exon.
  var noise = 0.05
  /// Share of the exons that vary by `wildNoise` instead.
  var wildFraction = 0.0
  var wildNoise = 0.2
  /// Standard deviation of a sample's slope of log depth by GC content (0-1).
  var slope = 0.7
  /// Standard deviation of a sample's curvature of log depth by squared GC content.
  var curvature = 0.0
  /// Standard deviation of the logarithm of the depth ratio of the two genes.
  var geneNoise = 0.03
  /// Standard deviation of the logarithm of a sample's depth.
  var depthNoise = 0.15
  /// Slope of the logarithm of depth by the GC content of fragments, without a panel; its sign changes from sample to
  /// sample, and depth falls towards both extremes besides.
  var bias = 0.0
  /// Mean length of the fragments in bases.
  var insertMean = 370.0
  /// Standard deviation of the fragments' lengths within a sample.
  var insertDeviation = 60.0
  /// Standard deviation of the logarithm of a sample's mean length.
  var insertSpread = 0.0
  /// Probability that a pair is there twice.
  var duplicates = 0.0
  var errors = ErrorModel.standard

  /// How much an exon varies from sample to sample.
  var ownNoise: Double { design == .simulated ? 0.03 : noise }
}
