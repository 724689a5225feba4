// Neighbouring exons in another number of copies than two, and why that may be impossible to tell.

/// Why the copy number of exons could not be determined.
package enum CopyNumberNoCall: Sendable, Hashable {
  /// The introns are hardly covered: exons were captured, and only controls show each one's capture efficiency.
  case captured
  /// Depth varies along the genes by this coefficient of variation (0-1) beyond sampling noise.
  case uneven(Double)
  /// Too few fragments show the exons.
  case tooFewFragments
  /// Reads start at primers: depth depends on them and not on the sample.
  case amplicons
  /// Spliced reads: depth depends on expression.
  case spliced
  /// Mates do not face each other: which exons a fragment shows is not what the model expects.
  case orientation
  /// So many reads, 0-1, break off: fragments are joined of several.
  case chimeric(Double)
  /// The sample's depths differ from those of the controls by this coefficient of variation (0-1) beyond sampling noise.
  case controlsDoNotFit(Double)
  /// This many exons are so deep that no number of copies explains it: part of the reads is of a plasmid or amplified piece.
  case amplified(Int)

  /// Largest coefficient of variation beyond sampling noise at which single exons can be assessed.
  static let largestExcessVariation = 0.16
}

/// What the expected number of fragments came from.
package enum CopyNumberBaseline: Sendable, Hashable {
  /// The sample itself: even depth, corrected for GC.
  case sample
  /// That many control samples.
  case controls(Int)
}

/// Neighbouring exons that are there in another number of copies than two.
package struct CopyNumberEvent: Sendable, Hashable {
  /// Index of the reference record.
  package let reference: Int
  /// Indices (0-based) of the exons, the most probable extent.
  package let exons: ClosedRange<Int>
  /// The first exon lies in this range with a probability of 95 %.
  package let firstExon: ClosedRange<Int>
  /// The last exon lies in this range with a probability of 95 %.
  package let lastExon: ClosedRange<Int>
  /// 0, 1, 3 or 4.
  package let copyNumber: Int
  /// The probability that there is such an event here, 0-1.
  package let probability: Double
  /// Phred-scaled probability that there is none, 0-3000.
  package let quality: Double
  /// Phred-scaled probability that the copy number is another one, 0-99.
  package let genotypeQuality: Int
  /// Fragments that show the event's exons.
  package let observed: Int
  /// Fragments that would with two copies.
  package let expected: Double
  /// Relative standard deviation of `observed` over `expected`, sampling noise and overdispersion together.
  package let relativeDeviation: Double

  /// Whether copies are missing.
  package var isDeletion: Bool { copyNumber < 2 }
  /// Whether the event counts as a call.
  package var isPass: Bool { probability >= CopyNumberEvent.leastProbability }
  /// Smallest probability of a call.
  package static let leastProbability = 0.5
}

/// What can be said of a sample's exon copy number.
package struct CopyNumberAssessment: Sendable, Hashable {
  /// Events of ``CopyNumberEvent/leastProbability`` or more, by reference and first exon.
  package let events: [CopyNumberEvent]
  /// Where the expectation came from; `nil` if nothing could be said.
  package let source: CopyNumberBaseline?
  /// Why nothing could be said.
  package let noCall: CopyNumberNoCall?
  /// Coefficient of variation of the sample's exons beyond what the controls show, with an event or without; 0 for none.
  /// The model accounts for it: what is an event in an even sample may be noise in an overdispersed one.
  package let overdispersion: Double

  static func none(_ noCall: CopyNumberNoCall) -> CopyNumberAssessment {
    CopyNumberAssessment(events: [], source: nil, noCall: noCall, overdispersion: 0)
  }
}
