// The limits of the class rule.

/// The limits of the class rule; defaults from the literature's ranges, to be edited by the laboratory.
package struct ClassRules: Sendable, Equatable {
  /// Probability that a normal line is called abnormal on any of the deciding readouts.
  package var falseAbnormal = 0.05
  /// One-sided p value that a second readout needs once another is abnormal.
  package var secondReadout = 0.025
  /// One-sided p value that low synthesis needs once the structure is abnormal; what makes the class MIXED is
  /// `mixedLikelihoodRatio`.
  package var mixedAmount = 0.05
  /// Synthesis at or below this per cent of control counts as that of a null allele.
  package var nullHigh = 70.0
  /// Synthesis below this per cent is more than a null allele explains.
  package var nullLow = 35.0
  /// Structural alleles alone leave synthesis between this per cent of control ...
  package var structuralLow = 70.0
  /// ... and this one.
  package var structuralHigh = 110.0
  /// The standard deviation of ln synthesis between null alleles, around `nullEffect`.
  package var nullSpread = 0.06
  /// With a structural finding, synthesis that is this many times more likely under the loss of an allele than under a
  /// structural allele alone makes the class MIXED.
  package var mixedLikelihoodRatio = 1.0
  /// Secretion above this per cent of control is not called low, however small its p value.
  package var secretionHigh = 90.0
  /// The loss of synthesis that the power is given for, in per cent of control.
  package var nullEffect = 50.0
  /// The secretion that the power is given for, in per cent of control.
  package var secretionEffect = 79.0
  /// The power a normal result needs.
  package var power = 0.9
  /// The p value at which the null effect must be excluded for a normal result.
  package var exclusion = 0.015
  /// Fraction of homotrimers above which the class is HOMOTRIMER.
  package var homotrimer = 0.8
  /// Per cent of alpha1(I) in a second band, accepted on BIC, that counts.
  package var secondBand = 5.0
  /// Fraction of chains with N-propeptide that is needed beside the p value.
  package var propeptide = 0.2

  /// Synthesis from this per cent of control on is above the controls, the mirror of `nullHigh` ...
  package var aboveSynthesis = 140.0
  /// ... and medium : cell layer from so many times that of the controls on.
  package var aboveSecretion = 2.0
  /// Synthesis in per cent of control that is published for fibroblasts: half after the loss of an allele, about twice with
  /// a retained N-propeptide (J Biol Chem 1992;267:6361), with room for the variance of lines.
  package var plausibleSynthesisLow = 15.0
  /// The greatest that is plausible.
  package var plausibleSynthesisHigh = 300.0
  /// Secretion in per cent of control that is published: 51 to 79 in lethal forms (Bateman 1984, Biochem J), with room.
  package var plausibleSecretion = 30.0

  /// The defaults.
  package init() {}
}
