// The quality flags: a code, how bad it is, and what it means in words.

/// A quality flag. Flags never remove a number; they say what touches it.
package enum QualityFlag: String, Sendable, CaseIterable, Comparable {
  /// The detector was saturated.
  case saturated = "SAT"
  /// Excluded by the operator.
  case masked = "MASKED"
  /// The reader gave no number.
  case notRead = "NOT_READ"
  /// The blanks are high against the lowest standard.
  case blankHigh = "BLANK_HIGH"
  /// A calibrator is back-calculated beyond the limit.
  case standardError = "STD_RE"
  /// Replicates of a calibrator differ beyond the limit.
  case standardCV = "STD_CV"
  /// Fewer than six calibrator levels.
  case standardCount = "STD_COUNT"
  /// The level means do not rise (or fall) throughout.
  case nonMonotone = "NON_MONOTONE"
  /// The signal falls again at the highest doses.
  case hook = "HOOK"
  /// The data do not show where the curve ends.
  case noUpperPlateau = "NO_UPPER_PLATEAU"
  /// The parameters cannot be told from the data.
  case nonIdentifiable = "NON_IDENTIFIABLE"
  /// The curve misses the level means by more than the replicates scatter.
  case lackOfFit = "LOF"
  /// Below the limit of detection.
  case belowLoD = "BELOW_LOD"
  /// Below the lower limit of quantification.
  case belowLLOQ = "BELOW_LLOQ"
  /// Above the upper limit of quantification.
  case aboveULOQ = "ABOVE_ULOQ"
  /// Replicates differ by more than 15 %.
  case replicateCV = "REP_CV"
  /// Dilutions of one sample disagree.
  case dilutionDiscordant = "DIL_DISCORDANT"
  /// The sample's dilutions are not parallel to the standards.
  case notParallel = "NOT_PARALLEL"
  /// Spike recovery outside 80-120 %.
  case spikeOut = "SPIKE_OUT"
  /// A quality control missed its value.
  case qcFail = "QC_FAIL"
  /// Wells at the rim read differently.
  case edgeEffect = "EDGE_EFFECT"
  /// The readings drift across the plate.
  case plateDrift = "PLATE_DRIFT"
  /// The vendor's printed concentration was not reproduced.
  case vendorDisagrees = "VENDOR_DISAGREES"
  /// The culture was not confluent.
  case notConfluent = "NOT_CONFLUENT"
  /// No ascorbate was given.
  case noAscorbate = "NO_ASCORBATE"
  /// Passage above 10.
  case passageHigh = "PASSAGE_HIGH"
  /// DNA and protein give different synthesis.
  case normalizersDisagree = "NORM_DISAGREE"
  /// A fraction of the dish was not measured.
  case fractionMissing = "FRACTION_MISSING"
  /// Saturated pixels in a band.
  case pixelSaturated = "PIXEL_SAT"
  /// No control lane on the gel.
  case noFlankingControl = "NO_FLANK_CTRL"
  /// The flanking controls disagree: the front smiles.
  case laneSmile = "LANE_SMILE"
  /// Band volume outside what the film or screen reads linearly.
  case linearity = "LINEARITY"
  /// Label residues were not corrected for.
  case noLabelCorrection = "NO_LABEL_CORR"
  /// Counts at chase differ from those at its start by more than 15 %.
  case loss = "LOSS"
  /// The chase ended before two half-lives.
  case censored = "CENSORED"
  /// The delay cannot be told from the data.
  case delayUnidentifiable = "TAU_UNIDENT"
  /// The pulse was longer than the half-life.
  case pulseLong = "PULSE_LONG"
  /// Counts below the detection limit of the counter.
  case belowCountLimit = "BELOW_LD"
  /// Enzyme blank or protease control out of limits.
  case enzymeBlank = "ENZYME_BLANK"
  /// A stain that other proteins bind as well.
  case semiQuantitative = "SEMIQUANTITATIVE"
  /// Fewer than five control lines.
  case fewControls = "N_CTRL<5"
  /// The power to see the effect is below 90 %.
  case lowPower = "LOW_POWER"
  /// Several dishes of one line were treated as independent.
  case pseudoreplication = "PSEUDOREP"
  /// Case and controls never share a batch.
  case batchConfounded = "BATCH_CONFOUND"
  /// A control line that lies apart from the others.
  case controlOutlier = "CTRL_OUTLIER"
  /// A control rule of Levey and Jennings was broken.
  case controlRule = "LJ_RULE"

  /// Flags sort by their order of declaration.
  package static func < (a: QualityFlag, b: QualityFlag) -> Bool { a.order < b.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether a number with this flag stays out of means and verdicts.
  package var excludesFromMeans: Bool {
    [.saturated, .masked, .notRead, .belowLLOQ, .belowLoD, .aboveULOQ, .hook].contains(self)
  }

  /// What the flag means, for a reader of the report.
  package var meaning: String { Self.meanings[self] ?? rawValue }

  private static let meanings: [QualityFlag: String] = [
    .saturated: "detector saturated: no concentration", .masked: "excluded by the operator",
    .notRead: "the reader gave no number", .blankHigh: "blank above 90 % of the lowest standard's signal",
    .standardError: "calibrator back-calculated beyond ±20 % (±25 % at the ends)",
    .standardCV: "calibrator replicates differ by more than 20 %", .standardCount: "fewer than six calibrator levels",
    .nonMonotone: "calibrator means are not monotonic",
    .hook: "hook effect: a dilution reads higher than the neat sample",
    .noUpperPlateau: "the standards do not reach the upper plateau",
    .nonIdentifiable: "curve parameters are not identifiable from the data",
    .lackOfFit: "the curve misses the calibrator means (p < 0.01)", .belowLoD: "below the limit of detection",
    .belowLLOQ: "below the lower limit of quantification", .aboveULOQ: "above the upper limit of quantification",
    .replicateCV: "replicates differ by more than 15 %", .dilutionDiscordant: "dilutions differ by more than 20 %",
    .notParallel: "dilutions are not parallel to the standards (CV > 30 %, or another slope)",
    .spikeOut: "spike recovery outside 80-120 %", .qcFail: "quality control beyond ±20 %",
    .edgeEffect: "edge effect: wells at the rim read differently",
    .plateDrift: "plate drift: readings change across the plate",
    .vendorDisagrees: "the reader's own printed concentration is not reproduced",
    .notConfluent: "culture not confluent: sparse cells may make alpha1 homotrimers",
    .noAscorbate: "no ascorbate: hydroxylation and secretion are impaired", .passageHigh: "passage above 10",
    .normalizersDisagree: "synthesis per DNA and per protein differ by more than 25 % against the controls",
    .fractionMissing: "medium or cell layer not measured", .pixelSaturated: "saturated pixels in the band",
    .noFlankingControl: "no flanking control lane on this gel",
    .laneSmile: "control lanes of the gel disagree by more than 1 %",
    .linearity: "band outside the linear range", .noLabelCorrection: "not corrected for labelled residues",
    .loss: "medium + cells differ from the start of the chase by more than 15 %: label was lost",
    .censored: "chase shorter than two half-lives",
    .delayUnidentifiable: "delay not identifiable: fewer than two points before secretion begins",
    .pulseLong: "pulse longer than the half-life", .belowCountLimit: "counts below the detection limit",
    .enzymeBlank: "no-enzyme blank above 5 % of the released counts",
    .semiQuantitative: "the stain also binds other proteins", .fewControls: "fewer than five control lines",
    .lowPower: "power below 90 %", .pseudoreplication: "dishes of one line treated as independent",
    .batchConfounded: "case and controls share no plate (confounded by batch)",
    .controlOutlier: "a control line is an outlier",
    .controlRule: "a Levey-Jennings rule is broken",
  ]
}
