// What is asked of the caller.

public import BioSequence

/// One reference record as the caller sees it.
public struct CallReference: Sendable {
  /// The record's bases.
  public let sequence: DNASequence
  /// Bases to call and to give a verdict for: 0-based half-open; sorted and merged by the initializer.
  public let targets: [Range<Int>]
  /// The coding parts of the exons, 5' to 3' on the record (``BioSequence/Transcript/codingExons``): changes on one
  /// haplotype inside one codon become one call. Empty: no codons are known.
  public let codingExons: [Range<Int>]
  /// Stretches whose sequence also occurs elsewhere in the genome: reads must be anchored outside.
  public let repeats: [Range<Int>]
  /// All exons, 5' to 3' on the record; their dosage is told (``ExonDosage``). Empty: no exons are known.
  public let exons: [Range<Int>]

  /// A record to call on.
  ///
  /// - Parameter targets: `nil` asks for the whole record; ranges are clamped to the record.
  public init(
    sequence: DNASequence, targets: [Range<Int>]? = nil, codingExons: [Range<Int>] = [], repeats: [Range<Int>] = [],
    exons: [Range<Int>] = []
  ) {
    self.sequence = sequence
    self.codingExons = codingExons
    self.repeats = repeats
    self.exons = exons
    let whole = 0..<sequence.count
    var merged: [Range<Int>] = []
    let asked = (targets ?? [whole]).map { $0.clamped(to: whole) }.filter { !$0.isEmpty }
    for range in asked.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.targets = merged
  }
}

/// Thresholds and switches of the caller.
public struct CallOptions: Sendable, Hashable {
  /// Molecules that a base needs to be called reference.
  public var minDepth: Int
  /// Smallest allele fraction of a call; below ``defaultMinVAF`` mosaics are looked for too.
  public var minVAF: Double
  /// Whether templates that repeat another one are set aside (never for amplicons).
  public var marksDuplicates: Bool

  /// The allele fraction below which mosaics are asked for.
  public static let defaultMinVAF = 0.05

  /// Options.
  public init(minDepth: Int = 20, minVAF: Double = CallOptions.defaultMinVAF, marksDuplicates: Bool = true) {
    self.minDepth = minDepth
    self.minVAF = minVAF
    self.marksDuplicates = marksDuplicates
  }
}
