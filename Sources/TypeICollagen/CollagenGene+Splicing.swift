// What a model predicts for a variant's splice sites, and the transcripts that follow.

package import BioSequence
package import HGVS

extension CollagenGene {
  /// The letter of a nucleotide code below 4.
  private static func letter(_ code: UInt8) -> UInt8 {
    switch code {
    case 0: 65
    case 1: 67
    case 2: 71
    default: 84
    }
  }

  /// The prediction for a change of the gene record; `nil` for what was not scored: changes of more than one base,
  /// insertions, bases outside the transcript, and losses deep in an intron.
  ///
  /// - Parameter edit: canonical on the gene record.
  package func splicePrediction(of edit: SequenceEdit) -> SplicePrediction? {
    guard let spliceTable, edit.range.count == 1 else { return nil }
    let model = model.transcripts[0]
    let place = edit.range.lowerBound
    let alternate: UInt8
    switch edit.kind {
    case .substitution where edit.inserted[0] < 4: alternate = CollagenGene.letter(edit.inserted[0])
    case .deletion: alternate = UInt8(ascii: "-")
    default: return nil
    }
    // The ends of the transcript were not scored, nor were losses further than 50 bases from an exon.
    let scored = model.recordRange.lowerBound + 1..<model.recordRange.upperBound - 1
    guard scored.contains(place) else { return nil }
    let index = model.exonIndex(atOrBefore: place)
    let isExonic = place < model.exons[index].upperBound
    if edit.kind == .deletion, !isExonic {
      let isNear = place < model.exons[index].upperBound + 50 || place >= model.exons[index + 1].lowerBound - 50
      guard isNear else { return nil }
    }
    var sites = spliceTable.sites(position: place + 1, alternate: alternate)
    if edit.kind == .deletion, sites.count > 1 { sites = withoutShift(sites, losing: place) }
    if sites.count > 1 { sites.sort { ($0.score, $1.kind.rawValue) > ($1.score, $0.kind.rawValue) } }
    var isWeak = false
    if isExonic {
      isWeak = index + 1 < model.exons.count && place == model.exons[index].upperBound - 1
    } else {
      let behindDonor = place - model.exons[index].upperBound + 1
      isWeak = (3...6).contains(behindDonor) || model.exons[index + 1].lowerBound - place == 3
    }
    return SplicePrediction(sites: sites, isLowScoreWeak: isWeak)
  }

  /// Without the scores that a site has twice because a lost base shifts it.
  ///
  /// Where an exon's last base goes (or any base of its run), the model scores a loss of the donor at that base and a gain at
  /// the base before it, and both are the same site; so with an acceptor and its exon's first base. What the site loses in
  /// sum stays as its loss.
  private func withoutShift(_ sites: [SplicePrediction.Site], losing base: Int) -> [SplicePrediction.Site] {
    var kept = sites
    for lost in sites where lost.kind.isLoss {
      let moved = lost.place + (lost.kind.isDonor ? -1 : 1)
      let run = record.sequence[min(base, lost.place)..<max(base, lost.place) + 1].codes
      let gained = sites.first { !$0.kind.isLoss && $0.kind.isDonor == lost.kind.isDonor && $0.place == moved }
      guard let gained, run.allSatisfy({ $0 == run.first }) else { continue }
      kept.removeAll { $0 == lost || $0 == gained }
      // The table's scores have two decimals and begin at 0.02.
      let rest = lost.score - gained.score
      guard rest > 0.015 else { continue }
      kept.append(SplicePrediction.Site(kind: lost.kind, score: rest, distance: lost.distance, place: lost.place))
    }
    return kept
  }

  /// The prediction for a variant of the gene record, however it is written.
  package func splicePrediction(of variant: Variant) -> SplicePrediction? {
    splicePrediction(of: model.names(of: variant).edit)
  }

  /// Every transcript that an allele is expected or predicted to make: those that follow from its sequence, and those
  /// whose sites are predicted with ``SplicePrediction/damaging`` or more; a predicted one alone is never certain. What no
  /// model scored is weighed by the genes' own sites.
  package func outcomes(
    of effect: TranscriptEffect, edit: SequenceEdit, on model: TranscriptModel, prediction: SplicePrediction?
  ) -> [TranscriptOutcome] {
    var all =
      effect.splicing?.all ?? [TranscriptOutcome(.normal, isExpected: true, coding: effect.coding)]
    guard edit.kind != .identity else { return all }
    guard let prediction else { return weighed(all, effect, edit, on: model) }
    var added: [TranscriptOutcome] = []
    for outcome in predicted(prediction, edit, on: model) {
      if let known = all.firstIndex(where: { $0.splicing == outcome.splicing }) {
        all[known] = all[known].scored(outcome.score)
      } else if !added.contains(where: { $0.splicing == outcome.splicing }) {
        added.append(outcome)
      }
    }
    guard all.count + added.count > 1 else { return all }
    // Ranks: what the model is sure of, by its score; what follows from the sequence; the rest. Beside normal splicing
    // every predicted change comes first; beside a site that is lost for certain another one must be more likely than not.
    let sure = effect.splicing == nil ? SplicePrediction.damaging : 0.5
    func rank(_ outcome: TranscriptOutcome) -> Int {
      if let score = outcome.score, score >= sure { return 0 }
      if outcome.isExpected { return 1 }
      return outcome.score == nil ? 3 : 2
    }
    return (all + added).enumerated().sorted { left, right in
      let (first, second) = (rank(left.element), rank(right.element))
      if first != second { return first < second }
      let (low, high) = (left.element.score ?? 0, right.element.score ?? 0)
      return low != high && first != 1 ? low > high : left.offset < right.offset
    }.map(\.element)
  }

  /// The outcomes of a change that no model scored: a site that is like none of the genes' own any more is taken as lost,
  /// so that its transcripts come before normal splicing; another site beside one that is lost comes last.
  private func weighed(
    _ all: [TranscriptOutcome], _ effect: TranscriptEffect, _ edit: SequenceEdit, on model: TranscriptModel
  ) -> [TranscriptOutcome] {
    let own = model.ownOutcomes(of: edit, motif, losesSites: effect.splicing != nil).filter { outcome in
      !all.contains { $0.splicing == outcome.splicing }
    }
    guard effect.splicing == nil, !own.isEmpty else { return all + own }
    let skips = own.filter { if case .exonSkip = $0.splicing { true } else { false } }
    return skips + all + own.filter { outcome in !skips.contains { $0.splicing == outcome.splicing } }
  }

  /// The transcripts that follow from predicted sites: another site is used where one is gained; an exon is skipped where
  /// both of its sites are lost, the lower of the two scores; where one is lost alone and none gained, its exon is skipped,
  /// as where its two bases are lost, or its intron retained, which the score does not tell.
  private func predicted(
    _ prediction: SplicePrediction, _ edit: SequenceEdit, on model: TranscriptModel
  ) -> [TranscriptOutcome] {
    // The highest score stands first.
    guard prediction.score >= SplicePrediction.damaging else { return [] }
    let sites = prediction.sites.filter { $0.score >= SplicePrediction.damaging }
    var found: [TranscriptOutcome] = []
    for site in sites where !site.kind.isLoss {
      if let outcome = model.outcome(of: edit, using: site.kind.isDonor, at: site.place, score: site.score) {
        found.append(outcome)
      }
    }
    for site in sites where site.kind.isLoss {
      guard let exon = model.exon(withSite: site.kind.isDonor, at: site.place) else { continue }
      let other = sites.first {
        $0.kind.isLoss && $0.kind.isDonor != site.kind.isDonor
          && model.exon(withSite: $0.kind.isDonor, at: $0.place) == exon
      }
      if let other {
        let score = min(site.score, other.score)
        found.append(model.outcome(of: edit, losing: site.kind.isDonor, ofExon: exon, isRetained: false, score: score))
      } else if found.isEmpty {
        found.append(
          model.outcome(of: edit, losing: site.kind.isDonor, ofExon: exon, isRetained: false, score: site.score))
        found.append(
          model.outcome(of: edit, losing: site.kind.isDonor, ofExon: exon, isRetained: true, score: nil))
      }
    }
    return found
  }
}

extension SplicePrediction.Kind {
  /// Whether the site is a donor.
  var isDonor: Bool { self == .donorGain || self == .donorLoss }
  /// Whether the site is lost.
  var isLoss: Bool { self == .acceptorLoss || self == .donorLoss }
}
