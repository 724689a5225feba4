// The parts of the rule pack: what each family of criteria is judged by.

package import Reporting
import TypeICollagen

extension RulePack {
  /// A branch of the decision tree of PVS1.
  package struct Branch: Sendable, Hashable {
    /// Its identifier, which is the rule id of the ledger.
    package let id: String
    /// The strength given, or `nil` where PVS1 does not apply.
    package let strength: EvidenceStrength?
    /// The strength where the event is only predicted and the other outcome, a null allele, is tolerated in the gene.
    package let strengthIfNullTolerated: EvidenceStrength?
    /// Why.
    package let text: String
    /// Who says so.
    package let source: String
  }

  /// A least number (or, of benign evidence, a greatest one) with the strength that it gives.
  package struct Step: Sendable, Hashable {
    /// The number.
    package let bound: Double
    /// The strength given.
    package let strength: EvidenceStrength
  }

  /// A predictor whose scores are understood.
  package struct Predictor: Sendable, Hashable {
    /// Name as in the scores file, in any case.
    package let name: String
    /// `missense` or `splicing`.
    package let looksAt: String
    /// Scores that there are.
    package let range: ClosedRange<Double>
    /// Whether low scores are the damaging ones.
    package let isLowDamaging: Bool
    /// Where the bounds come from.
    package let source: String
    /// Steps for PP3, strongest first.
    package let pathogenic: [Step]
    /// Steps for BP4, strongest first.
    package let benign: [Step]

    /// The strength of PP3 that a score gives.
    package func damaging(_ score: Double) -> EvidenceStrength? {
      pathogenic.first { isLowDamaging ? score <= $0.bound : score >= $0.bound }?.strength
    }

    /// The strength of BP4 that a score gives.
    package func harmless(_ score: Double) -> EvidenceStrength? {
      benign.first { isLowDamaging ? score >= $0.bound : score <= $0.bound }?.strength
    }
  }

  /// Bounds on the allele frequency.
  package struct Population: Sendable {
    /// INFO fields that hold a filtering allele frequency.
    package let filteringFields: [String]
    /// Endings of AC and AN whose pairs are counts of one population.
    package let counts: [String]
    /// Fields with a frequency and no allele number, with the number of alleles of their data set and its source.
    package let nominal: [(field: String, alleles: Double, source: String)]
    /// Confidence of the filtering allele frequency.
    package let confidence: Double
    /// Where the filtering allele frequency comes from.
    package let filteringSource: String
    /// The four factors of the maximum credible allele frequency with their sources: prevalence, fraction due to these
    /// genes, fraction of the most frequent allele, penetrance.
    package let derivation: [(name: String, value: Double, source: String)]
    /// BA1 above this.
    package let standAloneAbove: Double
    /// BS1 above this.
    package let strongAbove: Double
    /// BS1 at supporting strength above this.
    package let supportingAbove: Double
    /// The strength of PM2.
    package let rareStrength: EvidenceStrength
    /// Sources of BA1, BS1, PM2.
    package let sources: [String]
    /// Fraction of a file's largest allele number below which a site counts as badly covered.
    package let leastCoveredFraction: Double

    /// Prevalence x genetic fraction x allelic fraction / penetrance / 2 (Whiffin et al. 2017, Genet Med 19:1151).
    package var maximumCredible: Double {
      derivation[0].value * derivation[1].value * derivation[2].value / derivation[3].value / 2
    }

    /// The derivation in a sentence.
    package var derivationText: String {
      let factors = derivation.map { "\($0.name) \(decimal($0.value, 3)) (\($0.source))" }.joined(separator: ", ")
      return
        "maximum credible allele frequency \(decimal(maximumCredible, 2)) = prevalence x genetic fraction x allelic "
        + "fraction / penetrance / 2 (Whiffin et al. 2017): \(factors)"
    }
  }

  /// What known variants count for.
  package struct Known: Sendable {
    /// Values of CLNSIG that mean pathogenic, and likely pathogenic.
    package let significance: [[String]]
    /// Values of CLNREVSTAT that are not trusted.
    package let refusedReview: [String]
    /// PS1 from a pathogenic and from a likely pathogenic entry.
    package let sameChange: [EvidenceStrength]
    /// PM5 from one and from several different changes of the residue, and the most beside PM1.
    package let otherChange: (one: EvidenceStrength, several: EvidenceStrength, besideHotspot: EvidenceStrength)
    /// Source of PM5.
    package let otherChangeSource: String
    /// The rows of PS1 for splicing.
    package let splicing: [SpliceRow]
    /// Source of PS1 for splicing.
    package let splicingSource: String
    /// By how much the score of the variant may lie below that of the known one.
    package let scoreTolerance: Double
  }

  /// A row of the table of PS1 for splicing.
  package struct SpliceRow: Sendable, Hashable {
    /// Where the known variant lies, seen from the variant.
    package enum Comparison: String, Sendable, CaseIterable {
      case sameNucleotide = "same_nucleotide"
      case sameDinucleotide = "same_dinucleotide"
      case sameMotif = "same_motif"
    }
    /// Whether the variant lies at the outermost two intronic bases.
    package let isAtDinucleotide: Bool
    /// `PP3`, `PVS1`, or `PVS1_reduced` for PVS1 below very strong.
    package let baseline: String
    /// Where the known variant lies.
    package let comparison: Comparison
    /// Strengths from a pathogenic and from a likely pathogenic known variant.
    package let strengths: [EvidenceStrength?]
  }

  /// Splice sites and the places around them.
  package struct Splicing: Sendable {
    /// A stretch of places at a site, `-1` the last exonic base before a donor or the last intronic one before an acceptor.
    package struct Stretch: Sendable, Hashable {
      /// Donor or acceptor.
      package let isDonor: Bool
      /// The places.
      package let places: ClosedRange<Int>
    }
    /// Exonic and intronic bases of the donor's motif.
    package let donor: (exonic: Int, intronic: Int)
    /// Exonic and intronic bases of the acceptor's motif.
    package let acceptor: (exonic: Int, intronic: Int)
    /// Intronic places from which BP7 holds, from the donor and from the acceptor.
    package let silentFrom: (donor: Int, acceptor: Int)
    /// Source of that.
    package let silentSource: String
    /// Places where a low score is no evidence.
    package let withheld: [Stretch]
    /// Source of that.
    package let withheldSource: String
  }

  /// What transcripts of the patient count for.
  package struct RNA: Sendable {
    /// Least fraction of the variant's allele with the aberrant transcript, and by how many steps the strength is lowered.
    package let steps: [(fraction: Double, loweredBy: Int)]
    /// Fraction of transcripts with the variant's allele from which it counts as transcribed.
    package let transcribedAbove: Double
    /// Fewest reads of each known junction beside the variant that show normal splicing.
    package let leastReads: Int
    /// Who says so.
    package let source: String
  }

  /// The critical domain of PM1.
  package struct Hotspot: Sendable {
    /// A kind of change, its strength, words and source.
    package struct Rule: Sendable, Hashable {
      /// The strength.
      package let strength: EvidenceStrength
      /// Why.
      package let text: String
      /// Who says so, with the counts it rests on.
      package let source: String
    }
    /// A helix glycine is replaced.
    package let glycine: Rule
    /// Helix glycine, all missense: (likely) pathogenic and (likely) benign variants that the strength rests on.
    package let counts: (pathogenic: Int, benign: Int, allPathogenic: Int, allBenign: Int)
    /// The pattern is interrupted by an in-frame change.
    package let interrupted: Rule
    /// Whole triplets are lost or gained.
    package let triplets: Rule
    /// Most points of PM1 and PP3 together.
    package let mostPointsWithPrediction: Int
    /// Source of that.
    package let predictionSource: String
  }

  /// De novo occurrence.
  package struct DeNovo: Sendable {
    /// How well the phenotype fits the gene.
    package enum Fit: String, Sendable, CaseIterable { case specific, consistent, heterogeneous, none }
    /// Points of one proband by fit: parents confirmed, parents assumed.
    package let points: [Fit: (confirmed: Double, assumed: Double)]
    /// Sums of points and strengths, strongest first.
    package let steps: [Step]
    /// Most points of probands whose phenotype has many causes.
    package let heterogeneousMost: Double
    /// Who says so.
    package let source: String
  }

  /// Cosegregation.
  package struct Segregation: Sendable {
    /// Points and strengths, strongest first.
    package let steps: [Step]
    /// Most points of PP1 and PP4 together.
    package let mostPoints: Double
    /// Points that an affected relative without the variant takes away.
    package let phenocopyPoints: Double
    /// Who says so.
    package let source: String
    /// Who says so of relatives without the variant.
    package let phenocopySource: String
  }

  /// The phenotype.
  package struct Phenotype: Sendable {
    /// Signs needed.
    package let features: Int
    /// Signs of the disorder that few other causes have; one of the signs needed is one of them.
    package let specificSigns: [CaseRecord.Feature]
    /// All signs of the disorder.
    package let signs: [CaseRecord.Feature]
    /// Signs of the disorder that by themselves have many other causes.
    package let unspecificSigns: [CaseRecord.Feature]
    /// Diagnostic yield by gene: alone, and where the other gene has no candidate.
    package let yields: [String: (alone: Double, otherNegative: Double)]
    /// Where the yields come from.
    package let yieldSource: String
    /// Points by yield, greatest first.
    package let steps: [(yield: Double, points: Double)]
    /// The signs of the record that point to other diseases of the genes, by their group in reference/diseases.tsv.
    package let otherSigns: [String: [CaseRecord.Feature]]
    /// By how many points a candidate must lead all others.
    package let lead: Int
    /// Who says so.
    package let leadSource: String
    /// Who says so of PP4.
    package let source: String

    /// Whether signs are enough for the clinical diagnosis of the disorder: so many, one of which has few other causes.
    package func showsDisorder(_ found: [CaseRecord.Feature]) -> Bool {
      found.count(where: signs.contains) >= features && found.contains(where: specificSigns.contains)
    }

    /// Points of a diagnostic yield.
    package func points(ofYield yield: Double) -> Double { steps.first { yield >= $0.yield }?.points ?? 0 }
  }
}
