// assay.html: one page for a clinician and a bench scientist.

internal import Documents
internal import ExportAssay
internal import Numerics
internal import Pages
internal import TypeICollagen

extension AssayReport {
  /// Whose cells these are: case lines and files in one line, for the head of the page and of every printed one.
  private static func whose(_ result: AssayResult) -> String {
    let cases = result.lines.filter { $0.role == .case }.map(\.line)
    let lines = cases.isEmpty ? result.lines.map(\.line) : cases
    func short(_ names: [String]) -> String {
      names.prefix(6).joined(separator: ", ") + (names.count > 6 ? " and \(names.count - 6) more" : "")
    }
    return "\(lines.count == 1 ? "cell line" : "cell lines") \(short(lines)) (\(short(result.inputs.map(\.name))))"
  }

  /// The page: a part for each case, which is a printed page of its own without the names of others; the run; and an
  /// appendix with samples, inputs, limits and wells.
  static func html(_ result: AssayResult, version: String? = nil) throws -> String {
    let names = whose(result)
    let cases = result.lines.filter { $0.role == .case && $0.verdict != nil }
    let run =
      Markup.heading("The run") + provenance(result, version) + notes(result.warnings) + lineSection(result)
      + result.plates.map(plateSection).joined + qualitySection(result) + gelSection(result) + chaseSection(result)
      + otherSection(result)
    let appendix =
      Markup.heading("Appendix") + sampleSection(result) + result.plates.map(plateDetail).joined
      + inputSection(result, version) + flagSection(result) + methodSection(result) + wellSection(result)
    let body =
      Markup.paragraph(names, cases.count > 1 ? "small screen" : "small") + summary(result, version)
      + part("run", run) + part("appendix", appendix)
    let heads = cases.enumerated().map { (name: "patient\($0 + 1)", text: "cell line \($1.line.prefix(100))") }
    return try Page.text(
      title: "Fibroblast type I collagen assay", template: "{{{body}}}", values: ["body": body], footer: notice,
      runningHead: String(names.prefix(150)), partHeads: heads)
  }

  private static func part(_ name: String, _ content: Markup) -> Markup {
    .element("div", ["class": name], content) + .newline
  }

  private static func notes(_ warnings: [AssayWarning]) -> Markup {
    warnings.map { Markup.paragraph("Note: \($0)", "small") }.joined
  }

  /// Pictures side by side.
  static func plots(_ pictures: [Markup]) -> Markup { .element("div", ["class": "plots"], pictures.joined) + .newline }

  private static func summary(_ result: AssayResult, _ version: String?) -> Markup {
    let cases = result.lines.filter { $0.role == .case }
    var out = Markup.empty
    for (number, line) in cases.filter({ $0.verdict != nil }).enumerated() {
      guard let verdict = line.verdict else { continue }
      let kind = verdict.name == .normal ? " ok" : (verdict.name == .indeterminate ? "" : " bad")
      let title = Markup.element("div", ["class": "class"], .text("\(line.line): \(verdict.name.rawValue)"))
      var card = title + .newline + .paragraph(leadWords(line, verdict, result), "lead")
      card += .paragraph(figureWords(line, verdict, result)) + flagParagraph(line.flags, "small")
      let sheet = Markup.element("div", ["class": "card" + kind], card) + .newline + readoutTable(line)
      let plots = plots([AssayReadout.synthesis, .secretion].map { linePlot(result, $0, of: line.line) })
      out += part(
        "patient patient\(number + 1)",
        sheet + plots + notes(about(line, result)) + provenance(result, version) + .paragraph(notice, "small"))
    }
    if cases.isEmpty {
      let wells = result.plates.reduce(0) { $0 + $1.wells.count }
      out += .paragraph(
        result.plates.isEmpty
          ? "No case line was given. The results below are not classified."
          : "\(wells) wells on \(result.plates.count) curve\(result.plates.count == 1 ? "" : "s") were evaluated. No case line was given, so no line is classified.",
        "lead")
    }
    return out
  }

  /// The flags with their meanings; nothing without flags.
  static func flagParagraph(_ flags: Set<QualityFlag>, _ style: String = "") -> Markup {
    let words = flags.sorted().map { "\($0.rawValue) (\($0.meaning))" }.joined(separator: "; ")
    return flags.isEmpty ? .empty : .paragraph("Flags: \(words).", style)
  }

  /// The paragraph in plain words: what the cells did, what that means, and what could have been missed.
  private static func leadWords(_ line: CellLineResult, _ verdict: ClassVerdict, _ result: AssayResult) -> String {
    let percent = Format.percent(line.synthesisPercent)
    let amount = line.synthesisPercent.isFinite ? " (\(percent) of the controls)" : ""
    let meaning: String =
      switch verdict.name {
      case .quantitative:
        "These cells synthesised too little type I collagen\(amount) and secreted it normally: the pattern of a null allele."
      case .structural:
        "These cells made abnormal type I collagen or retained it: \(verdict.reason). \(structuralAmountWords(line, result.options.rules))"
      case .mixed:
        "These cells synthesised less type I collagen than the controls\(amount), and it was abnormal or retained."
      case .nProcessing: "These cells leave the N-propeptide on part of their type I collagen: \(verdict.reason)."
      case .homotrimer: "These cells made mainly alpha1(I) homotrimers, with little or no alpha2(I)."
      case .normal:
        "These cells synthesised and secreted type I collagen like the controls\(amount). This does not exclude a pathogenic variant: with some, this assay is normal."
      case .indeterminate: "This assay neither shows nor excludes a defect of type I collagen: \(verdict.reason)."
      }
    return meaning + " " + powerWords(line, result)
  }

  /// What the amount says beside a structural finding.
  private static func structuralAmountWords(_ line: CellLineResult, _ rules: ClassRules) -> String {
    let percent = line.synthesisPercent
    guard percent.isFinite else { return "Synthesis was not compared with controls." }
    let finding = "Synthesis (\(Format.percent(percent)) of the controls)"
    return percent > rules.nullHigh
      ? finding + " does not suggest a null allele." : finding + " leaves open whether one allele is also null."
  }

  /// The figures behind it.
  private static func figureWords(_ line: CellLineResult, _ verdict: ClassVerdict, _ result: AssayResult) -> String {
    var sentences: [String] = []
    if let synthesis = line.finding(.synthesis) {
      var text = "Synthesis was \(synthesis.bound.words)\(Format.percent(line.synthesisPercent)) of the controls"
      if synthesis.comparison != nil {
        text +=
          " (95 % interval \(range(line.synthesisPercentInterval)), \(synthesis.comparison?.controlCount ?? 0) control lines, \(dishWords(line, result)))"
      }
      sentences.append(text + ".")
    }
    if let secretion = line.finding(.secretion) {
      sentences.append(
        "\(boundWords(secretion.bound))\(Format.percent(line.secretion.value, 1)) of the collagen was secreted (95 % interval \(Format.percent(line.secretion.low, 1)) to \(Format.percent(line.secretion.high, 1))), \(Format.percent(line.secretionPercent)) of the controls (\(range(line.secretionPercentInterval))), \(Format.pWords(secretion.comparison?.p ?? .nan))."
      )
    }
    for item in line.findings where ![.synthesis, .secretion].contains(item.readout) {
      sentences.append(readoutWords(item, line, result) + ".")
    }
    sentences.append("Class \(verdict.name.rawValue): \(verdict.reason).")
    return sentences.joined(separator: " ")
  }

  /// `At most ` before a figure that rests on a limit of quantification, at the head of a sentence.
  private static func boundWords(_ bound: FigureBound) -> String {
    bound.words.prefix(1).uppercased() + bound.words.dropFirst()
  }

  /// `45 % to 56 %`.
  private static func range(_ interval: (low: Double, high: Double)) -> String {
    "\(Format.percent(interval.low)) to \(Format.percent(interval.high))"
  }

  private static func readoutWords(_ item: ReadoutFinding, _ line: CellLineResult, _ result: AssayResult) -> String {
    let value = Format.number(item.value, 3)
    let p =
      item.comparison.map { ", \(Format.pWords($0.p)) against \($0.controlCount) control lines" }
      ?? " (no spread between control lines to test against)"
    switch item.readout {
    case .migration:
      let shift = NumberText.fixed(Swift.abs(item.value), 2)
      return
        "alpha1(I) migrated \(shift) % \(item.value < 0 ? "faster" : "slower") than in the neighbouring control lanes\(laneWords(line, result, \.shiftInterval, \.shifts.count))\(p)"
    case .secondBand where item.value <= 0: return "No second, slow band of alpha1(I) was accepted\(p)"
    case .secondBand: return "A second, slow band held \(value) % of alpha1(I)\(p)"
    case .rate:
      let own = result.chases.filter { $0.line == line.line && $0.best != nil }
      let interval = own.count == 1 ? own[0].halfLifeInterval : (low: .nan, high: .nan)
      let range =
        interval.low.isFinite && interval.high.isFinite
        ? " (95 % interval \(Format.number(interval.low, 3)) to \(Format.number(interval.high, 3)))"
        : (own.count > 1 ? " (mean of \(own.count) series)" : "")
      return "The half-life of secretion was \(value) min\(range)\(p)"
    case .chainRatio:
      return
        "alpha1(I) : alpha2(I) was \(value)\(laneWords(line, result, \.ratioInterval, \.logRatios.count)) (normal 2)\(p)"
    case .typeThree:
      return
        "Type III : type I was \(Format.percent(item.percentOfControl)) of control\(laneWords(line, result, { _ in nil }, \.typeThree.count))\(p)"
    case .propeptide: return "\(value) % of the chains retained the N-propeptide\(p)"
    case .melting:
      let own = result.meltings.filter { $0.line == line.line }
      let melting = Format.number(item.value, 4)
      let range =
        own.count == 1
        ? " (95 % interval \(Format.number(own[0].interval.low, 4)) to \(Format.number(own[0].interval.high, 4)))"
        : " (mean of \(own.count) series)"
      let shift = item.comparison.map { comparison -> String in
        let difference = NumberText.fixed(Swift.abs(comparison.difference), 1)
        return ", \(difference) °C \(comparison.difference < 0 ? "below" : "above") the controls' mean"
      }
      return "The triple helix melted at \(melting) °C\(range)\(shift ?? "")\(p)"
    default: return ""
    }
  }

  /// How many dishes the figures rest on, of how many.
  private static func dishWords(_ line: CellLineResult, _ result: AssayResult) -> String {
    let used = result.dishes.filter { $0.dish.line == line.line && $0.synthesis(result.normalizer).isFinite }.count
    let all = line.dishCount
    return (used == all ? "\(all)" : "\(used) of \(all)") + " dish\(all == 1 ? "" : "es")"
  }

  /// The interval of a figure of the gels, or of how many lanes it is.
  private static func laneWords(
    _ line: CellLineResult, _ result: AssayResult, _ interval: (ChainFigures) -> (low: Double, high: Double)?,
    _ count: (ChainFigures) -> Int
  ) -> String {
    guard let chain = result.chains.first(where: { $0.line == line.line }) else { return "" }
    let lanes = count(chain)
    guard let range = interval(chain) else { return " (\(lanes) lane\(lanes == 1 ? ", so no interval" : "s"))" }
    return " (95 % interval \(Format.number(range.low, 3)) to \(Format.number(range.high, 3)), \(lanes) lanes)"
  }

  /// What the assay could not have seen.
  private static func powerWords(_ line: CellLineResult, _ result: AssayResult) -> String {
    var parts: [String] = []
    if let s = line.finding(.synthesis), s.power.isFinite {
      var words =
        "a loss of half of the synthesis would have been detected with a probability of \(Format.power(s.detectionPower))"
      if s.power < s.detectionPower - 0.005 {
        words += " and, if absent, excluded with \(Format.power(s.power))"
      }
      parts.append(words)
    }
    if let e = line.finding(.secretion), e.power.isFinite {
      parts.append(
        "secretion at \(Format.percent(result.options.rules.secretionEffect)) of control with \(Format.power(e.power))"
      )
    }
    if parts.isEmpty {
      return result.lines.count { $0.role == .control && $0.dishCount > 0 } < 2
        ? "Power is not known: fewer than two control lines were measured."
        : "No power is given: neither synthesis nor per cent secreted was compared with the controls."
    }
    return "Power: " + parts.joined(separator: ", ") + "; smaller changes may have been missed."
  }

  /// One line of the table of cell lines.
  private static func lineCells(_ line: CellLineResult, hasAmounts: Bool) -> [String] {
    let s = line.finding(.synthesis)
    let e = line.finding(.secretion)
    var cells = [line.line, line.role.rawValue, String(line.dishCount)]
    cells.append(Format.interval(line.synthesis.value, (line.synthesis.low, line.synthesis.high)))
    cells.append(Format.percent(line.synthesisPercent) + " (\(range(line.synthesisPercentInterval)))")
    let secreted = Format.interval(line.secretion.value, (line.secretion.low, line.secretion.high))
    cells.append((e?.bound.words ?? "") + secreted)
    cells.append(Format.percent(line.secretionPercent) + " (\(range(line.secretionPercentInterval)))")
    if hasAmounts {
      cells.append(Format.percent(line.secreted.percent) + " (\(range((line.secreted.low, line.secreted.high))))")
    }
    cells.append(s?.comparison.map { "\(Format.number($0.t, 3)), \(Format.p($0.p))" } ?? "—")
    cells.append(e?.comparison.map { "\(Format.number($0.t, 3)), \(Format.p($0.p))" } ?? "—")
    cells.append("\(Format.power(s?.power ?? .nan)) / \(Format.power(e?.power ?? .nan))")
    cells.append(line.verdict?.name.rawValue ?? "—")
    cells.append(Format.flagWords(line.flags))
    return cells
  }

  private static func lineSection(_ result: AssayResult) -> Markup {
    guard !result.lines.isEmpty else { return .empty }
    var out = Markup.heading("Cell lines")
    // Where the medium alone was measured, the amount in it is all there is.
    let hasAmounts = result.lines.contains { !$0.secretion.value.isFinite && $0.secreted.percent.isFinite }
    var heads = [
      "line", "role", "dishes", "synthesis, \(synthesisUnit(result)) (95 %)", "% of control (95 %)",
      "secreted, % (95 %)", "% of control (95 %)",
    ]
    if hasAmounts { heads.append("secreted amount, % of control (95 %)") }
    heads += ["t, p (synthesis)", "t, p (secretion)", "power: half lost / secretion 79 %", "class", "flags"]
    out += .table(heads, result.lines.map { lineCells($0, hasAmounts: hasAmounts) })
    out += plots([linePlot(result, .synthesis), linePlot(result, .secretion)])
    out += .paragraph(
      "Small points: dishes. Large: mean with 95 % interval. Round: controls; square: cases. Shaded: interval of the controls.",
      "small")
    for readout in [AssayReadout.synthesis, .secretion] {
      guard let interval = result.controlIntervals[readout] else { continue }
      let back: (Double) -> Double = { readout == .secretion ? 100 / (1 + Elementary.exp(-$0)) : Elementary.exp($0) }
      let kind =
        interval.method == .prediction
        ? "95 % prediction interval of \(interval.count) control lines; not a reference interval (20 lines at least)"
        : "95 % reference interval (\(interval.method.rawValue), \(interval.count) lines)"
      out += .paragraph(
        "\(readout == .secretion ? "Secretion" : "Synthesis"): \(Format.number(back(interval.low), 3)) to \(Format.number(back(interval.high), 3)) \(readout == .secretion ? "%" : synthesisUnit(result)), \(kind).",
        "small")
    }
    return out
  }
}
