// What is said of one RNA sample.

package import Alignment
package import VariantCalling

/// Why an event is shown and not counted.
package enum EventFilter: String, Sendable, Hashable, CaseIterable {
  /// Too few fragments, or too small a fraction of the transcripts.
  case lowSupport = "low_support"
  /// The fragments begin at fewer than three places: copies of one or two molecules.
  case repeatedStarts = "repeated_starts"
  /// No more than in the controls.
  case asControls = "as_controls"
}

/// An event with its fragments.
package struct CountedEvent: Sendable, Hashable {
  /// The event.
  package let event: SplicingEvent
  /// Fragments for it and for the known form.
  package let counts: SplicingCounts
  /// The fraction of transcripts that have it, of those with it and those that are spliced as known.
  package internal(set) var fraction: SplicingFraction
  /// The fraction that have it of all spliced transcripts there, whatever form they have.
  package internal(set) var psi: SplicingFraction
  /// What control lines show of it; `nil` without controls.
  package let normal: NormalSplicing?
  /// Longest of the shorter sides that a read has at its new junction, in bases; 0 without a junction.
  package let overhang: Int
  /// Why it is not called; empty for one that is.
  package let filters: [EventFilter]

  /// Whether it counts as found.
  package var isCalled: Bool { filters.isEmpty }

  /// Fragments that show the event.
  package var fragments: Int { counts.event }

  /// The same event where reads are too short for junctions that the transcript does not have: its fraction is a lower limit.
  /// A kept intron has none.
  var fromShortReads: CountedEvent {
    guard event.kind != .intronRetention else { return self }
    var event = self
    event.fraction = fraction.asLowerLimit
    event.psi = psi.asLowerLimit
    return event
  }
}

/// What is known of a known junction.
package enum JunctionVerdict: String, Sendable, Hashable, CaseIterable {
  /// Another form in 5 % of the transcripts or more is excluded with 95 % confidence.
  case asAnnotated = "as_annotated"
  /// An event that was called uses one of its sites.
  case aberrant
  /// Too little was seen to say so, or the gene is not expressed.
  case noCall = "no_call"
}

/// One known junction.
package struct CountedJunction: Sendable, Hashable {
  /// Index of the gene.
  package let gene: Int
  /// Index of the intron, which is that of the exon before it.
  package let intron: Int
  /// Fragments that cross it as annotated.
  package let fragments: Int
  /// Their share among all fragments at this junction.
  package let fraction: SplicingFraction
  /// Longest of the shorter sides that a read has at it, in bases.
  package let overhang: Int
  /// Fragments that cross any junction at its two sites, the mean of both.
  package let informative: Double
  /// The smallest fraction of the transcripts that another form could have and show in one fragment at least, with 95 %
  /// confidence: `1 - 0.05^(1/n)` of n ``informative`` fragments.
  package let smallestPSI: Double
  /// What follows.
  package internal(set) var verdict: JunctionVerdict
  /// What keeps the intron of the fragments that show a spliced junction beside it, transcripts that are not spliced yet among
  /// them; `nil` where too few show one.
  package let kept: SplicingFraction?
}

/// How much of a gene was seen.
package struct GeneExpression: Sendable, Hashable {
  /// What the amount means.
  package enum Level: String, Sendable, Hashable, CaseIterable {
    case expressed
    /// Below ``EventRules/leastExpression`` of the other gene: less than a fibroblast makes of either chain.
    case low
    /// Hardly a fragment.
    case notExpressed = "not_expressed"
  }

  /// Index of the gene.
  package let gene: Int
  /// Fragments that cross a splice site of it.
  package let fragments: Int
  /// Mean number of fragments over a known junction.
  package let fragmentsPerJunction: Double
  /// What follows.
  package let level: Level
  /// Share of the transcripts that run on into introns: not spliced yet, or genomic DNA.
  package let unspliced: SplicingFraction
}

/// Everything that is said of one RNA sample.
package struct SplicingResult: Sendable {
  /// Every known junction, by gene and position.
  package let junctions: [CountedJunction]
  /// Events with at least two fragments, by gene and position.
  package let events: [CountedEvent]
  /// The reads on transcripts that calls rest on: split at events, without ends that events explain and without copies.
  package let reads: AlignedReadStore
  /// Calls on the records; splicing changes are not among them.
  package let calls: CallSet
  /// Fraction of fragments that run on into the intron where the transcript is spliced, over all junctions of both genes.
  package let unsplicedFraction: SplicingFraction
  /// For each gene how much of it was seen.
  package let expression: [GeneExpression]
  /// The library's properties.
  package let library: LibraryTraits
  /// What every base of the transcripts shows, by gene.
  package let counts: [TranscriptCounts]
  /// Alleles at fractions that the transcripts of one person cannot have; `nil` where one person explains all, and in libraries with
  /// genomic DNA, which moves fractions (``LibraryTraits/mayHideASecondPerson``).
  package let secondPerson: SecondPerson?

  /// Whether the reads look like DNA: as many fragments run into introns as skip them, or more.
  package var looksLikeDNA: Bool { SplicingResult.isDNA(unsplicedFraction) }

  static func isDNA(_ unspliced: SplicingFraction) -> Bool { unspliced.fragments >= 20 && unspliced.low > 0.4 }
}
