// The quality flags: a code, how bad it is, and what it means in words.

/// A quality flag; ``meaning`` says what each is. Flags never remove a number; they say what touches it.
package enum QualityFlag: String, Sendable, CaseIterable, Comparable {
  case saturated = "SAT"
  case masked = "MASKED"
  case notRead = "NOT_READ"
  case blankHigh = "BLANK_HIGH"
  case standardError = "STD_RE"
  case standardCV = "STD_CV"
  case standardCount = "STD_COUNT"
  case nonMonotone = "NON_MONOTONE"
  case hook = "HOOK"
  case noUpperPlateau = "NO_UPPER_PLATEAU"
  case nonIdentifiable = "NON_IDENTIFIABLE"
  case lackOfFit = "LOF"
  case belowLoD = "BELOW_LOD"
  case belowLLOQ = "BELOW_LLOQ"
  case aboveULOQ = "ABOVE_ULOQ"
  case replicateCV = "REP_CV"
  case dilutionDiscordant = "DIL_DISCORDANT"
  case notParallel = "NOT_PARALLEL"
  case spikeOut = "SPIKE_OUT"
  case qcFail = "QC_FAIL"
  case edgeEffect = "EDGE_EFFECT"
  case plateDrift = "PLATE_DRIFT"
  case vendorDisagrees = "VENDOR_DISAGREES"
  case notConfluent = "NOT_CONFLUENT"
  case noAscorbate = "NO_ASCORBATE"
  case passageHigh = "PASSAGE_HIGH"
  case normalizersDisagree = "NORM_DISAGREE"
  case normalizerMissing = "NORM_MISSING"
  case fractionMissing = "FRACTION_MISSING"
  case mediumBelowLimit = "MEDIUM_BELOW_LOQ"
  case cellLayerBelowLimit = "CELL_LAYER_BELOW_LOQ"
  case notMeasured = "NOT_MEASURED"
  case volumeApart = "VOLUME_APART"
  case dishDiscordant = "DISH_DISCORDANT"
  case severalPlates = "SEVERAL_PLATES"
  case aboveControls = "ABOVE_CONTROLS"
  case implausible = "IMPLAUSIBLE"
  case pixelSaturated = "PIXEL_SAT"
  case noFlankingControl = "NO_FLANK_CTRL"
  case laneSmile = "LANE_SMILE"
  case linearity = "LINEARITY"
  case noLabelCorrection = "NO_LABEL_CORR"
  case loss = "LOSS"
  case censored = "CENSORED"
  case delayUnidentifiable = "TAU_UNIDENT"
  case pulseLong = "PULSE_LONG"
  case belowCountLimit = "BELOW_LD"
  case enzymeBlank = "ENZYME_BLANK"
  case semiQuantitative = "SEMIQUANTITATIVE"
  case fewControls = "N_CTRL<5"
  case lowPower = "LOW_POWER"
  case pseudoreplication = "PSEUDOREP"
  case batchConfounded = "BATCH_CONFOUND"
  case controlOutlier = "CTRL_OUTLIER"
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
    .normalizerMissing: "a dish without DNA, protein or cells: it has no synthesis",
    .fractionMissing: "medium or cell layer not measured",
    .mediumBelowLimit:
      "the medium of a dish is below the limit of quantification: no more than the figure was secreted",
    .cellLayerBelowLimit:
      "the cell layer of a dish is below the limit of quantification: no less than the figure was secreted",
    .notMeasured: "in the cultures but on no plate",
    .volumeApart: "all dishes of the line have a volume that no other line has",
    .dishDiscordant:
      "dishes of the line differ by more than 2.5-fold in synthesis or 4-fold in medium : cell layer, or far more than those of other lines",
    .severalPlates:
      "medium or cell layer of a dish measured on several plates: the figure is their mean, and the dish counts once",
    .aboveControls: "synthesis or secretion above the controls",
    .implausible:
      "beyond what is published (synthesis 15-300 %, secretion from 30 % of control): check units, volumes, dilutions, labels",
    .pixelSaturated: "saturated pixels in the band",
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
