// The biochemical class of a line: which axes were out of range, with what power, and which one decided.

/// What was measured about a line, each compared with the controls.
package enum AssayAxis: String, Sendable, CaseIterable {
  /// Collagen made per DNA and hour.
  case synthesis
  /// Share exported.
  case export
  /// Slow migration of alpha1(I).
  case migration
  /// A second, slow band.
  case secondBand = "second_band"
  /// Half-life of secretion.
  case rate
  /// alpha1(I) : alpha2(I).
  case chainRatio = "chain_ratio"
  /// Type III : type I.
  case typeThree = "type_three"
  /// Chains that keep the N-propeptide.
  case propeptide
  /// Melting temperature.
  case melting
}

/// One axis of one line.
package struct AxisFinding: Sendable {
  /// The axis.
  package let axis: AssayAxis
  /// The value in its unit (per cent, min, ratio ...).
  package let value: Double
  /// In per cent of the controls, or NaN.
  package let percentOfControl: Double
  /// The comparison; `nil` without two control lines.
  package let comparison: ControlComparison?
  /// The power to tell the class-defining effect, NaN if none is defined: the chance to see it where it is, and for synthesis
  /// also that to exclude it where it is not, whichever is smaller. With few controls the second is.
  package let power: Double
  /// The chance alone to see the effect where it is; NaN if none is defined.
  package let detectionPower: Double
  /// The p value that the class-defining effect is NOT there (small: excluded); NaN if none is defined.
  package let exclusion: Double
  /// Whether quality checks took the axis out of the verdict.
  package let isExcluded: Bool

  /// A finding.
  package init(
    axis: AssayAxis, value: Double, percentOfControl: Double, comparison: ControlComparison?, power: Double = .nan,
    detectionPower: Double = .nan, exclusion: Double = .nan, isExcluded: Bool = false
  ) {
    self.axis = axis
    self.value = value
    self.percentOfControl = percentOfControl
    self.comparison = comparison
    self.power = power
    self.detectionPower = detectionPower
    self.exclusion = exclusion
    self.isExcluded = isExcluded
  }
}

extension AxisFinding {
  /// Synthesis on the ln scale.
  package static func synthesis(
    _ logValue: Double, _ comparison: ControlComparison?, rules: ClassRules, isExcluded: Bool = false
  ) -> AxisFinding {
    let effect = -Elementary.log(rules.nullEffect / 100)
    let seen = comparison?.power(effect) ?? .nan
    let excluded = comparison?.exclusionPower(effect, level: rules.exclusion, spread: rules.nullSpread) ?? .nan
    return AxisFinding(
      axis: .synthesis, value: Elementary.exp(logValue),
      percentOfControl: comparison.map { 100 * Elementary.exp($0.difference) } ?? .nan, comparison: comparison,
      power: Swift.min(seen, excluded), detectionPower: seen,
      exclusion: exclusion(comparison, -effect, spread: rules.nullSpread), isExcluded: isExcluded)
  }

  /// Export on the logit scale; its power is that for `rules.exportEffect` per cent of the controls' share.
  package static func export(
    _ logitValue: Double, _ comparison: ControlComparison?, rules: ClassRules, isExcluded: Bool = false
  ) -> AxisFinding {
    guard let comparison else {
      return AxisFinding(
        axis: .export, value: 100 * logistic(logitValue), percentOfControl: .nan, comparison: nil,
        isExcluded: isExcluded)
    }
    let centre = comparison.controlMean
    let reference = logistic(centre)
    let effect = centre - logit(reference * rules.exportEffect / 100)
    let seen = comparison.power(effect)
    return AxisFinding(
      axis: .export, value: 100 * logistic(logitValue),
      percentOfControl: 100 * logistic(centre + comparison.difference) / reference, comparison: comparison,
      power: seen, detectionPower: seen, exclusion: exclusion(comparison, -effect), isExcluded: isExcluded)
  }

  /// The one-sided p value against a shift around `effect` (negative): small if the line lies clearly above it.
  private static func exclusion(_ comparison: ControlComparison?, _ effect: Double, spread: Double = 0) -> Double {
    guard let comparison else { return .nan }
    let error = (comparison.standardError * comparison.standardError + spread * spread).squareRoot()
    return Distribution.tUpper((comparison.difference - effect) / error, df: comparison.degreesOfFreedom)
  }
}

/// The limits of the class rule; defaults from the literature's ranges, to be edited by the laboratory.
package struct ClassRules: Sendable, Equatable {
  /// Chance that a normal line is called abnormal on any of the deciding axes.
  package var falseAbnormal = 0.05
  /// One-sided p value that a second axis needs once another is abnormal.
  package var secondAxis = 0.025
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
  /// The spread of null alleles around `nullEffect`, as a standard deviation of ln synthesis.
  package var nullSpread = 0.06
  /// With a structural finding, synthesis that is this many times more likely under the loss of an allele than under a
  /// structural allele alone makes the class MIXED.
  package var mixedLikelihoodRatio = 1.0
  /// Export above this per cent of control is not called low, however small its p value.
  package var exportHigh = 90.0
  /// The loss of synthesis that the power is given for, in per cent of control.
  package var nullEffect = 50.0
  /// The export that the power is given for, in per cent of control.
  package var exportEffect = 79.0
  /// The power a normal result needs.
  package var power = 0.9
  /// The p value at which the null effect must be excluded for a normal result.
  package var exclusion = 0.015
  /// Homotrimer share above which the class is HOMOTRIMER.
  package var homotrimer = 0.8
  /// Per cent of alpha1(I) in a second band, accepted on BIC, that counts.
  package var secondBand = 5.0
  /// Share of chains with N-propeptide that is needed beside the p value.
  package var propeptide = 0.2

  /// The defaults.
  package init() {}
}

/// The class.
package enum BiochemicalClass: String, Sendable, CaseIterable {
  /// Too little collagen of normal structure.
  case quantitative = "QUANTITATIVE"
  /// Abnormal collagen: slow, retained, or in two bands.
  case structural = "STRUCTURAL"
  /// Both.
  case mixed = "MIXED"
  /// The N-propeptide stays.
  case nProcessing = "N_PROCESSING"
  /// alpha1 trimers without alpha2.
  case homotrimer = "HOMOTRIMER"
  /// All in range, and the assay could have seen it.
  case normal = "NORMAL"
  /// Neither shown nor excluded.
  case indeterminate = "INDETERMINATE"
}

/// A class with its reasons.
package struct ClassVerdict: Sendable {
  /// The class.
  package let name: BiochemicalClass
  /// The axis that decided, if one did.
  package let axis: AssayAxis?
  /// In words.
  package let reason: String
  /// The flags the decision adds.
  package let flags: Set<QualityFlag>

  /// Decides.
  ///
  /// The deciding axes share the false-abnormal rate: synthesis is tested one-sided at half of `falseAbnormal`; export,
  /// migration, second band and rate share the other half. A further structural axis counts only at `secondAxis`. Beside a
  /// structural finding low synthesis is a question of which class explains it better, not whether the line is normal: it
  /// counts at `mixedAmount`, and where the loss of an allele is likelier than a structural allele alone. NORMAL needs
  /// synthesis and export measured, in range, with the power to see both at `power` and a loss of the null effect excluded.
  package static func decide(_ findings: [AxisFinding], rules: ClassRules = ClassRules()) -> ClassVerdict {
    let usable = findings.filter { !$0.isExcluded }
    func finding(_ axis: AssayAxis) -> AxisFinding? { usable.first { $0.axis == axis } }
    if let ratio = finding(.chainRatio), (ratio.value - 2) / (ratio.value + 1) > rules.homotrimer {
      return ClassVerdict(name: .homotrimer, axis: .chainRatio, reason: "alpha1(I) without alpha2(I)", flags: [])
    }
    if let kept = finding(.propeptide), kept.value / 100 >= rules.propeptide, kept.comparison?.pHigh ?? 1 < 0.025 {
      return ClassVerdict(
        name: .nProcessing, axis: .propeptide,
        reason: "\(NumberText.fixed(kept.value, 0)) % of the chains keep the N-propeptide", flags: [])
    }
    let tested = Axes(usable, rules)
    let hits = tested.hits
    guard let first = hits.first else { return normalOrNot(finding(.synthesis), finding(.export), tested, rules) }
    let second = hits.dropFirst().filter { $0.p < rules.secondAxis }
    let counted = [first] + second
    let structural = counted.first { $0.axis != .synthesis }
    let percent = finding(.synthesis)?.percentOfControl ?? .nan
    if let structural {
      if let synthesis = finding(.synthesis), isMixed(synthesis, rules) {
        return ClassVerdict(
          name: .mixed, axis: structural.axis, reason: "less collagen, and what is made is abnormal", flags: [])
      }
      return ClassVerdict(name: .structural, axis: structural.axis, reason: structural.words, flags: [])
    }
    if percent < rules.nullLow {
      return ClassVerdict(
        name: .indeterminate, axis: .synthesis,
        reason:
          "synthesis at \(NumberText.fixed(percent, 0)) % of control is less than the loss of one allele explains: repeat the culture",
        flags: [])
    }
    guard finding(.export) != nil else {
      return ClassVerdict(
        name: .indeterminate, axis: .synthesis, reason: "synthesis is low, but export was not measured", flags: [])
    }
    return ClassVerdict(
      name: .quantitative, axis: .synthesis,
      reason: "synthesis at \(NumberText.fixed(percent, 0)) % of control with export in range", flags: [])
  }

  /// Whether synthesis beside a structural finding speaks for the loss of an allele.
  ///
  /// The likelihoods of the difference from the controls, with its standard error and t distribution: around `nullEffect`
  /// with the spread of null alleles, against anywhere between `structuralLow` and `structuralHigh`.
  static func isMixed(_ synthesis: AxisFinding, _ rules: ClassRules) -> Bool {
    guard let c = synthesis.comparison, c.standardError > 0, synthesis.percentOfControl <= rules.nullHigh,
      c.pLow < rules.mixedAmount
    else { return false }
    let df = c.degreesOfFreedom
    let error = (c.standardError * c.standardError + rules.nullSpread * rules.nullSpread).squareRoot()
    let z = (c.difference - Elementary.log(rules.nullEffect / 100)) / error
    // The t density as a narrow difference of its distribution.
    let h = 0.01
    let density = (Distribution.t(z + h, df: df) - Distribution.t(z - h, df: df)) / (2 * h) / error
    let low = Elementary.log(rules.structuralLow / 100)
    let high = Elementary.log(rules.structuralHigh / 100)
    let alone =
      (Distribution.t((c.difference - low) / c.standardError, df: df)
        - Distribution.t((c.difference - high) / c.standardError, df: df)) / (high - low)
    return density > rules.mixedLikelihoodRatio * alone
  }

  /// The deciding axes with their p values.
  private struct Axes {
    let hits: [(axis: AssayAxis, p: Double, words: String)]
    let slightlyLow: Bool

    init(_ usable: [AxisFinding], _ rules: ClassRules) {
      let deciding: [AssayAxis] = [.synthesis, .export, .migration, .secondBand, .rate]
      let present = usable.filter { deciding.contains($0.axis) && ($0.comparison != nil || $0.axis == .secondBand) }
      let amountLevel = rules.falseAbnormal / 2
      let others = present.filter { $0.axis != .synthesis }.count
      let level = amountLevel / Double(Swift.max(others, 1))
      var hits: [(axis: AssayAxis, p: Double, words: String)] = []
      var slight = false
      for item in present {
        let percent = NumberText.fixed(item.percentOfControl, 0)
        if item.axis == .secondBand, item.value > rules.secondBand, item.comparison?.pHigh ?? 0 < level {
          // Accepted on BIC; where no control lane has a second band there is no spread to test against.
          let p = item.comparison?.pHigh ?? 0.001
          hits.append((.secondBand, p, "a second, slow band holds \(NumberText.fixed(item.value, 0)) % of alpha1(I)"))
        }
        guard let comparison = item.comparison else { continue }
        switch item.axis {
        case .synthesis:
          guard comparison.pLow < amountLevel else { continue }
          if item.percentOfControl <= rules.nullHigh {
            hits.append((.synthesis, comparison.pLow, "synthesis at \(percent) % of control"))
          } else {
            slight = true
          }
        case .export:
          guard comparison.pLow < level else { continue }
          if item.percentOfControl <= rules.exportHigh {
            hits.append((.export, comparison.pLow, "export at \(percent) % of control"))
          }
        case .migration:
          guard comparison.pHigh < level else { continue }
          hits.append(
            (
              .migration, comparison.pHigh,
              "alpha1(I) migrates \(NumberText.fixed(item.value, 1)) % slower than in the controls"
            ))
        case .rate:
          guard comparison.pHigh < level else { continue }
          hits.append((.rate, comparison.pHigh, "secretion half-life at \(percent) % of control"))
        default: continue
        }
      }
      self.hits = hits.sorted { ($0.p, $0.axis.rawValue) < ($1.p, $1.axis.rawValue) }
      slightlyLow = slight
    }
  }

  private static func normalOrNot(
    _ synthesis: AxisFinding?, _ export: AxisFinding?, _ tested: Axes, _ rules: ClassRules
  ) -> ClassVerdict {
    guard let synthesis, synthesis.comparison != nil, let export, export.comparison != nil else {
      return ClassVerdict(
        name: .indeterminate, axis: nil,
        reason: "nothing out of range, but synthesis and export were not both measured against controls",
        flags: [])
    }
    guard synthesis.detectionPower >= rules.power, export.detectionPower >= rules.power else {
      let weak = synthesis.detectionPower < rules.power ? synthesis : export
      return ClassVerdict(
        name: .indeterminate, axis: weak.axis,
        reason:
          "nothing out of range, but the power to see it in \(weak.axis.rawValue) is only \(NumberText.fixed(100 * weak.detectionPower, 0)) %",
        flags: [.lowPower])
    }
    guard synthesis.exclusion < rules.exclusion else {
      return ClassVerdict(
        name: .indeterminate, axis: .synthesis,
        reason:
          "not clearly low, but a loss of \(NumberText.fixed(100 - rules.nullEffect, 0)) % of synthesis is not excluded",
        flags: [])
    }
    if tested.slightlyLow {
      return ClassVerdict(
        name: .normal, axis: nil,
        reason: "synthesis lower than in the controls, but a loss of half is excluded; export in range", flags: [])
    }
    return ClassVerdict(
      name: .normal, axis: nil,
      reason: "synthesis and export in range, with power to see the loss of an allele and retention", flags: [])
  }
}
