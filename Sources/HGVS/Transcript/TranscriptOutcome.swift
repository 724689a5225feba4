// The transcripts that an allele can make, each with what it does to the protein.

import BioSequence

/// One transcript that an allele can make.
package struct TranscriptOutcome: Sendable, Hashable {
  /// How the exons of the transcript are joined; indices of exons and introns are 0-based, intron i follows exon i.
  package enum Splicing: Sendable, Hashable {
    /// Every exon in its place.
    case normal
    /// Exons are left out although the allele has them, at least in part.
    case exonSkip(ClosedRange<Int>)
    /// The allele has lost these exons.
    case exonDeletion(ClosedRange<Int>)
    /// The allele has these exons several times, in a row unless a copy stands behind other exons.
    case exonDuplication(ClosedRange<Int>, copies: Int = 2, isTandem: Bool = true)
    /// Introns stay in the transcript.
    case intronRetention(ClosedRange<Int>)
    /// The allele has lost these introns: the exons beside them are one.
    case intronLoss(ClosedRange<Int>)
    /// An exon ends at another donor; bases from its own donor, positive into the intron.
    case crypticDonor(exon: Int, distance: Int)
    /// An exon begins at another acceptor; bases from its own acceptor, negative into the intron.
    case crypticAcceptor(exon: Int, distance: Int)
    /// A stretch of an intron is spliced in as an exon.
    case crypticExon(intron: Int)
    /// Bases within exons are joined over the junctions between them, at none of their own sites.
    case otherJunction(ClosedRange<Int>)
    /// The gene is there once more.
    case geneDuplication
    /// The gene is turned as a whole: its transcript is intact, and other sequence lies around it.
    case geneInversion
    /// Where transcription starts is lost: no transcript.
    case noTranscript
    /// Where the transcript ends is lost: it is not expected to be stable.
    case endLost

    /// Whether whole exons stand twice.
    package var isExonDuplication: Bool {
      if case .exonDuplication = self { return true }
      return false
    }
  }

  /// How the exons are joined.
  package let splicing: Splicing
  /// Whether the class of the variant counts on it; others are possible beside it.
  package let isExpected: Bool
  /// What the transcript does to the translation.
  package let coding: CodingEffect
  /// The largest predicted delta score for the site that this outcome uses or loses, 0-1; `nil` if none was made. A score
  /// tells how sure the model is of a change, not how much transcript is made.
  package let score: Double?
  /// The position weights of the site that this outcome uses or loses, after the change, by the genes' own sites
  /// (``SpliceMotif``), in bits; `nil` where a model scored the change. No amount of transcript either.
  package let ownBits: Double?
  /// Whether the ends of the change are known so well that the protein can be named.
  package let isExact: Bool

  /// An outcome from its parts.
  package init(
    _ splicing: Splicing, isExpected: Bool, coding: CodingEffect, score: Double? = nil, ownBits: Double? = nil,
    isExact: Bool = true
  ) {
    self.splicing = splicing
    self.isExpected = isExpected
    self.coding = coding
    self.score = score
    self.ownBits = ownBits
    self.isExact = isExact
  }

  /// The same outcome of a change whose ends are not known well enough for the protein to be named.
  var withoutName: TranscriptOutcome {
    TranscriptOutcome(
      splicing, isExpected: isExpected, coding: coding, score: score, ownBits: ownBits, isExact: false)
  }

  /// The same outcome with a predicted score.
  package func scored(_ score: Double?) -> TranscriptOutcome {
    TranscriptOutcome(splicing, isExpected: isExpected, coding: coding, score: score, ownBits: ownBits)
  }

  /// The same outcome with the position weights of its site.
  func weighed(_ bits: Double) -> TranscriptOutcome {
    TranscriptOutcome(splicing, isExpected: isExpected, coding: coding, score: score, ownBits: bits)
  }

  /// The change in the words of the columns: `normal_splicing`, `exon_skip(8)`, `cryptic_donor(+92)`.
  package var name: String {
    func numbers(_ range: ClosedRange<Int>) -> String {
      range.count == 1 ? "(\(range.lowerBound + 1))" : "(\(range.lowerBound + 1)-\(range.upperBound + 1))"
    }
    func signed(_ distance: Int) -> String { "(" + (distance > 0 ? "+" : "") + String(distance) + ")" }
    return switch splicing {
    case .normal: "normal_splicing"
    case .exonSkip(let exons): "exon_skip" + numbers(exons)
    case .exonDeletion(let exons): "exon_deletion" + numbers(exons)
    case .exonDuplication(let exons, let copies, _):
      "exon_duplication" + numbers(exons) + (copies == 2 ? "" : "[\(copies)]")
    case .intronRetention(let introns): "intron_retention" + numbers(introns)
    case .intronLoss(let introns): "intron_loss" + numbers(introns)
    case .crypticDonor(_, let distance): "cryptic_donor" + signed(distance)
    case .crypticAcceptor(_, let distance): "cryptic_acceptor" + signed(distance)
    case .crypticExon(let intron): "cryptic_exon" + numbers(intron...intron)
    case .otherJunction(let exons): "other_junction" + numbers(exons)
    case .geneDuplication: "gene_duplication"
    case .geneInversion: "gene_inversion"
    case .noTranscript: "no_transcript"
    case .endLost: "transcript_end_lost"
    }
  }

  /// The exons that are missing from the transcript; `nil` if none is.
  package var missingExons: ClosedRange<Int>? {
    switch splicing {
    case .exonSkip(let exons), .exonDeletion(let exons): exons
    default: nil
    }
  }

  /// What the transcript does, in a few words.
  package func summary(on model: TranscriptModel) -> String {
    func numbers(_ word: String, _ range: ClosedRange<Int>) -> String {
      range.count == 1
        ? "\(word) \(range.lowerBound + 1)" : "\(word)s \(range.lowerBound + 1) to \(range.upperBound + 1)"
    }
    let change = isExact ? text { coding.change.write(to: &$0, protein: model.protein) } : "p.?"
    let decay = NonsenseMediatedDecay(coding).map { ": \($0.explanation)" } ?? ""
    switch splicing {
    case .normal: return "normal splicing, \(change)" + decay
    case .exonSkip(let exons), .exonDeletion(let exons): return model.skipping(exons: exons).summary()
    case .exonDuplication(let exons, let copies, let isTandem):
      return numbers("exon", exons) + (copies == 2 ? " twice" : " \(copies) times") + (isTandem ? " in a row" : "")
        + ", \(change)" + decay
    case .intronRetention(let introns): return numbers("intron", introns) + " retained, \(change)" + decay
    case .intronLoss(let introns):
      return numbers("intron", introns) + " lost and the exons beside it joined, \(change)" + decay
    case .crypticDonor(let exon, let distance):
      return "exon \(exon + 1) ends at another donor, \(distance > 0 ? "+" : "")\(distance) bases, \(change)" + decay
    case .crypticAcceptor(let exon, let distance):
      return "exon \(exon + 1) begins at another acceptor, \(distance > 0 ? "+" : "")\(distance) bases, \(change)"
        + decay
    case .crypticExon(let intron): return "a part of intron \(intron + 1) spliced in, \(change)" + decay
    case .otherJunction(let exons):
      return "bases within " + numbers("exon", exons) + " are joined, not at their own sites, \(change)" + decay
    case .geneDuplication: return "the whole gene is there once more"
    case .geneInversion:
      return "the whole gene is turned: its transcript is intact, what regulates it may have been parted from it"
    case .noTranscript: return "no transcript"
    case .endLost: return "the end of the transcript is lost"
    }
  }
}

/// All transcripts that an allele with a change of splice sites or whole exons can make.
package struct SplicingOutcomes: Sendable, Hashable {
  /// The transcripts, the most expected first.
  package let all: [TranscriptOutcome]
  /// Whether the sequence alone does not tell which of the expected ones is made.
  package let isUncertain: Bool

  /// Outcomes from their parts.
  package init(_ all: [TranscriptOutcome], isUncertain: Bool) {
    self.all = all
    self.isUncertain = isUncertain
  }

  /// Those that the class of the variant counts on.
  package var expected: [TranscriptOutcome] { all.filter(\.isExpected) }

  /// The only one that is expected; `nil` if there are several or none.
  package var certain: TranscriptOutcome? {
    let expected = expected
    return !isUncertain && expected.count == 1 ? expected[0] : nil
  }
}
