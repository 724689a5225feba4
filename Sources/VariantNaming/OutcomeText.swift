// One transcript that an allele can make, in the words of the column `outcomes` and of its JSON.

package import Documents
package import HGVS
package import TypeICollagen

/// A transcript with its effect on the chain, as outputs write it.
package struct OutcomeText: Sendable, Hashable {
  /// `normal_splicing`, `exon_skip(8)`, `cryptic_donor(+92)`.
  package let name: String
  /// Effects on the chain if this were the only transcript.
  package let effects: [CollagenEffect]
  /// `p.(Gly197Cys)`.
  package let hgvsP: String
  /// Residues gained (negative: lost) in frame; `nil` where the frame is shifted or the length stays.
  package let residues: Int?
  /// Whether the reading frame is kept; `nil` if there is no translation or it is not known.
  package let isInFrame: Bool?
  /// Whether Gly stays at every third residue behind a change of length in the triple helix; `nil` elsewhere.
  package let keepsTriplets: Bool?
  /// Codon of a new stop.
  package let stop: Int?
  /// `decay` or `escape` behind a new stop.
  package let decay: String?
  /// The predicted delta score, 0-1, if there is one: no amount of transcript.
  package let score: Double?
  /// The position weights of its site by the genes' own sites, in bits, where no model scored the change.
  package let ownBits: Double?

  /// An outcome of a gene's transcript.
  package init(_ outcome: TranscriptOutcome, _ gene: CollagenGene, on model: TranscriptModel, isIntronic: Bool) {
    let change = outcome.coding.change
    name = outcome.name
    let isUnchanged = OutcomeText.isUnchanged(outcome, isIntronic)
    let found = gene.effects(of: outcome, on: model)
    effects = found.isEmpty ? [.noncoding] : found.effects
    var protein: [UInt8] = []
    change.write(to: &protein, protein: model.protein)
    hgvsP = isUnchanged ? "p.(=)" : outcome.isExact ? String(decoding: protein, as: UTF8.self) : "p.?"
    score = outcome.score
    ownBits = outcome.ownBits
    // Where the ends of a change are not known, neither is what follows from them.
    guard outcome.isExact else {
      (residues, isInFrame, keepsTriplets, stop, decay) = (nil, nil, nil, nil, nil)
      return
    }
    var gained: Int?
    switch change {
    case .deletion(let first, let last): gained = first - last - 1
    case .duplication(let first, let last): gained = last - first + 1
    case .insertion(_, let residues) where residues.last != .ter: gained = residues.count
    case .delins(let first, let last, let residues) where residues.last != .ter:
      gained = residues.count - (last - first + 1)
    default: break
    }
    residues = gained == 0 ? nil : gained
    let hasFrame = ![.unknown, .noProtein, .startLost].contains(change) || isUnchanged
    isInFrame = hasFrame ? !outcome.coding.isFrameshift : nil
    let isInHelix = change.firstResidue.map(gene.tripleHelix.contains) ?? false
    keepsTriplets = isInHelix ? gained.map { $0 % 3 == 0 } : nil
    stop = outcome.coding.prematureStop
    decay = NonsenseMediatedDecay(outcome.coding)?.outcome.rawValue
  }

  /// The normally spliced transcript of several changes of one haplotype.
  ///
  /// - Parameters:
  ///   - changes: what they do to the translation, one each for changes that are apart.
  ///   - hgvsP: the protein name of all, from `p.` on.
  init(_ changes: [CodingEffect], hgvsP: String, _ gene: CollagenGene, on model: TranscriptModel) {
    let texts = changes.map {
      OutcomeText(TranscriptOutcome(.normal, isExpected: true, coding: $0), gene, on: model, isIntronic: false)
    }
    name = TranscriptOutcome(.normal, isExpected: true, coding: CodingEffect(change: .unknown)).name
    effects = CollagenEffect.allCases.filter { effect in texts.contains { $0.effects.contains(effect) } }
    self.hgvsP = hgvsP
    let stopped = texts.first { $0.stop != nil }
    (stop, decay) = (stopped?.stop, stopped?.decay)
    let gained = texts.compactMap(\.residues)
    residues = gained.isEmpty || stopped != nil ? nil : gained.reduce(0, +)
    isInFrame = texts.contains { $0.isInFrame == nil } ? nil : texts.allSatisfy { $0.isInFrame == true }
    let triplets = texts.compactMap(\.keepsTriplets)
    keepsTriplets = triplets.isEmpty ? nil : triplets.allSatisfy { $0 }
    (score, ownBits) = (nil, nil)
  }

  /// `exon_skip(8):?:in_frame_exon_skip,p.(Gly185_Pro202del)`. No probability is known from a sequence alone.
  package var text: String {
    var line: [UInt8] = []
    line.reserveCapacity(80)
    write(to: &line)
    return String(decoding: line, as: UTF8.self)
  }

  /// Appends ``text``.
  func write(to line: inout [UInt8]) {
    line.append(text: name)
    line.append(text: ":?:")
    for (index, effect) in effects.enumerated() {
      if index > 0 { line.append(UInt8(ascii: "&")) }
      line.append(text: effect.rawValue)
    }
    line.append(UInt8(ascii: ","))
    line.append(text: hgvsP)
    OutcomeText.write(score, ownBits, to: &line)
  }

  /// Appends ``text`` of an outcome that is not asked for otherwise.
  static func write(
    _ outcome: TranscriptOutcome, _ gene: CollagenGene, on model: TranscriptModel, isIntronic: Bool,
    to line: inout [UInt8]
  ) {
    if outcome.splicing == .normal { line.append(literal: "normal_splicing") } else { line.append(text: outcome.name) }
    line.append(literal: ":?:")
    let effects = gene.effects(of: outcome, on: model)
    (effects.isEmpty ? CollagenEffects(.noncoding) : effects).write(to: &line)
    line.append(UInt8(ascii: ","))
    if isUnchanged(outcome, isIntronic) {
      line.append(literal: "p.(=)")
    } else if !outcome.isExact {
      line.append(literal: "p.?")
    } else {
      outcome.coding.change.write(to: &line, protein: model.protein)
    }
    write(outcome.score, outcome.ownBits, to: &line)
  }

  /// Where no exon base is changed, normal splicing leaves the protein as it is.
  private static func isUnchanged(_ outcome: TranscriptOutcome, _ isIntronic: Bool) -> Bool {
    isIntronic && outcome.splicing == .normal && outcome.coding.change == .unknown
  }

  private static func write(_ score: Double?, _ ownBits: Double?, to line: inout [UInt8]) {
    if let score { line.append(text: ",score=" + NumberText.fixed(score, 2)) }
    if let ownBits { line.append(text: ",own_bits=" + NumberText.fixed(ownBits, 1)) }
  }

  /// Appends outcomes joined by `;`.
  static func write(_ all: [OutcomeText], to line: inout [UInt8]) {
    for (index, outcome) in all.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ";")) }
      outcome.write(to: &line)
    }
  }

  /// The same as a JSON object.
  package var json: JSONValue {
    .object([
      "outcome": .text(name), "probability": .null, "collagen_effect": .texts(effects.map(\.rawValue)),
      "hgvs_p": .text(hgvsP), "in_frame": isInFrame.map { .boolean($0) } ?? .null, "residues": .optional(residues),
      "keeps_gly_x_y": keepsTriplets.map { .boolean($0) } ?? .null, "stop_codon": .optional(stop),
      "decay": .optional(decay), "splice_score": .optional(score), "own_bits": .optional(ownBits),
    ])
  }
}
