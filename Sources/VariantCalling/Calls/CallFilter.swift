// Why a call is shown but not counted.

/// A reason not to trust a call; `CallFilter+Rules.swift` decides it. The raw value is the identifier in VCF's FILTER column.
package enum CallFilter: String, Sendable, Hashable, CaseIterable {
  /// Fewer than four fragments over the variant.
  case lowDepth = "low_depth"
  /// Quality (the probability that there is no variant) below 20.
  case lowQuality = "low_quality"
  /// The measured allele fraction is below the option `minVAF`.
  case lowFraction = "low_fraction"
  /// The variant sits on one strand only although the other strand was read.
  case strandBias = "strand_bias"
  /// The changed base sits at the ends of its reads although other reads cover it in their middle.
  case positionBias = "position_bias"
  /// The reads with the variant are aligned with a mean mapping quality below 20.
  case lowMappingQuality = "low_mapping_quality"
  /// The variant lies in an interspersed repeat and few of its reads are anchored outside.
  case repetitive = "repeat"
  /// The fragments that show it are not of the person's gene: another species, a spliced or joined copy, or changed chemically.
  case foreignDNA = "foreign_dna"
  /// Below the germline range in a sample in which another person's DNA explains such alleles.
  case contamination = "contamination"
  /// Below the germline range, or at its lower end, where it cannot be told whether the person or another one has the allele.
  case possibleContamination = "possible_contamination"

  /// One sentence for VCF's header.
  package var summary: String {
    switch self {
    case .lowDepth: "Fewer than 4 molecules over the change"
    case .lowQuality: "Phred-scaled probability of no change below 20"
    case .lowFraction: "Allele fraction below the smallest one asked for"
    case .strandBias: "Seen on one strand only although both were read (Fisher's exact test)"
    case .positionBias: "Seen at the ends of reads only (rank sum test against the other allele)"
    case .lowMappingQuality: "Mean mapping quality of the reads with the change below 20"
    case .repetitive: "In an interspersed repeat, with too few reads anchored in unique sequence"
    case .foreignDNA:
      "On molecules that are not of the person's gene: another species, a spliced or joined copy, converted DNA"
    case .contamination: "Below the germline range in a sample in which another person's DNA explains such alleles"
    case .possibleContamination:
      "Mosaic, or another person's DNA: too few alleles are in reach of the reads to tell, or the variant is common"
    }
  }
}

extension CallFilter: Comparable {
  /// Order of declaration.
  package static func < (left: CallFilter, right: CallFilter) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
