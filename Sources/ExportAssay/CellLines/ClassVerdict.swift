// The biochemical class of a cell line: which readouts were out of range, with what power, and which one decided.

internal import Documents
import Numerics
package import TypeICollagen

/// A class with its reasons.
package struct ClassVerdict: Sendable {
  /// The class.
  package let name: BiochemicalClass
  /// The readout that decided, if one did.
  package let readout: AssayReadout?
  /// In words.
  package let reason: String
  /// The flags the decision adds.
  package let flags: Set<QualityFlag>

  /// Decides.
  ///
  /// The deciding readouts share the false-abnormal rate: synthesis is tested one-sided at half of `falseAbnormal`; secretion,
  /// migration, second band and rate share the other half. A further structural readout counts only at `secondReadout`. Beside a
  /// structural finding low synthesis is a question of which class explains it better, not whether the line is normal: it
  /// counts at `mixedAmount`, and where the loss of an allele is likelier than a structural allele alone. NORMAL needs
  /// synthesis and secretion measured, in range, with the power to see both at `power` and a loss of the null effect excluded;
  /// what lies above the controls (``ClassRules/above(_:)``) is said, and is not NORMAL.
  package static func decide(_ findings: [ReadoutFinding], rules: ClassRules = ClassRules()) -> ClassVerdict {
    let verdict = decided(findings, rules: rules)
    guard let above = rules.above(findings.filter { !$0.isExcluded }) else { return verdict }
    guard verdict.name == .normal else {
      return ClassVerdict(
        name: verdict.name, readout: verdict.readout, reason: verdict.reason + "; " + above + " is above the controls",
        flags: verdict.flags.union([.aboveControls]))
    }
    return ClassVerdict(
      name: .indeterminate, readout: nil,
      reason: above + " is above the controls, which no defect explains: check volumes, dilutions and normaliser",
      flags: [.aboveControls])
  }

  private static func decided(_ findings: [ReadoutFinding], rules: ClassRules) -> ClassVerdict {
    let usable = findings.filter { !$0.isExcluded }
    func finding(_ readout: AssayReadout) -> ReadoutFinding? { usable.first { $0.readout == readout } }
    if let ratio = finding(.chainRatio), (ratio.value - 2) / (ratio.value + 1) > rules.homotrimer {
      return ClassVerdict(name: .homotrimer, readout: .chainRatio, reason: "alpha1(I) without alpha2(I)", flags: [])
    }
    if let kept = finding(.propeptide), kept.value / 100 >= rules.propeptide, kept.comparison?.pHigh ?? 1 < 0.025 {
      return ClassVerdict(
        name: .nProcessing, readout: .propeptide,
        reason: "\(NumberText.fixed(kept.value, 0)) % of the chains retain the N-propeptide", flags: [])
    }
    let tested = Readouts(usable, rules)
    let hits = tested.hits
    guard let first = hits.first else {
      if let limited = limited(finding(.synthesis), finding(.secretion), rules) { return limited }
      return normalOrNot(finding(.synthesis), finding(.secretion), tested, rules)
    }
    let second = hits.dropFirst().filter { $0.p < rules.secondReadout }
    let counted = [first] + second
    let structural = counted.first { $0.readout != .synthesis }
    let percent = finding(.synthesis)?.percentOfControl ?? .nan
    if let structural {
      if let synthesis = finding(.synthesis), isMixed(synthesis, rules) {
        return ClassVerdict(
          name: .mixed, readout: structural.readout, reason: "reduced synthesis of abnormal collagen", flags: [])
      }
      return ClassVerdict(name: .structural, readout: structural.readout, reason: structural.words, flags: [])
    }
    if percent < rules.nullLow {
      return ClassVerdict(
        name: .indeterminate, readout: .synthesis,
        reason:
          "synthesis at \(NumberText.fixed(percent, 0)) % of control is lower than the loss of one allele explains: repeat the culture",
        flags: [])
    }
    guard finding(.secretion) != nil else {
      return ClassVerdict(
        name: .indeterminate, readout: .synthesis, reason: "synthesis is low, but secretion was not measured", flags: []
      )
    }
    return ClassVerdict(
      name: .quantitative, readout: .synthesis,
      reason:
        "synthesis at \(NumberText.fixed(percent, 0)) % of control with secretion in range\(typeThreeWords(finding(.typeThree)))",
      flags: [])
  }

  /// What type III : type I says of low synthesis, in words that follow; empty where it says nothing.
  ///
  /// The loss of type I alone raises the ratio: that of I to III was 2.90 in normal lines and 1.18 in those of OI (Fraser 1983,
  /// Connect Tissue Res 11:57). A normaliser, volume or time that is wrong lowers both and leaves the ratio. A rise of half is
  /// taken as the least that the loss of an allele gives.
  private static func typeThreeWords(_ finding: ReadoutFinding?) -> String {
    guard let finding, let comparison = finding.comparison, comparison.standardError > 0 else { return "" }
    let percent = NumberText.fixed(finding.percentOfControl, 0)
    if comparison.pHigh < 0.025 {
      return "; type III : type I is raised (\(percent) % of control), as it is where type I alone is low"
    }
    let t = (comparison.difference - Elementary.log(1.5)) / comparison.standardError
    guard Distribution.t(t, df: comparison.degreesOfFreedom) < 0.025 else { return "" }
    return
      "; but type III : type I is not raised (\(percent) % of control), as it would be where type I alone is low: check normaliser, volumes and labelling time"
  }

  /// Whether synthesis beside a structural finding supports the loss of an allele.
  ///
  /// The likelihoods of the difference from the controls, with its standard error and t distribution: around `nullEffect`
  /// with the spread of null alleles, against anywhere between `structuralLow` and `structuralHigh`.
  static func isMixed(_ synthesis: ReadoutFinding, _ rules: ClassRules) -> Bool {
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

  /// The deciding readouts with their p values.
  private struct Readouts {
    let hits: [(readout: AssayReadout, p: Double, words: String)]
    let slightlyLow: Bool

    init(_ usable: [ReadoutFinding], _ rules: ClassRules) {
      let deciding: [AssayReadout] = [.synthesis, .secretion, .migration, .secondBand, .rate]
      let present = usable.filter {
        deciding.contains($0.readout) && ($0.comparison != nil || $0.readout == .secondBand)
      }
      let amountLevel = rules.falseAbnormal / 2
      let others = present.filter { $0.readout != .synthesis }.count
      let level = amountLevel / Double(Swift.max(others, 1))
      var hits: [(readout: AssayReadout, p: Double, words: String)] = []
      var slight = false
      for item in present {
        let percent = NumberText.fixed(item.percentOfControl, 0)
        if item.readout == .secondBand, item.value > rules.secondBand, item.comparison?.pHigh ?? 0 < level {
          // Accepted on BIC; where no control lane has a second band there is no spread to test against.
          let p = item.comparison?.pHigh ?? 0.001
          hits.append((.secondBand, p, "a second, slow band holds \(NumberText.fixed(item.value, 0)) % of alpha1(I)"))
        }
        guard let comparison = item.comparison else { continue }
        switch item.readout {
        case .synthesis:
          guard comparison.pLow < amountLevel else { continue }
          if item.percentOfControl <= rules.nullHigh {
            hits.append((.synthesis, comparison.pLow, "synthesis at \(item.bound.words)\(percent) % of control"))
          } else {
            slight = true
          }
        case .secretion:
          // The least that can have been secreted is never low; against the least of the controls only what is published
          // for retention is, for their spread is not known.
          guard comparison.pLow < level, item.bound != .atLeast, item.controlBound != .atMost else { continue }
          if item.percentOfControl <= (item.controlBound == .atLeast ? rules.secretionEffect : rules.secretionHigh) {
            hits.append((.secretion, comparison.pLow, "secretion at \(item.bound.words)\(percent) % of control"))
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
      self.hits = hits.sorted { ($0.p, $0.readout.rawValue) < ($1.p, $1.readout.rawValue) }
      slightlyLow = slight
    }
  }

  /// Why figures that are limits of quantification do not show a normal line; `nil` where they do, or are measured.
  private static func limited(
    _ synthesis: ReadoutFinding?, _ secretion: ReadoutFinding?, _ rules: ClassRules
  ) -> ClassVerdict? {
    func open(_ readout: AssayReadout, _ reason: String) -> ClassVerdict {
      ClassVerdict(name: .indeterminate, readout: readout, reason: reason, flags: [])
    }
    if let secretion, secretion.comparison != nil {
      let value = NumberText.fixed(secretion.value, 1)
      switch secretion.bound {
      case .atMost:
        return open(
          .secretion,
          "the medium is below the limit of quantification: at most \(value) % was secreted, which is not shown to be low; measure the medium less diluted"
        )
      case .atLeast where secretion.comparison.map { $0.pLow < rules.falseAbnormal / 2 } ?? false:
        return open(
          .secretion,
          "the cell layer is below the limit of quantification: at least \(value) % was secreted, which does not exclude retention; measure the cell layer less diluted"
        )
      default: break
      }
      if secretion.controlBound != .exact, secretion.value < rules.secretionHigh {
        return open(
          .secretion,
          "controls are below the limit of quantification in the \(secretion.controlBound == .atLeast ? "cell layer" : "medium"), so the range of normal secretion is not known; measure it less diluted"
        )
      }
    }
    guard let synthesis, synthesis.bound == .atMost else { return nil }
    let most =
      synthesis.percentOfControl.isFinite
      ? ": at most \(NumberText.fixed(synthesis.percentOfControl, 0)) % of control" : ""
    return open(
      .synthesis,
      "more than a tenth of the synthesis may be no more than the limit of quantification\(most); measure it less diluted"
    )
  }

  private static func normalOrNot(
    _ synthesis: ReadoutFinding?, _ secretion: ReadoutFinding?, _ tested: Readouts, _ rules: ClassRules
  ) -> ClassVerdict {
    guard let synthesis, synthesis.comparison != nil, let secretion, secretion.comparison != nil else {
      return ClassVerdict(
        name: .indeterminate, readout: nil,
        reason: "nothing out of range, but synthesis and secretion were not both measured against controls",
        flags: [])
    }
    guard synthesis.detectionPower >= rules.power, secretion.detectionPower >= rules.power else {
      let weak = synthesis.detectionPower < rules.power ? synthesis : secretion
      return ClassVerdict(
        name: .indeterminate, readout: weak.readout,
        reason:
          "nothing out of range, but the power to detect a defect of \(weak.readout.rawValue) is only \(NumberText.fixed(100 * weak.detectionPower, 0)) %\(weak.remedy(rules))",
        flags: [.lowPower])
    }
    guard synthesis.exclusion < rules.exclusion else {
      return ClassVerdict(
        name: .indeterminate, readout: .synthesis,
        reason:
          "synthesis is not clearly low, but a loss of \(NumberText.fixed(100 - rules.nullEffect, 0)) % is not excluded",
        flags: [])
    }
    if tested.slightlyLow {
      return ClassVerdict(
        name: .normal, readout: nil,
        reason: "synthesis is lower than in the controls, but a loss of half is excluded; secretion in range", flags: []
      )
    }
    return ClassVerdict(
      name: .normal, readout: nil,
      reason: "synthesis and secretion in range, with the power to detect the loss of an allele or retention", flags: []
    )
  }
}

extension ClassRules {
  /// Whether a figure is beyond what is published.
  func isImplausible(_ findings: [ReadoutFinding]) -> Bool {
    findings.contains { item in
      guard item.percentOfControl.isFinite else { return false }
      switch item.readout {
      case .synthesis: return !(plausibleSynthesisLow...plausibleSynthesisHigh).contains(item.percentOfControl)
      case .secretion: return item.percentOfControl < plausibleSecretion
      default: return false
      }
    }
  }

  /// What lies above the controls beyond chance and by more than the limits, in words; `nil` if nothing does.
  func above(_ findings: [ReadoutFinding]) -> String? {
    for item in findings {
      guard let comparison = item.comparison, comparison.pHigh < falseAbnormal / 2, item.bound != .atMost,
        item.controlBound != .atLeast
      else { continue }
      let percent = NumberText.fixed(item.percentOfControl, 0)
      if item.readout == .synthesis, item.percentOfControl >= aboveSynthesis {
        return "synthesis at \(percent) % of control"
      }
      if item.readout == .secretion, comparison.difference >= Elementary.log(aboveSecretion) {
        return "secretion at \(percent) % of control"
      }
    }
    return nil
  }
}
